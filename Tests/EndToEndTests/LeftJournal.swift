import SQLite
import Surveys
import Testkit

/// The journal as a kiosk that has ended left it.
struct LeftJournal {
    struct Reply: Hashable {
        var number: Int
        var id: ReplyID
        var end: String
        /// The point that was chosen; nil for another answer.
        var point: Int?
        /// `waiting`, `sent`, `acknowledged`, …
        var state: String
        var sha256: String?
        var bytes: [UInt8]?
    }

    let id: String
    /// By number.
    let replies: [Reply]
    let openVisits: Int
    /// SQLite's own verdict: `ok`.
    let integrity: String

    init(of terminal: TerminalRoot) throws {
        let journal = try Connection(terminal.root("var/lib/palaute/journal.sqlite"), .readWrite)
        func only<Column: Storable>(_ sql: String) throws -> Column? {
            try journal.row(sql) { row throws(SQLiteError) in try row[0] }
        }
        id = ReplyID(bytes: try only("SELECT id FROM journal") ?? [UInt8]())?.description ?? ""
        integrity = try only("PRAGMA integrity_check") ?? ""
        openVisits = try only("SELECT count(*) FROM visit WHERE seq IS NULL") ?? -1
        replies = try journal.rows(
            """
            SELECT seq, id, end_reason, delivery.state, sha256, bytes,
            (SELECT value FROM answer WHERE visit = visit.id AND state = 'scale')
            FROM delivery JOIN visit USING (seq) ORDER BY seq
            """
        ) { row throws(SQLiteError) in
            guard let id = ReplyID(bytes: try row[1] as [UInt8]) else {
                throw SQLiteError(code: .mismatch, message: "a visit's id is none")
            }
            return Reply(
                number: try row[0], id: id, end: try row[2], point: try row[6], state: try row[3],
                sha256: try row[4], bytes: try row[5])
        }
    }
}

extension LeftJournal {
    /// As a program of another version would have written it.
    static func setVersion(_ version: Int, of terminal: TerminalRoot) throws {
        try Connection(terminal.root("var/lib/palaute/journal.sqlite"), .readWrite)
            .setPragma("user_version", to: "\(version)")
    }
}
