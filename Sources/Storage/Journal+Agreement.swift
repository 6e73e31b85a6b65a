import FHIR
import Linux
import SQLite
import Surveys
import Wire

/// Seeing to it, at opening, that database and ledger say the same: each gives
/// the other what it lacks.
extension Journal {
    private static let chunk = 500

    /// Takes what only the ledger has into the database, then brings the ledger up
    /// to the database.
    ///
    /// - Returns: the ledger, to go on with.
    func agree(with found: LedgerReading) throws(JournalError) -> Ledger {
        var reading = found
        if let theirs = reading.journalID, theirs != id {
            repair.findings.append("the ledger belongs to another journal, \(theirs); it was set aside")
            return try beginLedger(after: reading)
        }
        try takeReplies(from: &reading)
        try takeTimes(from: &reading)
        if repair.restored > 0 {
            repair.findings.append("replies that came back from the ledger: \(repair.restored)")
        }
        guard reading.damage.isEmpty, let tail = reading.tail else { return try beginLedger(after: reading) }
        let ledger = try onLedger { () throws(SystemError) in
            try Ledger(continuing: reading, at: tail, journalID: id, chain: LedgerChain(sha256: run.sha256))
        }
        try complete(ledger, knowing: reading)
        return ledger
    }

    /// Begins another ledger from what the database has, beside files that are of
    /// no more use; then sets those aside.
    private func beginLedger(after reading: LedgerReading) throws(JournalError) -> Ledger {
        repair.findings += reading.damage.map { "the ledger's file \($0); it was set aside" }
        let last = try transaction(lastNumber)
        let ledger = try onLedger { () throws(SystemError) in
            try Ledger(
                beginning: reading.folder, at: (reading.files.last ?? -1) + 1, journalID: id,
                lastNumber: last,
                chain: LedgerChain(sha256: run.sha256))
        }
        try complete(ledger, knowing: nil)
        try onLedger { () throws(SystemError) in try reading.folder.setAside(reading.files) }
        return ledger
    }

    // MARK: From the ledger

    private func takeReplies(from reading: inout LedgerReading) throws(JournalError) {
        let states = try states()
        let lost = reading.entries.filter { number, entry in
            entry.content != nil && !entry.isReceived && states[number] == nil
        }.keys.sorted()
        for numbers in lost.chunks(of: Self.chunk) {
            let replies = try read(numbers, from: &reading)
            repair.restored += try transaction { () throws(SQLiteError) in
                var count = 0
                for reply in replies where try restore(reply) { count += 1 }
                return count
            }
        }
        let behind = reading.entries.filter { number, entry in
            guard let state = states[number] else { return false }
            return state.isBehind(entry.state)
        }.keys.sorted()
        for numbers in behind.chunks(of: Self.chunk) {
            let replies = try read(numbers, from: &reading)
            try transaction { () throws(SQLiteError) in
                for reply in replies { try restoreDelivery(of: reply) }
            }
        }
        try keepNumber(reading.lastNumber)
    }

    /// One reply as the ledger has it.
    private struct Kept {
        var visit: StoredVisit
        var number: Int
        var rendered: OutgoingReply?
        var state: DeliveryState
    }

    private func read(_ numbers: some Sequence<Int>, from reading: inout LedgerReading) throws(JournalError)
        -> [Kept]
    {
        var replies: [Kept] = []
        for number in numbers {
            guard let entry = reading.entries[number], let place = entry.content else { continue }
            do throws(SystemError) {
                guard let visit = StoredVisit(content: try reading.payload(at: place), number: number) else {
                    repair.findings.append("number \(number) of the ledger was not understood")
                    continue
                }
                let bytes =
                    if let rendered = entry.rendered { try reading.payload(at: rendered) } else {
                        nil as [UInt8]?
                    }
                let rendered = bytes.flatMap {
                    OutgoingReply(id: visit.opening.id, bytes: $0, sha256: run.sha256)
                }
                let isWithdrawn = visit.end?.reason == .withdrawn
                replies.append(
                    Kept(
                        visit: visit, number: number, rendered: rendered,
                        state: isWithdrawn ? .withdrawn : entry.state))
            } catch { throw JournalError(error) }
        }
        return replies
    }

    /// False when the database has the reply under another number.
    private func restore(_ reply: Kept) throws(SQLiteError) -> Bool {
        let id = reply.visit.opening.id
        guard try ending(of: id) == nil else { return false }
        // Left open where the disk lost the end of it.
        try dropAnswers(of: id)
        try connection.run("DELETE FROM kept_visit WHERE id = ?", id)
        try store(reply.visit, numbered: reply.number)
        try connection.run(
            "INSERT INTO delivery (seq, state) VALUES (?, ?)", reply.number, reply.state)
        try restoreDelivery(of: reply)
        return true
    }

