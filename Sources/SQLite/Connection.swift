import CSQLite

/// One connection to one database file, closed in `deinit`.
///
/// Has one owner and is NOT thread-safe: it is opened without SQLite's own lock,
/// so one thread at a time uses it (behind an actor, or on one worker).
/// Statements are compiled once and kept.
package final class Connection {
    /// What may be done with the file.
    package enum Access: Sendable {
        case readOnly
        case readWrite
        /// Reads and writes, and makes the file where there is none.
        case create
    }

    private let handle: OpaquePointer
    private var idle: [String: Statement] = [:]
    /// Bounds the kept statements; a program has a fixed, small set of them.
    private static let idleLimit = 100

    /// Opens the database at `path` (`:memory:` for one without a file). The
    /// corresponding C function is `sqlite3_open_v2`.
    package init(_ path: String, _ access: Access) throws(SQLiteError) {
        let mode =
            switch access {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(
            path, &handle, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let handle else {
            let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(handle)
            throw SQLiteError(code: ResultCode(rawValue: code), message: "\(path): \(message)")
        }
        self.handle = handle
    }

    deinit {
        idle.removeAll()
        // `_v2` because a statement that somebody still holds keeps the file open.
        sqlite3_close_v2(handle)
    }

    /// Compiles `sql` for repeated use by hand; ``run(_:_:)`` and ``rows(_:_:_:)``
    /// are shorter and keep their statements too.
    package func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        try Statement(sql, in: handle)
    }

    /// Runs a script of statements without arguments. The corresponding C
    /// function is `sqlite3_exec`.
    package func execute(_ script: String) throws(SQLiteError) {
        let code = sqlite3_exec(handle, script, nil, nil, nil)
        if code != SQLITE_OK { throw SQLiteError(latestOf: handle, code: code, sql: script) }
    }

    /// Runs one statement to its end and tells how many rows it changed. The
    /// corresponding C function is `sqlite3_total_changes64`.
    @discardableResult
    package func run(_ sql: String, _ arguments: any Storable...) throws(SQLiteError) -> Int {
        let statement = try borrow(sql, arguments)
        defer { giveBack(statement) }
        let before = sqlite3_total_changes64(handle)
        while try statement.step() {}
        return Int(sqlite3_total_changes64(handle) - before)
    }

    /// Reads every row, in order, through `read`.
    package func rows<Value>(
        _ sql: String, _ arguments: any Storable..., read: (borrowing Row) throws(SQLiteError) -> Value
    ) throws(SQLiteError) -> [Value] {
        let statement = try borrow(sql, arguments)
        defer { giveBack(statement) }
        var values: [Value] = []
        while try statement.step() { values.append(try read(Row(statement: statement))) }
        return values
    }

    /// Reads the first row through `read`; nil when there is none.
    package func row<Value>(
        _ sql: String, _ arguments: any Storable..., read: (borrowing Row) throws(SQLiteError) -> Value
    ) throws(SQLiteError) -> Value? {
        let statement = try borrow(sql, arguments)
        defer { giveBack(statement) }
        guard try statement.step() else { return nil }
        return try read(Row(statement: statement))
    }

    /// Whether a transaction is open. The corresponding C function is
    /// `sqlite3_get_autocommit`.
    package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// The statement for `sql`, bound. While lent it is not among the idle ones,
    /// so that the same text used inside its own rows gets a second statement.
    private func borrow(_ sql: String, _ arguments: [any Storable]) throws(SQLiteError) -> Statement {
        let statement: Statement
        if let kept = idle.removeValue(forKey: sql) { statement = kept } else { statement = try prepare(sql) }
        try statement.bind(arguments)
        return statement
    }

    private func giveBack(_ statement: Statement) {
        statement.reset()
        if idle.count < Self.idleLimit { idle[statement.sql] = statement }
    }
}
