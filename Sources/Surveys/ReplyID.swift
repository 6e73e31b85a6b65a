/// The id of one reply, and of the visit it came from: a random UUID (version 4).
///
/// It is minted from the kernel's entropy before the first answer is stored, and
/// every retry carries it unchanged. Version 4 because it leaks no time and needs
/// no clock (RFC 9562 §5.4).
package struct ReplyID: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    /// Makes a version 4 UUID of 128 random bits; six of them are overwritten
    /// by the version and the variant.
    package init(high: UInt64, low: UInt64) {
        self.high = (high & ~0xF000) | 0x4000
        self.low = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    }

    /// Reads the 36-character lower- or upper-case form; nil for anything that is
    /// not a version 4 UUID.
    package init?(_ text: String) {
        let utf8 = Array(text.utf8)
        let dashes = [8, 13, 18, 23]
        guard utf8.count == 36, dashes.allSatisfy({ utf8[$0] == UInt8(ascii: "-") }) else { return nil }
        let digits = utf8.enumerated().filter { !dashes.contains($0.offset) }
        let values = digits.compactMap { Character(UnicodeScalar($0.element)).hexDigitValue }
        guard values.count == 32 else { return nil }
        let high = values[..<16].reduce(UInt64(0)) { $0 << 4 | UInt64($1) }
        let low = values[16...].reduce(UInt64(0)) { $0 << 4 | UInt64($1) }
        self.init(high: high, low: low)
        guard self.high == high, self.low == low else { return nil }
    }

    /// The sixteen bytes in network order, as the journal stores them.
    package var bytes: [UInt8] {
        [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
    }

    /// Reads what ``bytes`` gave; nil for anything else.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        let words = Array(bytes)
        let high = words[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let low = words[8...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        self.init(high: high, low: low)
        guard self.high == high, self.low == low else { return nil }
    }
}

extension ReplyID: CustomStringConvertible, Codable {
    /// The canonical lower-case form, 8-4-4-4-12.
    package var description: String {
        let hex = bytes.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }
        return [hex[0..<4], hex[4..<6], hex[6..<8], hex[8..<10], hex[10..<16]]
            .map { $0.joined() }.joined(separator: "-")
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = ReplyID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a version 4 UUID")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
