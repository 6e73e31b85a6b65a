import Linux
import Surveys

/// The journal's second, independent record: text files that only grow, each line
/// proving the ones before it. From it a damaged database is made anew.
///
/// Files are bounded; the oldest goes when what still matters in it was written
/// again at the end. One writer. After a failure other than a full disk nobody
/// knows what it holds: drop it and read it again.
final class Ledger {
    static let fileBytes = 1024 * 1024

    let folder: LedgerFolder
    private let journalID: ReplyID
    private var chain: LedgerChain
    /// The newest file; nil only while there is none.
    private var head: GrowingFile?
    private var nextFile: Int
    /// Files that can still be read, the newest included, oldest first.
    private(set) var files: [Int]
    /// The highest number whose content is in it.
    private(set) var lastNumber: Int
    private var hasUnsynced = false
    /// How much may be written again to clear files: twice what was written, so that
    /// clearing never costs more than that, whatever has to be kept.
    private var copyableBytes = Ledger.fileBytes
    /// What is known of the oldest file, read once.
    private var oldestKnown: (file: Int, lastNumber: Int, lengthBytes: Int)?

    /// Goes on with what was read.
    init(
        continuing reading: LedgerReading, at tail: LedgerTail, journalID: ReplyID, chain: LedgerChain
    ) throws(SystemError) {
        folder = reading.folder
        self.journalID = journalID
        self.chain = chain
        self.chain.resume(behind: tail.last)
        files = reading.files.filter { $0 <= tail.file }
        lastNumber = reading.lastNumber
        nextFile = tail.file + 1
        // Begun and never used when the power went.
        for number in reading.files where number > tail.file { try folder.remove(number) }
        head = try GrowingFile(continuing: folder.path(of: tail.file), behind: tail.lengthBytes)
    }

    /// Begins anew with file `number`; numbers up to `lastNumber` are given away.
    init(
        beginning folder: LedgerFolder, at number: Int, journalID: ReplyID, lastNumber: Int,
        chain: LedgerChain
    ) throws(SystemError) {
        try Folder.make(folder.path)
        self.folder = folder
        self.journalID = journalID
        self.chain = chain
        self.lastNumber = lastNumber
        files = []
        nextFile = number
        _ = try room()
    }

    /// Appends lines, all or none. They are safe once ``sync()`` has returned.
    ///
    /// - Parameter isCopy: whether they stand in it already: clearing pays for those.
    func append(_ lines: [LedgerLine], isCopy: Bool = false) throws(SystemError) {
        guard !lines.isEmpty else { return }
        let head = try room()
        var next = chain
        let bytes = lines.flatMap { next.link($0) }
        try head.append(bytes)
        chain = next
        hasUnsynced = true
        copyableBytes += isCopy ? -bytes.count : 2 * bytes.count
        for line in lines where line.kind == .frozen { lastNumber = max(lastNumber, line.number) }
    }

    func sync() throws(SystemError) {
        guard hasUnsynced, let head else { return }
        try head.sync()
        hasUnsynced = false
    }

    /// The newest file, or the next one once that is full.
    private func room() throws(SystemError) -> GrowingFile {
        if let head, head.lengthBytes < Self.fileBytes { return head }
        return try beginFile()
    }

    /// Ends the newest file, whatever room it has, and begins the next.
    @discardableResult
    func beginFile() throws(SystemError) -> GrowingFile {
        try sync()
        let header = LedgerHeader(
            journalID: journalID, lastNumber: lastNumber,
            previous: files.isEmpty ? LedgerChain.start : chain.last)
        var next = LedgerChain(sha256: chain.sha256)
        let line = next.link(LedgerLine(kind: .ledger, number: nextFile, payload: header.content))
        let file = try GrowingFile(making: folder.path(of: nextFile))
        do throws(SystemError) {
            try file.append(line)
            try file.sync()
        } catch {
            try folder.remove(nextFile)
            throw error
        }
        (head, chain) = (file, next)
        files.append(nextFile)
        nextFile += 1
        return file
    }

    /// The highest number in the oldest file, if that file may be cleared away now.
    func lastNumberOfClearable() throws(SystemError) -> Int? {
        guard files.count > 1, let oldest = files.first else { return nil }
        if oldestKnown?.file != oldest {
            let (file, bytes) = try read(oldest)
            let last = file?.lines.lazy.filter { $0.kind != .time }.map(\.number).max() ?? 0
            oldestKnown = (oldest, last, bytes.count)
        }
        guard let oldestKnown, oldestKnown.lengthBytes <= copyableBytes else { return nil }
        return oldestKnown.lastNumber
    }

    /// The lines of the oldest file.
    func oldestLines() throws(SystemError) -> [LedgerLine] {
        let (file, bytes) = try read(files[0])
        return (file?.lines ?? []).map { line in
            LedgerLine(kind: line.kind, number: line.number, payload: Array(bytes[line.place]))
        }
    }

    /// Removes the oldest file for good; what still matters in it was appended again.
    func dropOldest() throws(SystemError) {
        precondition(files.count > 1, "the newest file stays")
        try sync()
        try folder.remove(files[0])
        files.removeFirst()
    }

    private func read(_ number: Int) throws(SystemError) -> (LedgerFile?, bytes: [UInt8]) {
        let bytes = try folder.bytes(of: number)
        return (LedgerFile(bytes, sha256: chain.sha256), bytes)
    }
}
