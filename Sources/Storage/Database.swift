import Linux
import SQLite
import Surveys

/// The journal's database file, and where it goes when it is of no more use.
struct Database {
    let directory: String
    let pageLimit: Int

    private var path: String { directory + "/journal.sqlite" }

    /// More damage than this is no accident: it takes somebody to look at it.
    private static let asideLimit = 20

    /// Opens the file, made durable, checked and of this program's schema.
    ///
    /// - Parameters:
    ///   - isSuspect: whether its content turned out damaged in use.
    ///   - canRebuild: whether a damaged one may be set aside for a new one.
    func open(
        isSuspect: Bool, canRebuild: Bool
    ) throws(JournalError) -> (Connection, JournalRepair) {
        var repair = JournalRepair()
        if isSuspect, canRebuild {
            repair.findings.append(try setAside(because: "its content is not what was stored"))
        }
        do throws(JournalError) {
            let connection = try openSound()
            repair.setAside = asideCount
            return (connection, repair)
        } catch {
            guard canRebuild, case .damaged(_, let reason) = error else { throw error }
            repair.findings.append(try setAside(because: reason))
        }
        let connection = try openSound()
        repair.setAside = asideCount
        return (connection, repair)
    }

    private func openSound() throws(JournalError) -> Connection {
        let opened: Connection
        let schema: Connection.Schema
        do throws(SQLiteError) {
            let connection = try Connection(path, .create)
            try connection.makeDurable()
            try connection.check("quick_check(1)")
            schema = try connection.migrate(Schema.steps)
            // Not before: what a migration copies stands there twice for a moment.
            try connection.setPragma("max_page_count", to: "\(pageLimit)")
            // Where an index says something else than its table, what was received
            // would be sent for ever.
            if schema == .current {
                try checkTables(of: connection)
                for table in ["word", "kept_visit", "delivery"] {
                    try connection.check("integrity_check(\(table))")
                }
            }
            opened = connection
        } catch {
            throw JournalError(error, path: path)
        }
        if case .newer(let version) = schema { throw .newerSchema(path: path, version: version) }
        return opened
    }

    /// Throws unless the tables are those that ``Schema`` makes: SQLite finds nothing
    /// wrong with a bit turned over in the name of a column.
    private func checkTables(of connection: Connection) throws(SQLiteError) {
        let sound = try Connection(":memory:", .create)
        _ = try sound.migrate(Schema.steps)
        guard try connection.tables() == sound.tables() else {
            throw SQLiteError(code: .corrupt, message: "its tables are not those of a journal")
        }
    }

    private var asideCount: Int { (try? folderNames(directory + "/aside").count) ?? 0 }

    /// Moves the database with its log into a folder of its own.
    ///
    /// - Returns: what happened, for the log.
    private func setAside(because reason: String) throws(JournalError) -> String {
        let number = asideCount + 1
        guard number <= Self.asideLimit else {
            throw .damaged(path: path, reason: "\(reason); \(Self.asideLimit) were set aside before it")
        }
        let folder = "\(directory)/aside/\(number)"
        do throws(SystemError) {
            try Folder.make(folder)
            for name in ["journal.sqlite-wal", "journal.sqlite-shm", "journal.sqlite"] {
                try moveFile("\(directory)/\(name)", to: "\(folder)/\(name)", ifThere: true)
            }
            try Folder.sync(folder)
            try Folder.sync(directory)
        } catch {
            throw JournalError(error)
        }
        return "\(path) was damaged (\(reason)) and is made anew from the ledger; keep what lies in \(folder)"
    }
}

extension Connection {
    /// Throws SQLite's verdict of its own file unless that is `ok`.
    fileprivate func check(_ pragma: String) throws(SQLiteError) {
        let verdict = try row("PRAGMA \(pragma)") { row throws(SQLiteError) in try row[0] as String }
        if verdict != "ok" { throw SQLiteError(code: .corrupt, message: verdict ?? "no verdict") }
    }

    /// What makes each table, index and view, without white space and quotes.
    fileprivate func tables() throws(SQLiteError) -> [String] {
        try rows("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY name") {
            row throws(SQLiteError) in
            let words: [String] = [try row[0], try row[1], try row[2], try row[3]]
            return words.joined(separator: "|").filter { !$0.isWhitespace && $0 != "\"" }
        }
    }

    /// The id of the journal in this file; a file without one gets `newID`.
    func journalID(or newID: ReplyID, _ run: JournalRun) throws(SQLiteError) -> ReplyID {
        try transaction { () throws(SQLiteError) in
            let known = try row("SELECT id FROM journal") { row throws(SQLiteError) in try row[0] as ReplyID }
            if let known { return known }
            try self.run(
                "INSERT INTO journal (id, device, created_boot) VALUES (?, ?, ?)", newID, run.deviceID,
                run.boot)
            return newID
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
