import SQLite
import Surveys

/// What was received goes after a time: people are told so (`contract.md` §3).
extension Journal {
    /// Replies noted or given up at a time: few enough to take a moment.
    private static let sweep = 500
    /// Files of the ledger cleared at a time.
    private static let fileLimit = 4

    @discardableResult
    package func giveUp(
        receivedFor retention: Duration, at now: Instant
    ) throws(JournalError) -> Bool {
        let (noted, gone) = try transaction { () throws(SQLiteError) in
            let age = try grow(to: now)
            let noted = try connection.run(
                """
                UPDATE delivery SET received_ms = ? WHERE seq IN
                (SELECT seq FROM delivery WHERE state = 'acknowledged' AND received_ms IS NULL LIMIT ?)
                """, age, Self.sweep)
            let old = try connection.rows(
                "SELECT seq FROM delivery WHERE state = 'acknowledged' AND received_ms <= ? LIMIT ?",
                age - retention.milliseconds, Self.sweep
            ) { row throws(SQLiteError) in try row[0] as Int }
            let last = try lastNumber()
            for number in old { try giveUp(number, keepingNumber: number == last) }
            return (noted, old.count)
        }
        if gone > 0 {
            try emptyLog()
            try clearReceived()
        }
        return max(noted, gone) == Self.sweep
    }

    /// For how long this journal has lived, in milliseconds: while there was power, by
    /// the kernel's own clock. Whoever sets a clock, or lies about the time, makes
    /// nothing go earlier.
    private func grow(to now: Instant) throws(SQLiteError) -> Int64 {
        let known = try connection.row("SELECT ms, boot, boot_ns FROM age") { row throws(SQLiteError) in
            (ms: try row[0] as Int64, boot: try row[1] as String, at: try row[2] as Instant)
        }
        let isSameBoot = known?.boot == run.boot
        let since = isSameBoot ? now - (known?.at ?? now) : now - .zero
        let age = (known?.ms ?? 0) + max(0, since.milliseconds)
        try connection.run("DELETE FROM age")
        try connection.run("INSERT INTO age (ms, boot, boot_ns) VALUES (?, ?, ?)", age, run.boot, now)
        return age
    }

    /// Clears the oldest files of the ledger away for as long as they hold content of
    /// what is here no more; the newest is ended for that.
    private func clearReceived() throws(JournalError) {
        guard let ledger else { return }
        for _ in 0..<Self.fileLimit {
            let lines = try onLedger(ledger.oldestLines)
            let isStale = try transaction { () throws(SQLiteError) in
                for line in lines where [.frozen, .rendered].contains(line.kind) {
                    if try !isKept(line.number) { return true }
                }
                return false
            }
            guard isStale else { return }
            if ledger.files.count == 1 { _ = try onLedger(ledger.beginFile) }
            try clearOldest(of: ledger, lines)
        }
    }

    private func isKept(_ number: Int) throws(SQLiteError) -> Bool {
        try connection.row("SELECT 1 FROM kept_visit WHERE seq = ?", number) { _ in true } ?? false
    }
}
