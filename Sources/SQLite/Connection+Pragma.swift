extension Connection {
    /// Reads a setting of the connection or the file
    /// (<https://sqlite.org/pragma.html>).
    package func pragma<Value: Storable>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(SQLiteError) -> Value {
        let sql = "PRAGMA \(name)"
        guard let value = try row(sql, read: { row throws(SQLiteError) in try row[0] as Value }) else {
            throw SQLiteError(code: .misuse, message: "no such setting", sql: sql)
        }
        return value
    }

    /// Changes a setting. SQLite ignores what it does not know: read it back, or
    /// use ``requirePragma(_:is:)``.
    package func setPragma(_ name: String, to value: String) throws(SQLiteError) {
        try execute("PRAGMA \(name) = \(value)")
    }

    /// Reads a setting and refuses any value but `expected`.
    /// - Throws: ``ResultCode/misuse`` that names both values.
    package func requirePragma<Value: Storable & Equatable>(
        _ name: String, is expected: Value
    ) throws(SQLiteError) {
        let value: Value = try pragma(name)
        if value != expected {
            throw SQLiteError(
                code: .misuse, message: "\(name) is \(value), not \(expected)", sql: "PRAGMA \(name)")
        }
    }
}
