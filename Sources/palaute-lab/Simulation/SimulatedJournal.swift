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
    /// All that was carried out: what a ledger can make a database from.
    private var log: [Entry] = []
    /// The numbers of visits that were withdrawn.
    private(set) var withdrawn: Set<Int> = []

    private struct Entry {
        var order: JournalOrder
        var run: JournalRun
        var isFirstOpening: Bool
        var at: Instant
    }

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

    /// The database is gone: another is made of all that was written, but for the receipts
    /// of the last batch. (A real ledger also forgets visits that are not closed.)
    mutating func restore() {
        die()
        let lastBatch = log.lastIndex { if case .fetchBatch = $0.order { true } else { false } } ?? 0
        let rest = log[lastBatch...].filter { if case .apply = $0.order { false } else { true } }
        log = log[..<lastBatch] + rest
        var restored: MemoryJournal?
        for entry in log {
            if entry.order == .open {
                restored = restored.map { MemoryJournal(entry.run, after: $0) } ?? MemoryJournal(entry.run)
                if entry.isFirstOpening { restored?.interruptOpenVisits() }
            } else if let restored {
                _ = perform(entry.order, on: restored, boot: entry.run.boot, at: entry.at)
            }
        }
        durable = restored
    }

    /// Carries one order out, as of now.
    ///
    /// - Parameter isStoredAllTheSame: whether a write that fails is on the disk nevertheless.
    mutating func carryOut(
        _ order: JournalOrder, boot: String, newID: ReplyID, at now: Instant, isStoredAllTheSame: Bool
    ) -> JournalEvent {
        let run = JournalRun(
            boot: boot, newID: newID, deviceID: Self.context.deviceID, sha256: SHA256.digest)
        let entry = Entry(order: order, run: run, isFirstOpening: !hasOpened, at: now)
        guard disk != .failing else {
            if let store, order.isWrite, isStoredAllTheSame {
                log.append(entry)
                _ = perform(order, on: store, boot: boot, at: now)
            }
            store = nil
            return .failed
        }
        if order == .open { open(run) }
        guard let store else { return .failed }
        log.append(entry)
        if liesAboutWrites, order.isWrite { before = MemoryJournal(run, after: store) }
        return perform(order, on: store, boot: boot, at: now)
    }

    private mutating func open(_ run: JournalRun) {
        let opened = durable.map { MemoryJournal(run, after: $0) } ?? MemoryJournal(run)
        if !hasOpened { opened.interruptOpenVisits() }
        hasOpened = true
        (store, durable) = (opened, opened)
    }

    private mutating func perform(
        _ order: JournalOrder, on store: MemoryJournal, boot: String, at now: Instant
    ) -> JournalEvent {
        // It grows older, and nothing of it too old.
        store.giveUp(receivedFor: .seconds(10 * 365 * 86_400), at: now)
        switch order {
        case .open: return .opened(unsent: store.summary().unsent)
        case .record(let answer, let visit):
            store.record(answer, of: visit)
            return .recorded(visit.id)
        case .close(let visit, let reason, let at, let answers):
            let number = store.close(visit, reason, at: at, answers)
            if reason == .withdrawn { withdrawn.insert(number) }
            return .closed(visit.id)
        case .fetchBatch(let max, let bytes):
            var context = Self.context
            context.now = now
            // As if each boot brought another version.
            context.appVersion = boot
            return .batchFetched(store.batch(max: max, bytes: bytes, context: context))
        case .apply(let receipts):
            _ = store.apply(receipts)
            return .counted(unsent: store.summary().unsent)
        case .account: return .accounted
        case .count, .listParked: return .counted(unsent: store.summary().unsent)
        case .offerAgain(let ranges):
            _ = store.offerAgain(ranges, onlyParked: false)
            return .counted(unsent: store.summary().unsent)
        case .resendParked(let ranges):
            _ = store.offerAgain(ranges, onlyParked: true)
            return .counted(unsent: store.summary().unsent)
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
        case .record, .close, .apply, .noteTime, .offerAgain, .resendParked: true
        case .open, .fetchBatch, .count, .account, .listParked: false
        }
    }
}
