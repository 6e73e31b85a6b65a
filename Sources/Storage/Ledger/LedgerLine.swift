/// One line of the ledger: what happened, to which number, in which bytes.
///
/// A line reads `HASH KIND NUMBER PAYLOAD`. HASH is the SHA-256, in lower-case
/// hexadecimal, of the HASH of the line before, a line feed and the rest of this
/// line; so `printf '%s\n%s' "$before" "$rest" | sha256sum` proves a line, and
/// no line can be changed, taken out or put in unnoticed.
struct LedgerLine: Hashable, Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// The first line of a file, numbered as the file is; a ``LedgerHeader``.
        case ledger
        /// A reply's content, once it has its number; see ``StoredVisit/content``.
        case frozen
        /// The very bytes that are sent.
        case rendered
        /// The collector has it, or has refused it for good. No payload.
        case received, parked
        /// It is in line again after that. No payload; what was received is frozen anew.
        case offered
        /// A row of what is known of time; see ``TrustedTimes/Entry/content``.
        case time
    }

    var kind: Kind
    var number: Int
    /// Without a line feed: canonical JSON has none.
    var payload: [UInt8] = []

    /// All of the line but its hash.
    var body: [UInt8] { Array("\(kind.rawValue) \(number) ".utf8) + payload }
}

/// The hash of the latest line, from which the next one's follows.
struct LedgerChain: Sendable {
    static let hashLength = 64
    /// Stands for the line before the first of a file.
    static let start = [UInt8](repeating: UInt8(ascii: "0"), count: hashLength)

    /// SHA-256, 32 bytes.
    let sha256: @Sendable ([UInt8]) -> [UInt8]
    private(set) var last = LedgerChain.start

    init(sha256: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        self.sha256 = sha256
    }

    /// Goes on behind a line that was read.
    mutating func resume(behind hash: [UInt8]) { last = hash }

    /// The bytes of the next line, line feed and all.
    mutating func link(_ line: LedgerLine) -> [UInt8] {
        let body = line.body
        last = hash(of: body[...])
        return last + [UInt8(ascii: " ")] + body + [UInt8(ascii: "\n")]
    }

    /// Takes the next line as it was read; false when it does not follow.
    mutating func accept(_ body: ArraySlice<UInt8>, hash stated: ArraySlice<UInt8>) -> Bool {
        let hash = hash(of: body)
        guard stated.elementsEqual(hash) else { return false }
        last = hash
        return true
    }

    private func hash(of body: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(last.count + 1 + body.count)
        text += last
        text.append(UInt8(ascii: "\n"))
        text += body
        return sha256(text).hexadecimalDigits
    }
}
