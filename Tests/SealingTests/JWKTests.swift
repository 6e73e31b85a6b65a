import Foundation
import Sealing
import Testing

@Suite struct JWKTests {
    /// The key of RFC 7515 appendix A.3.
    static let published = #"""
        {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
         "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
        """#

    @Test(arguments: JWK.Curve.allCases)
    func makesADifferentKeyOnTheCurveAskedForEachTime(curve: JWK.Curve) throws {
        let first = try JWK.generate(curve)
        let second = try JWK.generate(curve)
        #expect(first.curve == curve)
        #expect(first.isPrivate)
        #expect(first.thumbprint != second.thumbprint)
        #expect(first.kid == first.thumbprint)
    }

    @Test func comesBackAsItWasWritten() throws {
        let key = try JWK.generate(.p256)
        #expect(try JWK(json: key.json) == key)
        #expect(try JSONDecoder().decode(JWK.self, from: JSONEncoder().encode(key)) == key)
    }

    @Test func keepsItsPrivatePartOutOfThePublicOneAndOfEveryPrint() throws {
        let key = try JWK.generate(.p256)
        let members = try JSONDecoder().decode([String: String].self, from: Data(key.json))
        let secret = try #require(members["d"])
        #expect(!String(decoding: key.publicPart.json, as: UTF8.self).contains(secret))
        #expect(!key.publicPart.isPrivate)
        #expect(key.publicPart.thumbprint == key.thumbprint)
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!"\(key)\(String(reflecting: key))\(dumped)".contains(secret))
    }

    /// The members in the order of RFC 7638 §3.2, digested by hand.
    @Test func hasTheThumbprintOfRFC7638() throws {
        let key = try JWK(json: Array(Self.published.utf8))
        let members =
            #"{"crv":"P-256","kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","#
            + #""y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#
        let digest = Data(SHA256.digest(of: Array(members.utf8))).base64EncodedString()
        let print = digest.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        #expect(key.thumbprint == print)
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"kty":"oct","k":"AAAA"}"#, #"{"kty":"EC","crv":"P-521","x":"AA","y":"AA"}"#,
        #"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"}"#,
        published.replacing("f83O", with: "f83P"),
        published.replacing("P-256", with: "P-384"),
        published.replacing("{", with: #"{"kty":"EC","#),
    ])
    func refusesWhatIsNoPointOfItsCurve(text: String) {
        #expect(throws: SealingError.self) { try JWK(json: Array(text.utf8)) }
    }

    @Test func refusesWithinADocumentWhatItRefusesAlone() throws {
        let moved = Data(Self.published.replacing("f83O", with: "f83P").utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(JWK.self, from: moved) }
    }

    @Test func refusesAnOverlongKey() {
        #expect(throws: SealingError.tooLong(bytes: 4097, limit: 4096)) {
            try JWK(json: [UInt8](repeating: 32, count: 4097))
        }
    }
}
