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
        try transaction { () throws(SQLiteError) in
            var replies: [OutgoingReply] = []
            var room = bytes
            for number in try unsentNumbers(max: max) {
                let stored = try storedReply(numbered: number)
                let reply: OutgoingReply
                if let stored { reply = stored } else { reply = try render(number, context) }
                guard replies.isEmpty || reply.bytes.count <= room else { break }
                room -= reply.bytes.count
                if stored == nil { try store(reply, numbered: number, at: context.now) }
                replies.append(reply)
            }
            return replies
        }
    }

    @discardableResult
    package func apply(_ receipts: [Receipt]) throws(JournalError) -> Int {
        try transaction { () throws(SQLiteError) in
            var ignored = 0
            for receipt in receipts where try !apply(receipt) { ignored += 1 }
            return ignored
        }
    }

    package func summary() throws(JournalError) -> JournalSummary {
        try transaction { () throws(SQLiteError) in
            let oldest = try connection.row(
                "SELECT boot, ended_ns FROM visit WHERE seq = (SELECT min(seq) FROM delivery WHERE \(unsent))"
            ) { row throws(SQLiteError) in JournalSummary.Oldest(boot: try row[0], ended: try row[1]) }
            return JournalSummary(
                journalID: id, lastNumber: try lastNumber(), unsent: try count(unsent), oldestUnsent: oldest,
                parked: try count("\(aside) AND state = 'parked'"),
                withdrawn: try count("\(aside) AND state = 'withdrawn'"))
        }
    }

    private func count(_ condition: String) throws(SQLiteError) -> Int {
        let sql = "SELECT count(*) FROM delivery WHERE \(condition)"
        return try connection.row(sql) { row throws(SQLiteError) in try row[0] } ?? 0
    }

    private func unsentNumbers(max: Int) throws(SQLiteError) -> [Int] {
        try connection.rows(
            "SELECT seq FROM delivery WHERE \(unsent) ORDER BY seq LIMIT ?",
            Swift.max(0, max)
        ) { row throws(SQLiteError) in try row[0] }
    }

    private func storedReply(numbered number: Int) throws(SQLiteError) -> OutgoingReply? {
        try connection.row(
            """
            SELECT visit.id, sha256, bytes FROM delivery JOIN visit USING (seq)
            WHERE seq = ? AND bytes IS NOT NULL
            """, number
        ) { row throws(SQLiteError) in
            OutgoingReply(id: try row[0], sha256: try row[1], bytes: try row[2])
        }
    }

    private func render(_ number: Int, _ context: RenderContext) throws(SQLiteError) -> OutgoingReply {
        guard let visit = try visit(numbered: number), let end = visit.end else {
            throw SQLiteError(code: .corrupt, message: "number \(number) has no visit")
        }
        let reply = FrozenReply(visit, end: end, journalID: id, times: times, context: context)
        return OutgoingReply(reply, sha256: run.sha256)
    }

    private func store(
        _ reply: OutgoingReply, numbered number: Int, at now: Instant
    ) throws(SQLiteError) {
        try connection.run(
            "UPDATE delivery SET state = 'sent', bytes = ?, sha256 = ?, at_ns = ? WHERE seq = ?",
            reply.bytes, reply.sha256, now, number)
    }

    /// False when no such bytes were ever handed out.
    private func apply(_ receipt: Receipt) throws(SQLiteError) -> Bool {
        let number = try connection.row(
            "SELECT seq FROM visit JOIN delivery USING (seq) WHERE visit.id = ? AND sha256 = ?",
            receipt.id, receipt.sha256
        ) { row throws(SQLiteError) in try row[0] as Int }
        guard let number else { return false }
        let change =
            switch receipt.outcome {
            case .acknowledged:
                "state = 'acknowledged', code = ? WHERE seq = ? AND state IN ('sent', 'parked')"
            case .parked: "state = 'parked', code = ? WHERE seq = ? AND state = 'sent'"
            case .attempted: "attempts = attempts + 1, code = ? WHERE seq = ? AND state = 'sent'"
            }
        try connection.run("UPDATE delivery SET \(change)", receipt.code, number)
        return true
    }
}
