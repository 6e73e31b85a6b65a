import Linux
import Surveys

/// What all files of a ledger say together, and how far they can be trusted.
struct LedgerReading {
    /// Where a payload lies.
    struct Place: Hashable {
        var file: Int
        var range: Range<Int>
    }

    /// What is kept of one number. The latest line of a kind counts.
    struct Entry {
        var content: Place?
        var rendered: Place?
        var isReceived = false
        var isParked = false
    }

    let folder: LedgerFolder
    /// Nil when there is no sound file.
    private(set) var journalID: ReplyID?
    private(set) var lastNumber = 0
    private(set) var entries: [Int: Entry] = [:]
    /// Rows of what is known of time, by their number.
    private(set) var times: [Int: Place] = [:]
    /// The files there are, oldest first; unsound ones too.
    private(set) var files: [Int] = []
    /// The newest file's sound part, to go on behind; nil when nothing can be gone on with.
    private(set) var tail: LedgerTail?
    /// What is wrong beside the end of the newest file, which a power cut may tear.
    private(set) var damage: [String] = []

    /// Reads a folder; one that is not there is an empty ledger.
    init(_ folder: LedgerFolder, sha256: @escaping @Sendable ([UInt8]) -> [UInt8]) throws(SystemError) {
        self.folder = folder
        files = try folder.files()
        for number in files { take(number, sha256: sha256) }
    }

    private mutating func take(_ number: Int, sha256: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        let isNewest = number == files.last
        let name = LedgerFolder.name(number)
        guard let bytes = try? folder.bytes(of: number),
            let file = LedgerFile(bytes, sha256: sha256)
        else {
            let isJustBegun = isNewest && folder.isSmall(number)
            if !isJustBegun { damage.append("\(name) cannot be read") }
            return
        }
        if let tail, tail.last != file.header.previous {
            damage.append("\(name) does not follow from the file before")
        }
        if let journalID, journalID != file.header.journalID {
            return damage.append("\(name) is of another journal")
        }
        if file.soundBytes < bytes.count, !isNewest {
            damage.append("\(name) is damaged behind its byte \(file.soundBytes)")
        }
        journalID = file.header.journalID
        lastNumber = max(lastNumber, file.header.lastNumber)
        for line in file.lines { take(line, of: number) }
        tail = LedgerTail(file: number, lengthBytes: file.soundBytes, last: file.last)
    }

    private mutating func take(_ line: LedgerFile.Line, of file: Int) {
        let place = Place(file: file, range: line.place)
        switch line.kind {
        case .ledger: break
        case .frozen:
            entries[line.number, default: Entry()].content = place
            lastNumber = max(lastNumber, line.number)
        case .rendered: entries[line.number, default: Entry()].rendered = place
        case .received: entries[line.number, default: Entry()].isReceived = true
        case .parked: entries[line.number, default: Entry()].isParked = true
        case .offered: reopen(&entries[line.number, default: Entry()])
        case .time: times[line.number] = place
        }
    }

    private func reopen(_ entry: inout Entry) {
        // Bytes leave the journal with the receipt; others follow.
        if entry.isReceived { entry.rendered = nil }
        entry.isReceived = false
        entry.isParked = false
    }

    /// The bytes at a place. Places of one file after the other are read once.
    mutating func payload(at place: Place) throws(SystemError) -> [UInt8] {
        if lastRead?.file != place.file { lastRead = (place.file, try folder.bytes(of: place.file)) }
        let bytes = lastRead?.bytes ?? []
        guard place.range.upperBound <= bytes.count else { throw .cutShort(folder.path(of: place.file)) }
        return Array(bytes[place.range])
    }

    private var lastRead: (file: Int, bytes: [UInt8])?
}

extension SystemError {
    /// A file has become shorter since it was read.
    fileprivate static func cutShort(_ path: String) -> SystemError {
        SystemError(call: "read", subject: path, code: 5)
    }
}

/// Where a ledger goes on.
struct LedgerTail: Hashable {
    var file: Int
    var lengthBytes: Int
    /// The hash of its last line.
    var last: [UInt8]
}
