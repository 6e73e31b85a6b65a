/// The sound lines of one file of the ledger: those from the first on that each
/// follow from the one before.
struct LedgerFile {
    struct Line {
        var kind: LedgerLine.Kind
        var number: Int
        /// Where its payload stands in the file.
        var place: Range<Int>
    }

    static let limitBytes = 8 * 1024 * 1024

    var header: LedgerHeader
    /// Without the header.
    private(set) var lines: [Line] = []
    private(set) var soundBytes = 0
    /// The hash of the last sound line.
    private(set) var last: [UInt8]

    /// Reads a file's bytes; nil when not even its first line is sound.
    init?(_ bytes: [UInt8], sha256: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        var chain = LedgerChain(sha256: sha256)
        guard let (first, end) = Self.line(of: bytes, from: 0, in: &chain), first.kind == .ledger,
            let header = LedgerHeader(content: Array(bytes[first.place]))
        else { return nil }
        self.header = header
        soundBytes = end
        while let (line, end) = Self.line(of: bytes, from: soundBytes, in: &chain) {
            lines.append(line)
            soundBytes = end
        }
        last = chain.last
    }

    private static func line(
        of bytes: [UInt8], from start: Int, in chain: inout LedgerChain
    ) -> (Line, end: Int)? {
        let bodyStart = start + LedgerChain.hashLength + 1
        guard bodyStart < bytes.count, bytes[bodyStart - 1] == UInt8(ascii: " "),
            let end = bytes[bodyStart...].firstIndex(of: UInt8(ascii: "\n")),
            chain.accept(bytes[bodyStart..<end], hash: bytes[start..<bodyStart - 1]),
            let kindEnd = bytes[bodyStart..<end].firstIndex(of: UInt8(ascii: " ")),
            let kind = LedgerLine.Kind(rawValue: String(decoding: bytes[bodyStart..<kindEnd], as: UTF8.self)),
            let numberEnd = bytes[(kindEnd + 1)..<end].firstIndex(of: UInt8(ascii: " ")),
            let number = Int(String(decoding: bytes[(kindEnd + 1)..<numberEnd], as: UTF8.self))
        else { return nil }
        return (Line(kind: kind, number: number, place: numberEnd + 1..<end), end + 1)
    }
}
