import Linux
import SQLite
import Surveys
import Wire

/// What the collector lacks is offered again, as long as it is here (`contract.md` §4).
extension Journal {
    /// How long one reply is not offered again: a collector that forgets for ever costs
    /// no more, and an uplink that lies wastes no more than that.
    static let offerPause = Duration.seconds(6 * 3_600)
    private static let offersAtOnce = 500

    @discardableResult
    package func offerAgain(
        _ ranges: [SequenceRange], onlyParked: Bool
    ) throws(JournalError) -> Int {
        let taken = try transaction { () throws(SQLiteError) in
            try offers(in: ranges, onlyParked: onlyParked)
        }
        guard !taken.isEmpty else { return 0 }
        do throws(JournalError) {
            // In the ledger first: what is offered and not in the database is offered
            // once more at the worst.
            try keep(taken.flatMap(\.lines))
            // Not `transaction`: it would make room by giving up what is asked for.
            try once { () throws(SQLiteError) in
                for offer in taken { try take(offer) }
            }
        } catch {
            // Whoever asks will ask again.
            guard error == .full else { throw error }
            return 0
        }
        return taken.count
    }

    private struct Offer {
        var number: Int
        var isParked: Bool
        /// Whether its bytes are still here; else it is rendered anew.
        var hasBytes: Bool
        var lines: [LedgerLine]
    }

    private func offers(
        in ranges: [SequenceRange], onlyParked: Bool
    ) throws(SQLiteError) -> [Offer] {
        let last = try lastNumber()
        var offers: [Offer] = []
        for range in SequenceRange.merged(ranges.prefix(JournalAccount.rangeLimit), through: last) {
            let found = try connection.rows(
                """
                SELECT seq, delivery.state, bytes FROM delivery JOIN kept_visit USING (seq)
                WHERE seq BETWEEN ?1 AND ?2 AND (state = 'parked' OR (NOT ?3 AND state = 'acknowledged'
                AND (bytes IS NOT NULL OR voice IS NOT NULL)))
                AND (?3 OR offered_ms IS NULL OR offered_ms <= coalesce((SELECT ms FROM age), 0) - ?4)
                ORDER BY seq LIMIT ?5
                """, range.first, range.last, onlyParked, Self.offerPause.milliseconds,
                Self.offersAtOnce - offers.count
            ) { row throws(SQLiteError) in
                (number: try row[0] as Int, state: try row[1] as DeliveryState, bytes: try row[2] as [UInt8]?)
            }
            for reply in found {
                var lines = [LedgerLine(kind: .offered, number: reply.number)]
                if reply.state == .acknowledged {
                    // One that is not as it was is received all the same.
                    guard let content = try soundLine(reply.number) else { continue }
                    lines.append(content)
                    if let bytes = reply.bytes {
                        lines.append(LedgerLine(kind: .rendered, number: reply.number, payload: bytes))
                    }
                }
                offers.append(
                    Offer(
                        number: reply.number, isParked: reply.state == .parked, hasBytes: reply.bytes != nil,
                        lines: lines))
            }
        }
        return offers
    }

    private func soundLine(_ number: Int) throws(SQLiteError) -> LedgerLine? {
        do throws(SQLiteError) {
            return try frozenLine(number)
        } catch {
            if case .corrupt = error.code { return nil }
            throw error
        }
    }

    private func take(_ offer: Offer) throws(SQLiteError) {
        counts.unsent += 1
        if offer.isParked {
            counts.parked -= 1
            try connection.run("UPDATE delivery SET state = 'sent' WHERE seq = ?", offer.number)
        } else {
            // Bytes that went with the receipt are rendered anew, in the voice of then.
            // That it was received once is told by its age.
            try connection.run(
                """
                UPDATE delivery SET state = ?, sha256 = CASE WHEN bytes IS NULL THEN NULL ELSE sha256 END,
                received_ms = coalesce(received_ms, (SELECT ms FROM age), 0) WHERE seq = ?
                """, offer.hasBytes ? DeliveryState.sent : .waiting, offer.number)
        }
        try connection.run(
            "UPDATE delivery SET offered_ms = coalesce((SELECT ms FROM age), 0) WHERE seq = ?", offer.number)
    }

    private func keep(_ lines: [LedgerLine]) throws(JournalError) {
        guard let ledger else { return }
        try onLedger { () throws(SystemError) in
            try ledger.append(lines)
            try ledger.sync()
        }
    }
}

/// What the collector is told about numbers that it need not have.
extension Journal {
    package func account() throws(JournalError) -> JournalAccount {
        try transaction { () throws(SQLiteError) in
            var account = JournalAccount(lastSeq: try lastNumber())
            account.unsent = SequenceRange.covering(
                try numbers("state IN ('waiting', 'sent')"), limit: JournalAccount.rangeLimit)
            account.parked = try numbers("state IN ('parked', 'withdrawn') AND state = 'parked'")
            account.withdrawn = try numbers("state IN ('parked', 'withdrawn') AND state = 'withdrawn'")
            account.parked = account.parked.suffix(JournalAccount.numberLimit)
            account.withdrawn = account.withdrawn.suffix(JournalAccount.numberLimit)
            return account
        }
    }

    private func numbers(_ condition: String) throws(SQLiteError) -> [Int] {
        try connection.rows("SELECT seq FROM delivery WHERE \(condition) ORDER BY seq") {
            row throws(SQLiteError) in try row[0]
        }
    }

    package func parked(after number: Int) throws(JournalError) -> [ParkedReply] {
        let found = try transaction { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT seq, visit.id, code, attempts, bytes FROM delivery JOIN visit USING (seq)
                WHERE state IN ('parked', 'withdrawn') AND state = 'parked' AND seq > ?
                ORDER BY seq LIMIT ?
                """, number, ParkedReply.pageCount
            ) { row throws(SQLiteError) in
                ParkedReply(
                    number: try row[0], id: try row[1], code: try row[2], attempts: try row[3],
                    bytes: try row[4])
            }
        }
        return ParkedReply.page(of: found)
    }
}
