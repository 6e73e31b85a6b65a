import CJose
import Foundation
import Sealing
import Testing

@Suite struct JWSTests {
    let key: JWK
    let other: JWK
    let payload = Array(#"{"serial":7}"#.utf8)

    init() throws {
        key = try JWK.generate(.p256)
        other = try JWK.generate(.p256)
    }

    @Test func opensWithTheKeyItWasSignedWith() throws {
        let document = try JWS.sign(payload, with: key)
        #expect(try JWS.verify(document, keys: [other.publicPart, key.publicPart]) == payload)
    }

    @Test func isRefusedByThoseWhoDoNotTrustTheKey() throws {
        let document = try JWS.sign(payload, with: key)
        #expect(throws: SealingError.unknownKey(key.kid)) { try JWS.verify(document, keys: [other]) }
        #expect(throws: SealingError.unknownKey(key.kid)) { try JWS.verify(document, keys: []) }
    }

    @Test func isRefusedUnderTheKidOfAnotherTrustedKey() throws {
        let document = try changed(JWS.sign(payload, with: key)) {
            $0["protected"] = base64URL(#"{"alg":"ES256","kid":"\#(other.kid)"}"#)
        }
        #expect(throws: SealingError.signatureInvalid) { try JWS.verify(document, keys: [key, other]) }
    }

    @Test(arguments: ["none", "HS256", "ES384", "ES512", "RS256", "es256", ""])
    func allowsOneAlgorithmOnly(name: String) throws {
        for signature in ["", "AAAA"] {
            let document = try changed(JWS.sign(payload, with: key)) {
                $0["protected"] = base64URL(#"{"alg":"\#(name)","kid":"\#(key.kid)"}"#)
                $0["signature"] = signature
            }
            #expect(throws: SealingError.algorithmNotAllowed(name)) { try JWS.verify(document, keys: [key]) }
        }
    }

    /// Control: the library alone takes any algorithm that fits the key.
    @Test func refusesAGenuineSignatureByAnotherAlgorithm() throws {
        let strong = try JWK.generate(.p384)
        let jwk = try #require(json_loads(String(decoding: strong.json, as: UTF8.self), 0, nil))
        let header = #"{"protected":{"alg":"ES384","kid":"\#(strong.kid)"}}"#
        let template = try #require(json_loads(header, 0, nil))
        let jws = try #require(json_loads(#"{"payload":"e30"}"#, 0, nil))
        defer { for value in [jwk, template, jws] { json_decref(value) } }
        try #require(jose_jws_sig(nil, jws, template, jwk))
        #expect(jose_jws_ver(nil, jws, nil, jwk, true))
        let text = try #require(json_dumps(jws, 0))
        defer { free(text) }
        #expect(throws: SealingError.algorithmNotAllowed("ES384")) {
            try JWS.verify(Array(String(cString: text).utf8), keys: [strong])
        }
    }

    @Test(arguments: ["payload", "protected", "signature"])
    func isRefusedWithAnyCharacterOfAMemberChanged(member: String) throws {
        let document = try JWS.sign(payload, with: key)
        let length = try #require(members(document)[member]).count
        for place in 0..<(length - 1) {
            let altered = try changed(document) { members in
                var text = Array(members[member] ?? "")
                text[place] = text[place] == "A" ? "B" : "A"
                members[member] = String(text)
            }
            #expect(throws: SealingError.self) { try JWS.verify(altered, keys: [key]) }
        }
    }

    @Test(arguments: [
        "", "[]", "{}", "null", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
        #"{"payload":"e30","protected":"e30","signature":""}"#,
        #"{"payload":"e30","protected":"!","signature":""}"#,
        #"{"payload":1,"protected":{},"signature":null}"#,
    ])
    func refusesWhatIsNoSignedDocument(text: String) {
        #expect(throws: SealingError.self) { try JWS.verify(Array(text.utf8), keys: [key]) }
    }

    /// An unprotected header, a second signature or a doubled key could each say
    /// something that was not signed.
    @Test(arguments: [
        #""header":{"kid":"x"},"#, #""signatures":[],"#, #""payload":"e30","#,
    ])
    func refusesAnythingBesideTheThreeMembers(extra: String) throws {
        let document = String(decoding: try JWS.sign(payload, with: key), as: UTF8.self)
        let widened = "{" + extra + document.dropFirst()
        #expect(throws: SealingError.self) { try JWS.verify(Array(widened.utf8), keys: [key]) }
    }

    @Test func refusesAnOverlongDocumentUnread() throws {
        let document = [UInt8](repeating: UInt8(ascii: " "), count: JWS.maximumBytes + 1)
        #expect(throws: SealingError.tooLong(bytes: document.count, limit: JWS.maximumBytes)) {
            try JWS.verify(document, keys: [key])
        }
        #expect(throws: SealingError.self) { try JWS.sign(document, with: key) }
    }

    @Test func signsOnlyWithAPrivateKeyOnP256() throws {
        let strong = try JWK.generate(.p384)
        for unfit in [key.publicPart, strong] {
            #expect(throws: SealingError.self) { try JWS.sign(payload, with: unfit) }
        }
    }

    private func members(_ document: [UInt8]) throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: Data(document))
    }

    private func changed(_ document: [UInt8], _ change: (inout [String: String]) -> Void) throws -> [UInt8] {
        var members = try members(document)
        change(&members)
        return Array(try JSONEncoder().encode(members))
    }

    private func base64URL(_ text: String) -> String {
        Data(text.utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
