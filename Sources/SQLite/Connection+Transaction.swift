extension Connection {
    /// When a transaction takes the write lock.
    package enum TransactionKind: String, Sendable {
        /// At its first write: for transactions that only read.
        case deferred = "DEFERRED"
        /// At once, so that what was read cannot change before the write.
        case immediate = "IMMEDIATE"
    }

    /// Runs `body` as one transaction: all of it is stored, or nothing.
    ///
    /// Does not nest. What `body` throws rolls back and is thrown on. A commit
    /// that failed with ``ResultCode/ioError`` may turn out stored after the file
    /// is opened again: the caller reopens and looks, it never believes a retry.
    package func transaction<Value>(
        _ kind: TransactionKind = .immediate, _ body: () throws(SQLiteError) -> Value
    ) throws(SQLiteError) -> Value {
        precondition(!isInTransaction, "transactions do not nest")
        try run("BEGIN \(kind.rawValue)")
        do throws(SQLiteError) {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            // SQLite may have rolled back by itself; the first failure is the one to tell.
            if isInTransaction { _ = try? run("ROLLBACK") }
            throw error
        }
    }

    /// How the file's schema stands to the program's.
    package enum Schema: Hashable, Sendable {
        case current
        /// A newer program wrote the file; nothing was changed.
        case newer(version: Int)
    }

    /// Brings the schema to version `steps.count`, each missing step (a script)
    /// in a transaction of its own together with its number.
    ///
    /// Steps are never edited once released, only added. The number is `PRAGMA
    /// user_version`.
    package func migrate(_ steps: [String]) throws(SQLiteError) -> Schema {
        let version: Int = try pragma("user_version")
        guard version <= steps.count else { return .newer(version: version) }
        for (index, step) in steps.enumerated().dropFirst(version) {
            try transaction(.immediate) { () throws(SQLiteError) in
                try execute(step)
                try execute("PRAGMA user_version = \(index + 1)")
            }
        }
        return .current
    }
}
