import FHIR
import Surveys

/// What the first line of a ledger's file says.
struct LedgerHeader: Hashable, Sendable {
    var journalID: ReplyID
    /// The latest number when the file was begun: numbering goes on above it, also
    /// when everything below is gone.
    var lastNumber: Int
    /// The hash of the last line of the file before; see ``LedgerChain/start``.
    var previous: [UInt8]

    init(journalID: ReplyID, lastNumber: Int, previous: [UInt8]) {
        (self.journalID, self.lastNumber, self.previous) = (journalID, lastNumber, previous)
    }

    /// Nil for anything but what ``content`` gives.
    init?(content: [UInt8]) {
        guard let value = try? JSONValue(parsing: content), let id = value["journal"]?.string,
            let journalID = ReplyID(id), case .integer(let last) = value["last"],
            let lastNumber = Int(exactly: last), let previous = value["previous"]?.string
        else { return nil }
        self.init(journalID: journalID, lastNumber: lastNumber, previous: Array(previous.utf8))
    }

    var content: [UInt8] {
        JSONValue.object([
            "journal": .string(journalID.description), "last": .integer(Int64(lastNumber)),
            "previous": .string(String(decoding: previous, as: UTF8.self)),
        ]).bytes
    }
}
