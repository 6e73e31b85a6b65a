import KioskCore
import Sealing
import Storage
import Surveys
import Wire

/// The journal on a disk that may be slow, fail or lose its power, kept by the rules of
/// the journal's desk: one order after the other, nothing believed after a failure.
struct SimulatedJournal {
    private let liesAboutWrites: Bool
    var disk = Disk.good
    /// What the disk holds; nil before the first start.
    private var durable: MemoryJournal?
    /// What it held before the last write: what a lying disk goes back to.
    private var before: MemoryJournal?
    private var store: MemoryJournal?
    private var hasOpened = false
    /// Closed visits that are on the disk, with their numbers.
    private(set) var closed: [ReplyID: Int] = [:]

    init(liesAboutWrites: Bool) { self.liesAboutWrites = liesAboutWrites }

    var summary: JournalSummary? { durable?.summary() }

    /// The program dies.
    mutating func die() { (store, hasOpened) = (nil, false) }

    /// The power goes: what was written stays, where that was true.
    mutating func losePower() {
        die()
        guard liesAboutWrites, let before else { return }
        durable = before
    }

    /// Carries one order out, as of now.
    mutating func carryOut(_ order: JournalOrder, boot: String, newID: ReplyID, at now: Instant)
        -> JournalEvent
    {
        guard disk != .failing else {
            store = nil
            return .failed
        }
        let run = JournalRun(
            boot: boot, newID: newID, deviceID: Self.context.deviceID, sha256: SHA256.digest)
        if order == .open { open(run) }
        guard let store else { return .failed }
        if liesAboutWrites, order.isWrite { before = MemoryJournal(run, after: store) }
        return perform(order, on: store, at: now)
    }

    private mutating func open(_ run: JournalRun) {
        let opened = durable.map { MemoryJournal(run, after: $0) } ?? MemoryJournal(run)
        if !hasOpened { opened.interruptOpenVisits() }
        hasOpened = true
        (store, durable) = (opened, opened)
    }

    private mutating func perform(
        _ order: JournalOrder, on store: MemoryJournal, at now: Instant
    ) -> JournalEvent {
        switch order {
        case .open: return .opened(unsent: store.summary().unsent)
        case .record(let answer, let visit):
            store.record(answer, of: visit)
            return .recorded(visit.id)
        case .close(let visit, let reason, let at, let answers):
            closed[visit.id] = store.close(visit, reason, at: at, answers)
            return .closed(visit.id)
        case .fetchBatch(let max, let bytes):
            var context = Self.context
            context.now = now
            return .batchFetched(store.batch(max: max, bytes: bytes, context: context))
        case .apply(let receipts):
            _ = store.apply(receipts)
            return .receiptsApplied(unsent: store.summary().unsent)
        case .count: return .receiptsApplied(unsent: store.summary().unsent)
        case .noteTime(let fix):
            store.noteTime(fix)
            return .timeNoted
        }
    }

    private static let context = RenderContext(
        deviceID: "3f6e0c9a-6b1d-4c58-9d0e-2a7b51c0ffee",
        unit: CareUnit(oid: "1.2.246.10.12345678.10.1", path: ["Testialue"]), appVersion: "simulation",
        authoredPrecision: .hour, now: .zero)
}

extension JournalOrder {
    /// Whether it changes what is on the disk.
    fileprivate var isWrite: Bool {
        switch self {
        case .record, .close, .apply, .noteTime: true
        case .open, .fetchBatch, .count: false
        }
    }
}
