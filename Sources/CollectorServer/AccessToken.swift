import Sealing

/// A device's bearer token: 256 random bits, shown once, kept as a digest.
package struct AccessToken: Hashable, Sendable {
    /// 64 lower-case hexadecimal digits.
    package let text: String

    /// Mints a new token from the kernel's entropy.
    package static func mint() -> AccessToken {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return AccessToken(text: bytes.hex)
    }

    /// Reads an `Authorization` header (RFC 6750 §2.1); nil for another scheme.
    init?(authorization: String) {
        let words = authorization.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        text = String(words[1])
    }

    private init(text: String) {
        self.text = text
    }

    /// What a store keeps of it. A digest without salt is enough for 256 random
    /// bits, and looking it up tells nothing by its timing.
    package var sha256: String { SHA256.digest(of: Array(text.utf8)).hex }
}
