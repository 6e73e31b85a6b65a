import CJose

/// An elliptic-curve key as JSON (RFC 7517, RFC 7518 §6.2): public, or with its
/// private part.
///
/// A value of this type is a point of its curve: José has been asked. Members
/// other than these are ignored when read and not written.
package struct JWK: Hashable, Sendable {
    /// A curve by its JOSE name. Always named: José makes P-521 keys when it is not.
    package enum Curve: String, Hashable, Sendable, Codable, CaseIterable {
        case p256 = "P-256"
        case p384 = "P-384"
    }

    package let curve: Curve
    /// Names the key within a set; its thumbprint when it was made here.
    package let kid: String
    private let x: String
    private let y: String
    private let d: String?

    /// Makes a new random key whose ``kid`` is its ``thumbprint`` (`jose_jwk_gen`).
    package static func generate(_ curve: Curve) throws(SealingError) -> JWK {
        let object = JSONValue(strings: ["kty": "EC", "crv": curve.rawValue])
        guard object.lend({ jose_jwk_gen(nil, $0) }) else { throw .libraryFailed(call: "jose_jwk_gen") }
        return try JWK(object)
    }

    /// Reads one key of at most 4 KiB.
    package init(json bytes: [UInt8]) throws(SealingError) {
        guard bytes.count <= 4096 else { throw .tooLong(bytes: bytes.count, limit: 4096) }
        guard let object = JSONValue(object: bytes) else { throw .keyUnusable("not a JSON object") }
        try self.init(object)
    }

    /// The key without its private part: what others may have.
    package var publicPart: JWK {
        JWK(curve: curve, kid: kid, x: x, y: y, d: nil)
    }

    package var isPrivate: Bool { d != nil }

    /// The base64url SHA-256 of the key's required members (RFC 7638).
    package var thumbprint: String {
        guard let print = Self.thumbprint(of: object) else {
            preconditionFailure("a read key has a thumbprint")
        }
        return print
    }

    /// Compact JSON, keys in byte order, the private part included.
    package var json: [UInt8] { object.bytes }

    private init(curve: Curve, kid: String, x: String, y: String, d: String?) {
        self.curve = curve
        self.kid = kid
        self.x = x
        self.y = y
        self.d = d
    }

    private init(_ object: JSONValue) throws(SealingError) {
        guard object["kty"]?.text == "EC", let name = object["crv"]?.text, let curve = Curve(rawValue: name)
        else { throw .keyUnusable("not an EC key on P-256 or P-384") }
        guard let x = object["x"]?.text, let y = object["y"]?.text else {
            throw .keyUnusable("no point x, y")
        }
        let d = object["d"]?.text
        let plain = JWK(curve: curve, kid: "", x: x, y: y, d: d)
        guard let key = plain.object.lend({ jose_openssl_jwk_to_EVP_PKEY(nil, $0) }) else {
            throw .keyUnusable("not a point of \(name)")
        }
        EVP_PKEY_free(key)
        guard let kid = object["kid"]?.text ?? Self.thumbprint(of: plain.object) else {
            throw .libraryFailed(call: "jose_jwk_thp")
        }
        self.init(curve: curve, kid: kid, x: x, y: y, d: d)
    }

    private static func thumbprint(of object: JSONValue) -> String? {
        JSONValue(owning: object.lend { jose_jwk_thp(nil, $0, "S256") })?.text
    }

    /// The key as José takes it.
    var object: JSONValue {
        JSONValue(strings: ["kty": "EC", "crv": curve.rawValue, "kid": kid, "x": x, "y": y, "d": d])
    }
}

extension JWK: CustomStringConvertible, CustomReflectable {
    /// Names the key; its private part is never printed.
    package var description: String {
        "\(isPrivate ? "private" : "public") \(curve.rawValue) key \(kid)"
    }

    package var customMirror: Mirror {
        Mirror(self, children: ["curve": curve, "kid": kid])
    }
}

extension JWK: Codable {
    private enum CodingKeys: String, CodingKey {
        case kty, crv, kid, x, y, d
    }

    /// Reads a key within a larger document, checked like ``init(json:)``.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String? {
            try values.decodeIfPresent(String.self, forKey: key)
        }
        let object = JSONValue(strings: [
            "kty": try text(.kty), "crv": try text(.crv), "kid": try text(.kid),
            "x": try text(.x), "y": try text(.y), "d": try text(.d),
        ])
        do {
            try self.init(object)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: error.description))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode("EC", forKey: .kty)
        try values.encode(curve, forKey: .crv)
        try values.encode(kid, forKey: .kid)
        try values.encode(x, forKey: .x)
        try values.encode(y, forKey: .y)
        try values.encodeIfPresent(d, forKey: .d)
    }
}
