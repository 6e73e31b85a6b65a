import Linux
import SQLite
import Surveys
import Wire

/// The ledger follows the database: what is committed is appended before anybody
/// is told.
extension Journal {
    /// Unsent replies that may be carried on to clear a file of the ledger.
    private static let stragglerLimit = 64
    /// Files cleared at a time: few enough to take a moment.
    private static let clearingLimit = 4

    /// Appends every closed visit that the ledger does not have yet, and waits
    /// until it is safe.
    func follow() throws(JournalError) {
        guard let ledger else { return }
        let lines = try transaction { () throws(SQLiteError) in
            try numbers(above: ledger.lastNumber).map { number throws(SQLiteError) in
                try frozenLine(number)
            }
        }
        try onLedger { () throws(SystemError) in
            try ledger.append(lines)
            try ledger.sync()
        }
    }

    /// Appends the bytes of replies that are about to be handed out for the first time.
    func keep(_ rendered: [(number: Int, reply: OutgoingReply)]) throws(JournalError) {
        guard let ledger, !rendered.isEmpty else { return }
        try onLedger { () throws(SystemError) in
            try ledger.append(
                rendered.map { LedgerLine(kind: .rendered, number: $0.number, payload: $0.reply.bytes) })
            try ledger.sync()
        }
    }

    /// Notes a row of what is known of time; safe with the next visit.
    func keep(_ entry: TrustedTimes.Entry, row: Int) throws(JournalError) {
        guard let ledger else { return }
        try onLedger { () throws(SystemError) in
            try ledger.append([LedgerLine(kind: .time, number: row, payload: entry.content)])
        }
    }

    /// Notes what the collector said; a receipt lost with the power is given again.
    func keep(_ settled: [(number: Int, kind: LedgerLine.Kind)]) throws(JournalError) {
        guard let ledger else { return }
        try onLedger { () throws(SystemError) in
            try ledger.append(settled.map { LedgerLine(kind: $0.kind, number: $0.number) })
        }
        try clear(ledger)
    }

    func frozenLine(_ number: Int) throws(SQLiteError) -> LedgerLine {
        guard let visit = try visit(numbered: number), visit.end != nil else {
            throw SQLiteError(code: .corrupt, message: "number \(number) has no visit")
        }
        return LedgerLine(kind: .frozen, number: number, payload: visit.content)
    }

    private func numbers(above number: Int) throws(SQLiteError) -> [Int] {
        try connection.rows(
            "SELECT seq FROM visit WHERE seq > ? ORDER BY seq", number
        ) { row throws(SQLiteError) in try row[0] }
    }

    /// Clears the ledger's oldest files away that hold next to nothing any more; of a
    /// long ledger also others, or the bytes of what was received meanwhile would wait
    /// behind them for the end of a delivery that takes hours.
    private func clear(_ ledger: Ledger) throws(JournalError) {
        for _ in 0..<Self.clearingLimit {
            guard let last = try onLedger(ledger.lastNumberOfClearable) else { return }
            if ledger.files.count <= longLedger, try !isSettled(through: last) { return }
            try clearOldest(of: ledger, try onLedger(ledger.oldestLines))
        }
    }

    /// Writes what matters of the oldest file again, at the end, and removes it.
    func clearOldest(of ledger: Ledger, _ lines: [LedgerLine]) throws(JournalError) {
        let live = try transaction { () throws(SQLiteError) in
            var live: [LedgerLine] = []
            for line in lines where try isLive(line) { live.append(line) }
            return live
        }
        try onLedger { () throws(SystemError) in
            try ledger.append(live, isCopy: true)
            try ledger.dropOldest()
        }
    }

    private func isSettled(through number: Int) throws(JournalError) -> Bool {
        try transaction { () throws(SQLiteError) in
            let stragglers = try connection.row(
                "SELECT count(*) FROM delivery WHERE state IN ('waiting', 'sent') AND seq <= ?", number
            ) { row throws(SQLiteError) in try row[0] as Int }
            return stragglers ?? 0 <= Self.stragglerLimit
        }
    }

    /// Whether a line would be missed if the database were lost.
    private func isLive(_ line: LedgerLine) throws(SQLiteError) -> Bool {
        if line.kind == .time {
            return try connection.row("SELECT 1 FROM time_fix WHERE rowid = ?", line.number) { _ in true }
                ?? false
        }
        let found = try connection.row("SELECT state, sha256 FROM delivery WHERE seq = ?", line.number) {
            row throws(SQLiteError) in (state: try row[0] as DeliveryState, sha256: try row[1] as String?)
        }
        return switch line.kind {
        // An offer stands behind what it takes back, which is cleared before it.
        case .ledger, .received, .offered, .time: false
        case .frozen: found != nil && found?.state != .acknowledged
        case .parked: found?.state == .parked
        case .rendered:
            // Others than these were rendered before the reply was received and offered again.
            (found?.state == .sent || found?.state == .parked)
                && OutgoingReply.hash(of: line.payload, run.sha256) == found?.sha256
        }
    }
}
