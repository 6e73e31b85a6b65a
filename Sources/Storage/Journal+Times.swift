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
        let entries = try transaction { () throws(SQLiteError) in
            try connection.rows(
                "SELECT boot, boot_ns, utc_ms, error_ms, source FROM time_fix ORDER BY rowid"
            ) { row throws(SQLiteError) in
                guard let utcMs = try row[2] as Int64? else { return TrustedTimes.Entry(boot: try row[0]) }
                let fix = TimeFix(
                    utcMs: utcMs, errorMs: try row[3], atBootNs: try row[1], source: try row[4])
                return TrustedTimes.Entry(boot: try row[0], fix: fix)
            }
        }
        var changed = TrustedTimes(entries)
        let change = changed.begin(boot: run.boot)
        try store(change, of: changed)
        times = changed
    }

    private func store(_ change: TrustedTimes.Change, of times: TrustedTimes) throws(JournalError) {
        guard let last = times.entries.last else { return }
        switch change {
        case .nothing:
            break
        case .appended:
            try transaction { () throws(SQLiteError) in
                try append(last)
                try connection.run(
                    "DELETE FROM time_fix WHERE rowid <= (SELECT max(rowid) FROM time_fix) - ?",
                    TrustedTimes.limit)
            }
        case .replacedLast:
            try transaction { () throws(SQLiteError) in
                try connection.run("DELETE FROM time_fix WHERE rowid = (SELECT max(rowid) FROM time_fix)")
                try append(last)
            }
        }
    }

    private func append(_ entry: TrustedTimes.Entry) throws(SQLiteError) {
        try connection.run(
            "INSERT INTO time_fix (boot, boot_ns, utc_ms, error_ms, source) VALUES (?, ?, ?, ?, ?)",
            entry.boot, entry.fix?.atBootNs ?? 0, entry.fix?.utcMs, entry.fix?.errorMs, entry.fix?.source)
    }
}
