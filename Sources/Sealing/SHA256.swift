import CJose

/// The SHA-256 digest (FIPS 180-4), as OpenSSL computes it.
package enum SHA256 {
    package static let byteCount = 32

    /// The 32 bytes of the digest of `bytes`.
    ///
    /// The C function is `EVP_Digest`, which cannot fail for SHA-256 but for lack
    /// of memory.
    package static func digest(of bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: byteCount)
        let done = EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
        precondition(done == 1, "EVP_Digest gives SHA-256 of any bytes")
        return digest
    }
}

extension Sequence<UInt8> {
    /// The bytes as lower-case hexadecimal digits, two for each.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        let text = flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
