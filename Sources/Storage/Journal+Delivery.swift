import SQLite
import Surveys
import Wire

// In the very words of the indexes: SQLite uses a partial index only for a query
// that repeats its condition.
private let unsent = "state IN ('waiting', 'sent')"
private let aside = "state IN ('parked', 'withdrawn')"

/// Replies on their way to the collector.
extension Journal {
    package func batch(
        max: Int, bytes: Int, context: RenderContext
    ) throws(JournalError) -> [OutgoingReply] {
        let picked = try transaction { () throws(SQLiteError) in try pick(max: max, bytes: bytes, context) }
        let new = picked.filter(\.isNew).map { ($0.number, $0.reply) }
        // In the ledger first: these bytes, and no others, may be at the collector
        // once anybody has them.
        try keep(new)
        try transaction { () throws(SQLiteError) in
            for (number, reply) in new { try store(reply, numbered: number, context) }
        }
        return picked.map(\.reply)
    }

    @discardableResult
    package func apply(_ receipts: [Receipt]) throws(JournalError) -> Int {
        var settled: [(Int, LedgerLine.Kind)] = []
        let ignored = try transaction { () throws(SQLiteError) in
            settled = []
            var ignored = 0
            for receipt in receipts {
                guard let (number, kind) = try apply(receipt) else {
                    ignored += 1
                    continue
                }
                if let kind { settled.append((number, kind)) }
            }
            return ignored
        }
        try keep(settled)
        return ignored
    }

    package func summary() throws(JournalError) -> JournalSummary {
        try transaction { () throws(SQLiteError) in
            let oldest = try connection.row(
                "SELECT boot, ended_ns FROM visit WHERE seq = (SELECT min(seq) FROM delivery WHERE \(unsent))"
            ) { row throws(SQLiteError) in JournalSummary.Oldest(boot: try row[0], ended: try row[1]) }
            return JournalSummary(
                journalID: id, lastNumber: try lastNumber(), unsent: counts.unsent, oldestUnsent: oldest,
                parked: counts.parked, withdrawn: counts.withdrawn, repair: repair)
        }
    }

    /// Replies by what becomes of them.
    struct Counts {
        var unsent = 0
        var parked = 0
        var withdrawn = 0
    }

    func countAll() throws(SQLiteError) -> Counts {
        Counts(
            unsent: try count(unsent), parked: try count("\(aside) AND state = 'parked'"),
            withdrawn: try count("\(aside) AND state = 'withdrawn'"))
    }

    private func count(_ condition: String) throws(SQLiteError) -> Int {
        let sql = "SELECT count(*) FROM delivery WHERE \(condition)"
        return try connection.row(sql) { row throws(SQLiteError) in try row[0] } ?? 0
    }

    private struct Picked {
        var number: Int
        var reply: OutgoingReply
        /// Rendered now, never handed out before.
        var isNew: Bool
    }

    private func pick(
        max: Int, bytes: Int, _ context: RenderContext
    ) throws(SQLiteError) -> [Picked] {
        var picked: [Picked] = []
        var room = bytes
        for number in try unsentNumbers(max: max) {
            let stored = try storedReply(numbered: number)
            let reply: OutgoingReply
            if let stored { reply = stored } else { reply = try render(number, context) }
            guard picked.isEmpty || reply.bytes.count <= room else { break }
            room -= reply.bytes.count
            picked.append(Picked(number: number, reply: reply, isNew: stored == nil))
        }
        return picked
    }

    private func unsentNumbers(max: Int) throws(SQLiteError) -> [Int] {
        try connection.rows(
            "SELECT seq FROM delivery WHERE \(unsent) ORDER BY seq LIMIT ?",
            Swift.max(0, max)
        ) { row throws(SQLiteError) in try row[0] }
    }

    /// The bytes that were rendered for a number; nil before that.
    /// - Throws: ``ResultCode/corrupt`` when they are not as they were.
    func storedReply(numbered number: Int) throws(SQLiteError) -> OutgoingReply? {
        let stored = try connection.row(
            """
            SELECT visit.id, sha256, bytes FROM delivery JOIN visit USING (seq)
            WHERE seq = ? AND bytes IS NOT NULL
            """, number
        ) { row throws(SQLiteError) in
            OutgoingReply(id: try row[0], sha256: try row[1], bytes: try row[2])
        }
        if let stored, OutgoingReply(id: stored.id, bytes: stored.bytes, sha256: run.sha256) != stored {
            throw SQLiteError(
                code: .corrupt, message: "the bytes of number \(number) are not what was stored")
        }
        return stored
    }

