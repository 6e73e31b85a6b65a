import SQLite
import Surveys
import Wire

/// What the journal knows of time.
extension Journal {
    package func noteTime(_ fix: TimeFix) throws(JournalError) {
        var changed = times
        let change = changed.note(fix, boot: run.boot)
        try store(change, of: changed)
        times = changed
    }

    /// Reads what is known and notes that this boot runs.
    func loadTimes() throws(JournalError) {
        var changed = TrustedTimes(try timeRows().map(\.entry))
        let change = changed.begin(boot: run.boot)
        try store(change, of: changed)
        times = changed
    }

    /// In the order they happened, each with the number of its row.
    func timeRows() throws(JournalError) -> [(row: Int, entry: TrustedTimes.Entry)] {
        try transaction { () throws(SQLiteError) in
            try connection.rows(
                "SELECT rowid, boot, boot_ns, utc_ms, error_ms, source FROM time_fix ORDER BY rowid"
            ) { row throws(SQLiteError) in
                var entry = TrustedTimes.Entry(boot: try row[1])
                if let utcMs = try row[3] as Int64? {
                    entry.fix = TimeFix(
                        utcMs: utcMs, errorMs: try row[4], atBootNs: try row[2], source: try row[5])
                }
                return (row: try row[0], entry: entry)
            }
        }
    }

    private func store(_ change: TrustedTimes.Change, of times: TrustedTimes) throws(JournalError) {
        guard let last = times.entries.last else { return }
        if case .nothing = change { return }
        let row = try transaction { () throws(SQLiteError) in
            let latest: Int?? = try connection.row("SELECT max(rowid) FROM time_fix") {
                row throws(SQLiteError) in try row[0]
            }
            var row = (latest ?? nil) ?? 0
            if case .replacedLast = change {
                try connection.run("DELETE FROM time_fix WHERE rowid = ?", row)
            } else {
                row += 1
            }
            try insert(last, row: row)
            try connection.run("DELETE FROM time_fix WHERE rowid <= ?", row - TrustedTimes.limit)
            return row
        }
        try keep(last, row: row)
    }

    func insert(_ entry: TrustedTimes.Entry, row: Int) throws(SQLiteError) {
        try connection.run(
            "INSERT INTO time_fix (rowid, boot, boot_ns, utc_ms, error_ms, source) VALUES (?, ?, ?, ?, ?, ?)",
            row, entry.boot, entry.fix?.atBootNs ?? 0, entry.fix?.utcMs, entry.fix?.errorMs,
            entry.fix?.source)
    }
}
