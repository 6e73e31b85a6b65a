import Delivery
import HeapModule
import KioskCore
import Scenes
import Storage
import Surveys
import Testkit
import Wire

/// A terminal, its uplink and its collector in event time: the real ``Terminal``,
/// ``Delivery``, rules of ``Intake`` and the journal's contract, and nothing else.
///
/// The same schedule gives the same trace, bit for bit.
struct World {
    /// What comes at its time.
    enum Due {
        case kioskStarts, uplinkStarts
        /// The two have found each other.
        case linked(Int)
        /// The journal has carried out its first order, and the answer to it.
        case written(Int), told(Int, JournalEvent)
        case flipped(Int, ScreenModel, HitMap)
        case kioskHears(Int, UplinkMessage)
        case uplinkHears(Int, [OutgoingReply])
        case answered(Int, DeliveryEvent)
        /// A request reaches the collector when nobody waits for its answer any more.
        case collectorTakes([OutgoingReply])
    }

    struct Scheduled: Comparable {
        var at: Instant
        var serial: Int
        var due: Due

        var isInTheNetwork: Bool { if case .collectorTakes = due { true } else { false } }

        static func < (left: Self, right: Self) -> Bool { (left.at, left.serial) < (right.at, right.serial) }
        static func == (left: Self, right: Self) -> Bool { left.serial == right.serial }
    }

    let control: SimulateCommand.Control?
    var random: SplitMix
    var now = Instant(nanoseconds: 5_000_000_000)
    private var queue: Heap<Scheduled> = []
    private var serial = 0
    private(set) var boots = 0

    var kiosk: Kiosk?
    var journal: SimulatedJournal
    var courier: (any Courier)?
    /// Each life of a program or of the link has its number: what belongs to an earlier
    /// one comes to nobody.
    var kioskLife = 0, uplinkLife = 0, linkLife = 0
    var isLinked = false
    /// Requests that the uplink waits for.
    var requests = 0
    /// The bytes of every reply that was ever sent.
    var posted: [ReplyID: [UInt8]] = [:]
    var collector: SimulatedCollector
    var contentIsGood = true
    var witness = Witness()
    var trace = Trace()

    init(_ schedule: Schedule, _ control: SimulateCommand.Control?) {
        self.control = control
        random = SplitMix(seed: schedule.seed &* 0x9E37_79B9 &+ 1)
        journal = SimulatedJournal(liesAboutWrites: control == .lyingDisk)
        collector = SimulatedCollector(hasKey: control != .noKey)
        boot()
    }

    var bootID: String { "boot-\(boots)" }

    mutating func expect(_ due: Due, after delay: Duration) {
        serial += 1
        queue.insert(Scheduled(at: now + delay, serial: serial, due: due))
    }

    /// A short wait that is drawn.
    mutating func draw(_ milliseconds: ClosedRange<Int>) -> Duration {
        .milliseconds(Int.random(in: milliseconds, using: &random))
    }

    /// Lets time pass, and everything happen that is due by then, in order.
    mutating func pass(_ duration: Duration) {
        let end = now + duration
        while let next = nextInstant, next <= end {
            now = max(now, next)
            step()
        }
        now = end
    }

    private var nextInstant: Instant? {
        [queue.min?.at, kiosk?.terminal.nextDeadline, courier?.nextDeadline].compactMap(\.self).min()
    }

    private mutating func step() {
        if let first = queue.min, first.at <= now {
            queue.removeMin()
            return happen(first.due)
        }
        if let deadline = kiosk?.terminal.nextDeadline, deadline <= now { feedKiosk(.deadlinePassed) }
        if let deadline = courier?.nextDeadline, deadline <= now { feedUplink(.deadlinePassed) }
    }

    private mutating func happen(_ due: Due) {
        switch due {
        case .kioskStarts: startKiosk()
        case .uplinkStarts: startUplink()
        case .linked(let life): if life == linkLife { link() }
        case .written(let life): if life == kioskLife { write() }
        case .told(let life, let event): if life == kioskLife { journalTold(event) }
        case .flipped(let life, let model, let hits):
            if life == kioskLife { flipped(model, hits) }
        case .kioskHears(let life, let message):
            if life == linkLife { feedKiosk(.uplink(.said(message))) }
        case .uplinkHears(let life, let replies):
            if life == linkLife { feedUplink(.batchArrived(replies)) }
        case .answered(let life, let event):
            if life == uplinkLife {
                requests -= 1
                feedUplink(event)
            }
        case .collectorTakes(let replies): collector.file(replies)
        }
    }

    // MARK: What is done to it

    private mutating func boot() {
        boots += 1
        // What is on its way in the network is none of the machine's; its clock begins anew.
        let begin = Instant(nanoseconds: 5_000_000_000)
        let shift = begin - now
        now = begin
        let onTheirWay = queue.unordered.filter(\.isInTheNetwork).sorted()
        queue = Heap(
            onTheirWay.map { Scheduled(at: $0.at + shift, serial: $0.serial, due: $0.due) })
        expect(.kioskStarts, after: .seconds(3))
        expect(.uplinkStarts, after: .seconds(4))
    }

    mutating func cutPower() {
        trace.note("power cut")
        leaveKiosk()
        leaveUplink()
        journal.losePower()
        boot()
    }

    mutating func killKiosk() {
        guard kiosk != nil else { return }
        trace.note("kiosk died")
        leaveKiosk()
        journal.die()
        feedUplink(.kioskVanished)
        expect(.kioskStarts, after: .seconds(2))
    }

    mutating func loseDatabase() {
        guard kiosk != nil else { return }
        killKiosk()
        journal.restore()
    }

    mutating func killUplink() {
        guard courier != nil else { return }
        trace.note("uplink died")
        leaveUplink()
        feedKiosk(.uplink(.vanished))
        expect(.uplinkStarts, after: .seconds(2))
    }

    /// The machine sleeps: nothing happens, and then all that was due.
    mutating func sleep(_ duration: Duration) { now = now + duration }

    private mutating func leaveKiosk() {
        kiosk = nil
        kioskLife += 1
        unlink()
    }

    private mutating func leaveUplink() {
        courier = nil
        uplinkLife += 1
        requests = 0
        unlink()
    }

    private mutating func unlink() {
        isLinked = false
        linkLife += 1
        if kiosk != nil, courier != nil { expect(.linked(linkLife), after: .seconds(1)) }
    }

    mutating func meet() {
        linkLife += 1
        expect(.linked(linkLife), after: .milliseconds(300))
    }
}
