import Linux
import SQLite
import Surveys

/// The journal in a SQLite file, which one process holds for as long as the
/// object lives.
///
/// When a call returns, what it stored survives a power cut. After a failure
/// that leaves in doubt what was stored, every call throws it again: drop this
/// object, then open another.
package final class Journal: JournalStore {
    let path: String
    let run: JournalRun
    let connection: Connection
    /// The journal's id: numbers are gapless within it.
    package private(set) var id: ReplyID
    var times = TrustedTimes()
    private var broken: JournalError?
    private let lock: LockFile

    /// 512 MiB of SQLite's pages of 4 KiB.
    package static let defaultPageLimit = 131_072

    /// Opens `journal.sqlite` in `directory`, or makes it; checks it and brings
    /// it to this program's schema.
    ///
    /// - Parameter pageLimit: how far the file may grow, in pages of 4 KiB. What
    ///   goes beyond takes the place of the oldest replies that were received;
    ///   where there are none it is ``JournalError/full``.
    /// - Throws: ``JournalError``; a file that cannot be used stays as it is.
    package init(
        directory: String, _ run: JournalRun, pageLimit: Int = defaultPageLimit
    ) throws(JournalError) {
        path = directory + "/journal.sqlite"
        self.run = run
        id = run.newID
        lock = try Self.takeLock(directory + "/journal.lock")
        do throws(SQLiteError) {
            connection = try Connection(path, .create)
            try connection.makeDurable()
            try connection.setPragma("max_page_count", to: "\(pageLimit)")
        } catch {
            throw JournalError(error, path: path)
        }
        try checkContent()
        try bringToSchema()
        try begin()
    }

    private static func takeLock(_ path: String) throws(JournalError) -> LockFile {
        do throws(SystemError) {
            if let lock = try LockFile.take(path, attempts: 50) { return lock }
        } catch {
            throw JournalError(error)
        }
        throw .locked(path: path)
    }

    private func checkContent() throws(JournalError) {
        let verdict: String? = try attempt { () throws(SQLiteError) in
            try connection.row("PRAGMA quick_check(1)") { row throws(SQLiteError) in try row[0] }
        }
        if verdict != "ok" { throw .damaged(path: path, reason: verdict ?? "no verdict") }
    }

    private func bringToSchema() throws(JournalError) {
        let schema = try attempt { () throws(SQLiteError) in try connection.migrate(Schema.steps) }
        if case .newer(let version) = schema { throw .newerSchema(path: path, version: version) }
    }

    /// Learns which journal this is and what it knows of time; then empties the
    /// log, in which an earlier run may have left what was erased since.
    private func begin() throws(JournalError) {
        id = try transaction { () throws(SQLiteError) in
            let known = try connection.row("SELECT id FROM journal") { row throws(SQLiteError) in
                try row[0] as ReplyID
            }
            if let known { return known }
            try connection.run(
                "INSERT INTO journal (id, device, created_boot) VALUES (?, ?, ?)",
                run.newID, run.deviceID, run.boot)
            return run.newID
        }
        try loadTimes()
        try emptyLog()
    }

    /// Runs `body` as one durable transaction; again, whenever there is no room
    /// and received replies can be given up for it.
    func transaction<Value>(
        _ body: () throws(SQLiteError) -> Value
    ) throws(JournalError) -> Value {
        while true {
            do throws(JournalError) {
                return try once(body)
            } catch {
                guard error == .full, try once(giveUpOldestReceived) else { throw error }
            }
        }
    }

    private func once<Value>(_ body: () throws(SQLiteError) -> Value) throws(JournalError) -> Value {
        try attempt { () throws(SQLiteError) in try connection.transaction(.immediate, body) }
    }

    /// Moves the log into the database and cuts it to nothing, so that content
    /// erased from one is not left in the other
    /// (<https://sqlite.org/pragma.html#pragma_wal_checkpoint>).
    func emptyLog() throws(JournalError) {
        // Its row says whether a reader was in the way; the next opening does it then.
        try attempt { () throws(SQLiteError) in _ = try connection.run("PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    // A commit that failed may be stored or not, and Linux marks a page clean after
    // a failed fsync: only a new connection tells what is there.
    private func attempt<Value>(
        _ body: () throws(SQLiteError) -> Value
    ) throws(JournalError) -> Value {
        if let broken { throw broken }
        do throws(SQLiteError) {
            return try body()
        } catch {
            let failure = JournalError(error, path: path)
            if failure != .full { broken = failure }
            throw failure
        }
    }
}

extension Connection {
    /// Makes every commit survive a power cut, makes deleted content disappear
    /// from the file, and proves it.
    ///
    /// - Throws: ``ResultCode/misuse`` when a setting did not take.
    package func makeDurable() throws(SQLiteError) {
        for (name, value) in [
            ("journal_mode", "WAL"), ("synchronous", "FULL"), ("secure_delete", "ON"), ("mmap_size", "0"),
            ("temp_store", "MEMORY"),
        ] {
            try setPragma(name, to: value)
        }
        try requireDurability()
    }

    /// Refuses a connection whose commits could be lost or whose deleted content
    /// could stay.
    package func requireDurability() throws(SQLiteError) {
        try requirePragma("journal_mode", is: "wal")
        try requirePragma("synchronous", is: 2)
        try requirePragma("secure_delete", is: 1)
        try requirePragma("mmap_size", is: 0)
        try requirePragma("temp_store", is: 2)
    }
}
