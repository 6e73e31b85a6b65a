import Surveys
import Wire

/// What people answered, safe before they are thanked, until the collector has it.
///
/// Every call is one durable transaction and changes nothing when it is
/// repeated. Not thread-safe: one thread at a time. ``Journal`` keeps it in a
/// file, ``MemoryJournal`` in memory; both keep the same promises.
package protocol JournalStore: AnyObject {
    /// Stores an answer; the first one opens its visit, a later one with the same
    /// `linkID` supersedes. Changes nothing once the visit is closed.
    func record(_ answer: AnswerRecord, of visit: VisitOpening) throws(JournalError)

    /// Freezes a visit and gives it the next number, gapless from 1.
    ///
    /// `answers` are stored with it, so that a close alone makes the visit whole.
    /// A withdrawn visit keeps its number and loses its content, for good. The
    /// first close decides; every later one returns the same number.
    func close(
        _ visit: VisitOpening, _ reason: EndReason, at now: Instant, _ answers: [AnswerRecord]
    ) throws(JournalError) -> Int

    /// Closes what an earlier run left open as ``EndReason/interrupted``, at the
    /// moment of its last answer. To be called once per run, before the first
    /// record: it takes every open visit for left behind.
    func interruptOpenVisits() throws(JournalError)

    /// Keeps a reading of a trusted clock, made in this boot.
    func noteTime(_ fix: TimeFix) throws(JournalError)

    /// The oldest replies without a receipt: at most `max`, of at most `bytes`
    /// together, but one if there is any.
    ///
    /// A reply's bytes are rendered when it is first returned and stored before
    /// that; every later call returns exactly these.
    func batch(max: Int, bytes: Int, context: RenderContext) throws(JournalError) -> [OutgoingReply]

    /// Takes the collector's word for replies, each by id and hash of what was
    /// handed out.
    ///
    /// - Returns: how many named no such reply and changed nothing.
    @discardableResult
    func apply(_ receipts: [Receipt]) throws(JournalError) -> Int

    /// Puts replies of these numbers in line again that the collector lacks after all,
    /// the lowest first, some hundred in a call and each a few times at the most: parked
    /// ones with the bytes they have, received ones rendered anew with the unit of then.
    ///
    /// What was withdrawn, erased or never was is passed over.
    /// - Parameter onlyParked: by a person's wish: then as often as that is said.
    /// - Returns: how many are in line again.
    @discardableResult
    func offerAgain(_ ranges: [SequenceRange], onlyParked: Bool) throws(JournalError) -> Int

    /// Which numbers the collector need not have.
    func account() throws(JournalError) -> JournalAccount

    /// Parked replies with higher numbers than this, a page of them, the lowest first.
    func parked(after number: Int) throws(JournalError) -> [ParkedReply]

    /// Erases what the collector has had for longer than `retention`: answers, visit, and
    /// what the ledger has of them; some hundred replies in a call.
    ///
    /// To be called now and then: a reply counts as received from the next call on, and
    /// only time with power counts.
    /// - Returns: whether there may be more to do at once.
    @discardableResult
    func giveUp(receivedFor retention: Duration, at now: Instant) throws(JournalError) -> Bool

    func summary() throws(JournalError) -> JournalSummary
}

/// What a reply's bytes say beside what the person answered.
package struct RenderContext: Hashable, Sendable {
    /// The device's UUID, lower case.
    package var deviceID: String
    package var unit: CareUnit
    package var appVersion: String
    package var authoredPrecision: AuthoredPrecision
    /// Whether replies are trials, to be left out of figures.
    package var isTest: Bool
    package var now: Instant

    package init(
        deviceID: String, unit: CareUnit, appVersion: String, authoredPrecision: AuthoredPrecision,
        isTest: Bool = false, now: Instant
    ) {
        self.deviceID = deviceID
        self.unit = unit
        self.appVersion = appVersion
        self.authoredPrecision = authoredPrecision
        self.isTest = isTest
        self.now = now
    }
}

/// The journal in figures, for status and health.
package struct JournalSummary: Hashable, Sendable {
    /// The end of the oldest reply without a receipt: its age is known while the
    /// boot lasts.
    package struct Oldest: Hashable, Sendable {
        package var boot: String
        package var ended: Instant

        package init(boot: String, ended: Instant) {
            self.boot = boot
            self.ended = ended
        }
    }

    package var journalID: ReplyID
    /// The number of the latest closed visit; 0 before the first.
    package var lastNumber: Int
    package var unsent: Int
    package var oldestUnsent: Oldest?
    package var parked: Int
    package var withdrawn: Int
    package var repair = JournalRepair()
}

/// What opening the journal found amiss, and mended.
package struct JournalRepair: Hashable, Sendable {
    /// Damaged databases that lie set aside, those of earlier runs too.
    package var setAside = 0
    /// Replies that the database had lost and the ledger gave back.
    package var restored = 0
    /// Replies that the ledger lacked and got from the database.
    package var rewritten = 0
    /// What was wrong and what was done about it; no answer is in it.
    package var findings: [String] = []
}

extension JournalRepair: CustomStringConvertible {
    package var description: String { findings.joined(separator: "; ") }
}

/// One run of the program, as the journal is told at opening.
package struct JournalRun: Sendable {
    /// The kernel's boot id: instants compare only within one.
    package var boot: String
    /// The id of the journal in case this run makes it.
    package var newID: ReplyID
    /// The device's UUID, kept with a journal made by this run; nil while the
    /// terminal has none.
    package var deviceID: String?
    /// Whether what the journal holds turned out damaged in the run so far.
    package var isSuspect = false
    /// SHA-256, 32 bytes.
    package var sha256: @Sendable ([UInt8]) -> [UInt8]

    package init(
        boot: String, newID: ReplyID, deviceID: String?, sha256: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) {
        self.boot = boot
        self.newID = newID
        self.deviceID = deviceID
        self.sha256 = sha256
    }
}
