import Linux
import SQLite
import Surveys
import Wire

/// What the collector lacks is offered again, as long as it is here (`contract.md` §4).
extension Journal {
    /// How often one reply is: a collector that forgets for ever costs no more.
    static let offerLimit = 3
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
        var lines: [LedgerLine]
    }

    private func offers(
        in ranges: [SequenceRange], onlyParked: Bool
    ) throws(SQLiteError) -> [Offer] {
        var offers: [Offer] = []
        for range in ranges.prefix(JournalAccount.rangeLimit) {
            let found = try connection.rows(
                """
                SELECT seq, delivery.state FROM delivery JOIN kept_visit USING (seq)
                WHERE seq BETWEEN ? AND ? AND ((state = 'parked' AND offered < ?)
                OR (state = 'acknowledged' AND offered < ? AND voice IS NOT NULL AND code IS NOT '410'))
                ORDER BY seq LIMIT ?
                """, range.first, range.last, onlyParked ? Int.max : Self.offerLimit,
                onlyParked ? 0 : Self.offerLimit, Self.offersAtOnce - offers.count
            ) { row throws(SQLiteError) in (number: try row[0] as Int, state: try row[1] as DeliveryState) }
            for (number, state) in found {
                var lines = [LedgerLine(kind: .offered, number: number)]
                if state == .acknowledged {
                    // One that is not as it was is received all the same.
                    guard let content = try soundLine(number) else { continue }
                    lines.append(content)
                }
                offers.append(Offer(number: number, isParked: state == .parked, lines: lines))
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
        guard !offer.isParked else {
            counts.parked -= 1
            try connection.run(
                "UPDATE delivery SET state = 'sent', offered = offered + 1 WHERE seq = ?", offer.number)
            return
        }
        // Its bytes went with the receipt: they are rendered anew, in the voice of then.
        // That it was received once is told by its age.
        try connection.run(
            """
            UPDATE delivery SET state = 'waiting', sha256 = NULL, offered = offered + 1,
            received_ms = coalesce(received_ms, (SELECT ms FROM age), 0) WHERE seq = ?
            """, offer.number)
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