    private func restoreDelivery(of reply: Kept) throws(SQLiteError) {
        guard let rendered = reply.rendered else { return }
        try connection.run(
            "UPDATE delivery SET state = ?, bytes = ?, sha256 = ? WHERE seq = ?", reply.state,
            rendered.bytes, rendered.sha256, reply.number)
    }

    /// A number that was given away is never given again.
    private func keepNumber(_ number: Int) throws(JournalError) {
        try transaction { () throws(SQLiteError) in
            guard number > (try lastNumber()) else { return }
            try connection.run(
                "INSERT INTO delivery (seq, state) VALUES (?, ?)", number, DeliveryState.acknowledged)
        }
    }

    private func takeTimes(from reading: inout LedgerReading) throws(JournalError) {
        let known = try timeRows().last?.row ?? 0
        var lost: [(row: Int, entry: TrustedTimes.Entry)] = []
        for row in reading.times.keys.sorted() where row > known {
            guard let place = reading.times[row] else { continue }
            do throws(SystemError) {
                if let entry = TrustedTimes.Entry(content: try reading.payload(at: place)) {
                    lost.append((row, entry))
                }
            } catch { throw JournalError(error) }
        }
        try transaction { () throws(SQLiteError) in
            for (row, entry) in lost { try insert(entry, row: row) }
        }
    }

    // MARK: From the database

    /// Appends what the ledger lacks.
    ///
    /// - Parameter reading: what it has; nil: nothing.
    private func complete(_ ledger: Ledger, knowing reading: LedgerReading?) throws(JournalError) {
        let rows = try timeRows().filter { reading?.times[$0.row] == nil }
        let states = try states()
        let lacking = states.filter { number, state in
            guard state != .acknowledged else { return false }
            let entry = reading?.entries[number]
            return entry?.content == nil || (entry?.rendered == nil && (state == .sent || state == .parked))
        }.keys.sorted()
        // Else what is erased here one day would come back from there.
        let unnoted = states.filter { number, state in
            guard state == .acknowledged, let entry = reading?.entries[number] else { return false }
            return entry.content != nil && !entry.isReceived
        }.keys.sorted()
        try onLedger { () throws(SystemError) in
            try ledger.append(unnoted.map { LedgerLine(kind: .received, number: $0) })
            try ledger.append(
                rows.map { LedgerLine(kind: .time, number: $0.row, payload: $0.entry.content) })
        }
        for numbers in lacking.chunks(of: Self.chunk) {
            let lines = try transaction { () throws(SQLiteError) in
                var lines: [LedgerLine] = []
                for number in numbers {
                    lines += try self.lines(
                        of: number, in: states[number], lackedBy: reading?.entries[number])
                }
                return lines
            }
            try onLedger { () throws(SystemError) in try ledger.append(lines) }
        }
        if reading != nil, !lacking.isEmpty {
            repair.rewritten = lacking.count
            repair.findings.append("replies that the ledger lacked: \(lacking.count)")
        }
        try onLedger(ledger.sync)
    }

    private func lines(
        of number: Int, in state: DeliveryState?, lackedBy entry: LedgerReading.Entry?
    ) throws(SQLiteError) -> [LedgerLine] {
        var lines: [LedgerLine] = []
        if entry?.content == nil { lines.append(try frozenLine(number)) }
        if entry?.rendered == nil, let reply = try storedReply(numbered: number) {
            lines.append(LedgerLine(kind: .rendered, number: number, payload: reply.bytes))
        }
        if state == .parked, entry?.isParked != true {
            lines.append(LedgerLine(kind: .parked, number: number))
        }
        return lines
    }

    private func states() throws(JournalError) -> [Int: DeliveryState] {
        try transaction { () throws(SQLiteError) in
            let rows = try connection.rows("SELECT seq, state FROM delivery") { row throws(SQLiteError) in
                (try row[0] as Int, try row[1] as DeliveryState)
            }
            return Dictionary(uniqueKeysWithValues: rows)
        }
    }
}

extension LedgerReading.Entry {
    fileprivate var state: DeliveryState {
        guard rendered != nil else { return .waiting }
        if isReceived { return .acknowledged }
        return isParked ? .parked : .sent
    }
}

extension DeliveryState {
    /// Whether a disk that forgets made this out of `other`.
    fileprivate func isBehind(_ other: DeliveryState) -> Bool {
        switch (self, other) {
        case (.waiting, .sent), (.waiting, .parked), (.waiting, .acknowledged), (.sent, .parked),
            (.sent, .acknowledged):
            true
        default: false
        }
    }
}

extension Array {
    fileprivate func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