    private func render(_ number: Int, _ context: RenderContext) throws(SQLiteError) -> OutgoingReply {
        guard let visit = try visit(numbered: number), let end = visit.end else {
            throw SQLiteError(code: .corrupt, message: "number \(number) has no visit")
        }
        let context = try voice(of: number)?.context(at: context.now) ?? context
        let reply = FrozenReply(visit, end: end, journalID: id, times: times, context: context)
        return OutgoingReply(reply, sha256: run.sha256)
    }

    /// Who spoke when its bytes were rendered before.
    private func voice(of number: Int) throws(SQLiteError) -> Voice? {
        let text = try connection.row(
            "SELECT text FROM delivery JOIN word ON key = voice WHERE seq = ?", number
        ) { row throws(SQLiteError) in try row[0] as String }
        return text.flatMap(Voice.init(text:))
    }

    private func store(
        _ reply: OutgoingReply, numbered number: Int, _ context: RenderContext
    ) throws(SQLiteError) {
        let voice = Voice(context).text
        try connection.run("INSERT OR IGNORE INTO word (text) VALUES (?)", voice)
        try connection.run(
            """
            UPDATE delivery SET state = 'sent', bytes = ?, sha256 = ?, at_ns = ?,
            voice = coalesce(voice, (SELECT key FROM word WHERE text = ?)) WHERE seq = ?
            """, reply.bytes, reply.sha256, context.now, voice, number)
    }

    /// The reply's number and what the ledger is to note of it; nil when no such bytes
    /// were ever handed out.
    private func apply(_ receipt: Receipt) throws(SQLiteError) -> (Int, LedgerLine.Kind?)? {
        let found = try connection.row(
            """
            SELECT seq, delivery.state, received_ms FROM visit JOIN delivery USING (seq)
            WHERE visit.id = ? AND sha256 = ?
            """, receipt.id, receipt.sha256
        ) { row throws(SQLiteError) in
            let received: Int64? = try row[2]
            return (
                number: try row[0] as Int, state: try row[1] as DeliveryState, wasReceived: received != nil
            )
        }
        guard let found else { return nil }
        switch (receipt.outcome, found.state) {
        case (.parked, .sent) where found.wasReceived && receipt.isConflict:
            // It was received once: the collector has it in the words of then.
            try setReceived(receipt, found.number)
            counts.unsent -= 1
            return (found.number, .received)
        case (.acknowledged, .sent):
            try setReceived(receipt, found.number)
            counts.unsent -= 1
        case (.acknowledged, .parked):
            try setReceived(receipt, found.number)
            counts.parked -= 1
        case (.parked, .sent):
            try connection.run(
                "UPDATE delivery SET state = 'parked', code = ? WHERE seq = ?", receipt.code, found.number)
            counts.unsent -= 1
            counts.parked += 1
        case (.attempted, .sent):
            try connection.run(
                "UPDATE delivery SET attempts = attempts + 1, code = ? WHERE seq = ?", receipt.code,
                found.number)
        default: break
        }
        return (found.number, receipt.outcome.ledgerKind)
    }

    // Its bytes are nobody's any more: the collector has them, and the answers stay
    // here for as long as they are kept. Who spoke in them is not known of those that an
    // earlier program rendered, or that came back from the ledger: they stay.
    private func setReceived(_ receipt: Receipt, _ number: Int) throws(SQLiteError) {
        try connection.run(
            """
            UPDATE delivery SET state = 'acknowledged', code = ?,
            bytes = CASE WHEN voice IS NULL THEN bytes END WHERE seq = ?
            """, receipt.code, number)
    }
}

extension Receipt {
    /// The collector has other bytes of the same reply.
    var isConflict: Bool { outcome == .parked && code == "conflict" }
}

extension Receipt.Outcome {
    fileprivate var ledgerKind: LedgerLine.Kind? {
        switch self {
        case .acknowledged: .received
        case .parked: .parked
        case .attempted: nil
        }
    }
}
