import KioskCore
import Linux
import Sealing
import Storage
import Surveys
import Synchronization
import Wire

/// The journal's own thread: carries orders out one after the other and gives
/// one event back for each.
///
/// After a failure the journal is dropped, and every order fails until the next
/// `open`: a failed commit is never retried on the same connection and believed.
package final class JournalDesk {
    /// How a journal comes to be; the fake has the same shape.
    package typealias Opening = @Sendable (JournalRun) throws(JournalError) -> any JournalStore

    /// What one order led to.
    package struct Outcome: Sendable {
        package var event: JournalEvent
        package var answer: Answer?
        /// The journal's figures after it; nil when it is not open.
        package var summary: JournalSummary?
        /// For the log; never an answer.
        package var failure: JournalError?
    }

    /// What was asked for beside the event.
    package enum Answer: Sendable {
        case account(JournalAccount)
        case parked([ParkedReply])
        case resent(Int)
    }

    /// What replies say beside the answers; set when settings are active.
    package struct Voice: Sendable {
        package var deviceID: String
        package var context: RenderContext
        /// For how long what was received is kept.
        package var retention: Duration
    }

    private let worker: Worker<GivenOrder, Outcome>
    private let voice = Voices()

    /// - Parameter boot: the kernel's boot id.
    package init(_ opening: @escaping Opening, boot: String) throws(SystemError) {
        let voice = self.voice
        worker = try Worker(name: "journal", limit: 256) {
            var clerk = Clerk(opening: opening, boot: boot, voice: voice)
            return { given in clerk.carryOut(given.order, givenAt: given.at) }
        }
    }

    package var descriptor: Descriptor { worker.descriptor }

    /// Gives an order at an instant; the terminal bounds how many are under way.
    package func submit(_ order: JournalOrder, at now: Instant) {
        let taken = worker.submit(GivenOrder(order: order, at: now))
        precondition(taken, "the terminal gives fewer orders than the journal's thread takes")
    }

    package func drain() -> [Outcome] { worker.drain() }

    /// Who speaks in replies rendered from now on.
    package func speak(as new: Voice) {
        voice.current.withLock { $0 = new }
    }

    private struct GivenOrder: Sendable {
        var order: JournalOrder
        var at: Instant
    }

    /// The voice, shared by the loop and the journal's thread.
    fileprivate final class Voices: Sendable {
        let current = Mutex<Voice?>(nil)
    }
}

/// The one who works at the desk, on the journal's thread.
private struct Clerk {
    let opening: JournalDesk.Opening
    let boot: String
    let voice: JournalDesk.Voices
    var store: (any JournalStore)?
    var hasOpenedBefore = false
    /// What it held turned out damaged: it is not to be believed again.
    var isSuspect = false
    private var tidiedAt: Instant?
    private static let tidyingInterval = Duration.seconds(3_600)

    init(opening: @escaping JournalDesk.Opening, boot: String, voice: JournalDesk.Voices) {
        self.opening = opening
        self.boot = boot
        self.voice = voice
    }

    mutating func carryOut(_ order: JournalOrder, givenAt now: Instant) -> JournalDesk.Outcome {
        do throws(JournalError) {
            if order == .open { try open() }
            guard let store else { return JournalDesk.Outcome(event: .failed) }
            let answer = try answer(order, from: store)
            let event = try perform(order, on: store, at: now)
            if !order.isVisitors { try tidy(store, at: now) }
            return JournalDesk.Outcome(
                event: event, answer: answer, summary: try store.summary())
        } catch {
            store = nil
            if case .damaged = error { isSuspect = true }
            return JournalDesk.Outcome(event: .failed, failure: error)
        }
    }

    private mutating func open() throws(JournalError) {
        store = nil
        let entropy: [UInt8]
        do {
            entropy = try randomBytes(16)
        } catch {
            throw JournalError.failed(reason: error.description)
        }
        var run = JournalRun(
            boot: boot, newID: ReplyID(entropy: entropy),
            deviceID: voice.current.withLock { $0?.deviceID }, sha256: SHA256.digest)
        run.isSuspect = isSuspect
        let opened = try opening(run)
        isSuspect = false
        // A visit that this very process still has in memory is not left behind.
        if !hasOpenedBefore { try opened.interruptOpenVisits() }
        hasOpenedBefore = true
        store = opened
    }

    /// Erases what the collector has had for long enough, once an hour.
    private mutating func tidy(_ store: any JournalStore, at now: Instant) throws(JournalError) {
        if let tidiedAt, now - tidiedAt < Self.tidyingInterval { return }
        guard let retention = voice.current.withLock({ $0?.retention }) else { return }
        // Also where it fails: what is amiss is not met again with every order.
        tidiedAt = now
        if try store.giveUp(receivedFor: retention, at: now) { tidiedAt = nil }
    }

    private func answer(
        _ order: JournalOrder, from store: any JournalStore
    ) throws(JournalError) -> JournalDesk.Answer? {
        switch order {
        case .account: .account(try store.account())
        case .listParked(let number): .parked(try store.parked(after: number))
        case .resendParked(let ranges): .resent(try store.offerAgain(ranges, onlyParked: true))
        default: nil
        }
    }

    private func perform(
        _ order: JournalOrder, on store: any JournalStore, at now: Instant
    ) throws(JournalError) -> JournalEvent {
        switch order {
        case .open: return .opened(unsent: try store.summary().unsent)
        case .record(let answer, let visit):
            try store.record(answer, of: visit)
            return .recorded(visit.id)
        case .close(let visit, let reason, let at, let answers):
            _ = try store.close(visit, reason, at: at, answers)
            return .closed(visit.id)
        case .fetchBatch(let max, let bytes):
            guard var context = voice.current.withLock({ $0?.context }) else { return .batchFetched([]) }
            context.now = now
            return .batchFetched(try store.batch(max: max, bytes: bytes, context: context))
        case .apply(let receipts):
            try store.apply(receipts)
            return .counted(unsent: try store.summary().unsent)
        case .offerAgain(let ranges):
            _ = try store.offerAgain(ranges, onlyParked: false)
            return .counted(unsent: try store.summary().unsent)
        case .account: return .accounted
        case .count, .listParked, .resendParked: return .counted(unsent: try store.summary().unsent)
        case .noteTime(let fix):
            try store.noteTime(fix)
            return .timeNoted
        }
    }
}

extension JournalOrder {
    /// Whether somebody in front of the glass may wait for what follows it.
    fileprivate var isVisitors: Bool {
        switch self {
        case .record, .close: true
        case .open, .fetchBatch, .apply, .count, .noteTime, .offerAgain, .resendParked, .account,
            .listParked:
            false
        }
    }
}

extension ReplyID {
    /// - Precondition: sixteen random bytes.
    init(entropy: [UInt8]) {
        precondition(entropy.count == 16, "an id is made of sixteen bytes")
        let words = [entropy[..<8], entropy[8...]].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        self.init(high: words[0], low: words[1])
    }
}
