import Foundation
import Storage
import Surveys
import Wire

/// What a journal's disk is to do.
final class Gate: @unchecked Sendable {
    private let condition = NSCondition()
    private var isShut = false
    private var failure: JournalError?
    private var waiting = 0
    private var retentions: [Duration] = []

    /// From now on whoever comes waits.
    func shut() {
        condition.withLock { isShut = true }
    }

    func open() {
        condition.withLock {
            isShut = false
            condition.broadcast()
        }
    }

    /// From now on everything fails; nil: it works again.
    func fail(_ failure: JournalError?) {
        condition.withLock { self.failure = failure }
    }

    /// How many wait before it.
    var queue: Int { condition.withLock { waiting } }

    /// For how long what was received should be kept, each time that was asked for.
    var askedRetentions: [Duration] { condition.withLock { retentions } }

    func note(_ retention: Duration) {
        condition.withLock { retentions.append(retention) }
    }

    func pass() throws(JournalError) {
        let failure = condition.withLock {
            waiting += 1
            while isShut { condition.wait() }
            waiting -= 1
            return self.failure
        }
        if let failure { throw failure }
    }
}

/// A journal behind a gate.
final class GatedJournal: JournalStore {
    private let journal: any JournalStore
    private let gate: Gate

    init(_ journal: any JournalStore, _ gate: Gate) {
        self.journal = journal
        self.gate = gate
    }

    func record(_ answer: AnswerRecord, of visit: VisitOpening) throws(JournalError) {
        try gate.pass()
        try journal.record(answer, of: visit)
    }

    func close(
        _ visit: VisitOpening, _ reason: EndReason, at now: Instant, _ answers: [AnswerRecord]
    ) throws(JournalError) -> Int {
        try gate.pass()
        return try journal.close(visit, reason, at: now, answers)
    }

    func interruptOpenVisits() throws(JournalError) {
        try journal.interruptOpenVisits()
    }

    func noteTime(_ fix: TimeFix) throws(JournalError) {
        try gate.pass()
        try journal.noteTime(fix)
    }

    func batch(max: Int, bytes: Int, context: RenderContext) throws(JournalError) -> [OutgoingReply] {
        try gate.pass()
        return try journal.batch(max: max, bytes: bytes, context: context)
    }

    func apply(_ receipts: [Receipt]) throws(JournalError) -> Int {
        try gate.pass()
        return try journal.apply(receipts)
    }

    func offerAgain(_ ranges: [SequenceRange], onlyParked: Bool) throws(JournalError) -> Int {
        try gate.pass()
        return try journal.offerAgain(ranges, onlyParked: onlyParked)
    }

    func account() throws(JournalError) -> JournalAccount {
        try gate.pass()
        return try journal.account()
    }

    func parked(after number: Int) throws(JournalError) -> [ParkedReply] {
        try gate.pass()
        return try journal.parked(after: number)
    }

    func giveUp(receivedFor retention: Duration, at now: Instant) throws(JournalError) -> Bool {
        try gate.pass()
        gate.note(retention)
        return try journal.giveUp(receivedFor: retention, at: now)
    }

    func summary() throws(JournalError) -> JournalSummary {
        try journal.summary()
    }
}
