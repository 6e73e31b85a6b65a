import CJose

/// Signed documents: a JWS in flattened JSON (RFC 7515 §7.2.2), ES256 only.
///
/// The one algorithm is fixed here and not taken from the document, so that
/// `none` and every confusion between algorithms are refused before José sees a
/// key. What is trusted stands in the protected header alone.
package enum JWS {
    package static let maximumBytes = 256 * 1024
    private static let algorithm = "ES256"

    /// Signs `payload` with a private P-256 key, whose `kid` goes into the header.
    package static func sign(_ payload: [UInt8], with key: JWK) throws(SealingError) -> [UInt8] {
        guard key.isPrivate, key.curve == .p256 else {
            throw .keyUnusable("signing needs a private P-256 key")
        }
        guard let encoded = Base64URL.encode(payload) else { throw .libraryFailed(call: "jose_b64_enc") }
        let document = JSONValue(strings: [:])
        document.set("payload", encoded)
        let template = JSONValue(strings: [:])
        template.set("protected", JSONValue(strings: ["alg": algorithm, "kid": key.kid]))
        let signed = document.lend { document in
            template.lend { template in key.object.lend { jose_jws_sig(nil, document, template, $0) } }
        }
        guard signed else { throw .libraryFailed(call: "jose_jws_sig") }
        let bytes = document.bytes
        guard bytes.count <= maximumBytes else { throw .tooLong(bytes: bytes.count, limit: maximumBytes) }
        return bytes
    }

    /// The payload of `document`, if the owner of one of `keys` signed it.
    /// - Throws: what is wrong with it; nothing of a refused payload is given out.
    package static func verify(_ document: [UInt8], keys: [JWK]) throws(SealingError) -> [UInt8] {
        guard document.count <= maximumBytes else {
            throw .tooLong(bytes: document.count, limit: maximumBytes)
        }
        guard let jws = JSONValue(object: document) else { throw .malformed("not a JSON object") }
        guard jws.keys == ["payload", "protected", "signature"] else {
            throw .malformed("payload, protected and signature are expected, and nothing else")
        }
        let key = try signer(of: jws, among: keys)
        let genuine = jws.lend { jws in key.publicPart.object.lend { jose_jws_ver(nil, jws, nil, $0, true) } }
        guard genuine else { throw .signatureInvalid }
        guard let payload = jws["payload"].flatMap(Base64URL.decode) else {
            throw .malformed("the payload is not base64url")
        }
        return payload
    }

    private static func signer(of jws: JSONValue, among keys: [JWK]) throws(SealingError) -> JWK {
        guard let protected = jws["protected"].flatMap(Base64URL.decode),
            let header = JSONValue(object: protected)
        else { throw .malformed("the protected header is not base64url of a JSON object") }
        guard let name = header["alg"]?.text else { throw .malformed("the protected header has no alg") }
        guard name == algorithm else { throw .algorithmNotAllowed(name) }
        // An extension that must be understood (RFC 7515 §4.1.11): none is.
        guard !header.keys.contains("crit") else { throw .malformed("crit extensions are not understood") }
        guard let kid = header["kid"]?.text else { throw .malformed("the protected header has no kid") }
        guard let key = keys.first(where: { $0.kid == kid }) else { throw .unknownKey(kid) }
        guard key.curve == .p256 else { throw .keyUnusable("ES256 needs a P-256 key") }
        return key
    }
}
