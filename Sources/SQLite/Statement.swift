import CSQLite

/// One compiled statement, finalized in `deinit`.
///
/// Belongs to the thread that uses its connection at the time; a connection
/// dropped first stays open until its last statement is gone.
package final class Statement {
    package let sql: String
    private let handle: OpaquePointer

    /// Compiles the first and only statement of `sql`. The corresponding C
    /// function is `sqlite3_prepare_v3`.
    init(_ sql: String, in database: OpaquePointer) throws(SQLiteError) {
        var handle: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        let code = sqlite3_prepare_v3(database, sql, -1, flags, &handle, nil)
        guard code == SQLITE_OK else { throw SQLiteError(latestOf: database, code: code, sql: sql) }
        guard let handle else { preconditionFailure("a statement has at least one word") }
        self.sql = sql
        self.handle = handle
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Starts over with these arguments in place of the `?`, first to last.
    package func bind(_ arguments: [any Storable]) throws(SQLiteError) {
        reset()
        precondition(
            arguments.count == Int(sqlite3_bind_parameter_count(handle)), "one argument for each placeholder")
        for (offset, argument) in arguments.enumerated() {
            try check(bind(argument.datum, at: Int32(offset + 1)))
        }
    }

    private func bind(_ datum: Datum, at index: Int32) -> Int32 {
        switch datum {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let value): sqlite3_bind_int64(handle, index, value)
        case .real(let value): sqlite3_bind_double(handle, index, value)
        case .text(let value): shim_bind_text(handle, index, value, Int32(value.utf8.count))
        case .blob(let value): shim_bind_blob(handle, index, value, Int32(value.count))
        }
    }

    /// Goes on to the next row; false after the last one. The corresponding C
    /// function is `sqlite3_step`.
    package func step() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw SQLiteError(latestOf: sqlite3_db_handle(handle), code: code, sql: sql)
    }

    /// Forgets rows and arguments, so that nothing bound stays in memory and no
    /// read is left open. The corresponding C function is `sqlite3_reset`.
    package func reset() {
        // Its result repeats the failure that `step` has already thrown.
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    /// Reads one column of the current row, counted from 0.
    /// - Throws: ``ResultCode/mismatch`` when it holds another type.
    package func column<Value: Storable>(
        _ index: Int, as type: Value.Type = Value.self
    ) throws(SQLiteError) -> Value {
        guard let value = Value(datum: datum(Int32(index))) else {
            throw SQLiteError(code: .mismatch, message: "column \(index) is not of type \(type)", sql: sql)
        }
        return value
    }

    private func datum(_ index: Int32) -> Datum {
        // The pointer is asked for before the length, as sqlite3_column_blob(3) says.
        switch sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER:
            return .integer(sqlite3_column_int64(handle, index))
        case SQLITE_FLOAT:
            return .real(sqlite3_column_double(handle, index))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, index)
            let count = Int(sqlite3_column_bytes(handle, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(handle, index)
            let count = Int(sqlite3_column_bytes(handle, index))
            return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default:
            return .null
        }
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        if code != SQLITE_OK {
            throw SQLiteError(latestOf: sqlite3_db_handle(handle), code: code, sql: sql)
        }
    }
}

/// The current row of a statement, readable only while it is current.
package struct Row: ~Copyable {
    let statement: Statement

    /// Reads one column, counted from 0; the type is the one asked for.
    package subscript<Value: Storable>(_ index: Int) -> Value {
        get throws(SQLiteError) { try statement.column(index) }
    }
}

extension SQLiteError {
    /// What `database` says about its latest call, which gave `code`. The
    /// corresponding C function is `sqlite3_errmsg`.
    init(latestOf database: OpaquePointer?, code: Int32, sql: String? = nil) {
        // After a call without extended codes the connection still knows the longer one.
        let extended = sqlite3_extended_errcode(database)
        self.init(
            code: ResultCode(rawValue: extended & 0xFF == code & 0xFF ? extended : code),
            message: String(cString: sqlite3_errmsg(database)), sql: sql)
    }
}
