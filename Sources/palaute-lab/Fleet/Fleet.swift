import Delivery
import HeapModule
import Testkit
import Wire

/// Many terminals and one collector in event time: no thread, no clock, no socket;
/// the uplink's own ``Delivery`` in each.
struct Fleet {
    enum Happening {
        /// Power, or the network's first word: its files are read.
        case boot
        case networkComes
        case answer
        case deadline(Instant)
        case event(DeliveryEvent, request: Int)
    }

    private struct Entry: Comparable {
        var at: Instant
        /// Of two at once the one entered first.
        var order: Int
        var device: Int
        var happening: Happening

        static func < (one: Entry, other: Entry) -> Bool {
            (one.at, one.order) < (other.at, other.order)
        }

        static func == (one: Entry, other: Entry) -> Bool { one.order == other.order }
    }

    private(set) var now = Instant.zero
    private(set) var devices: [FleetDevice]
    var collector: FleetCollector
    private var calendar = Heap<Entry>()
    private var entered = 0
    private var random: SplitMix
    private let betweenAnswers: Duration

    /// - Parameter repliesPerDay: of each terminal.
    init(
        _ count: Int, collector: FleetCollector, repliesPerDay: Int, law: Backoff.Law, seed: UInt64
    ) {
        var random = SplitMix(seed: seed)
        devices = (0..<count).map { FleetDevice($0, seed: random.next(), law: law) }
        betweenAnswers = .seconds(86_400) / max(1, repliesPerDay)
        self.collector = collector
        self.random = random
        guard repliesPerDay > 0 else { return }
        for device in 0..<count { enter(.answer, of: device, at: now.after(draw(upTo: betweenAnswers * 2))) }
    }

    var unsent: Int { devices.reduce(0) { $0 + $1.unsent.count } }

    /// An even draw from zero to `limit`.
    mutating func draw(upTo limit: Duration) -> Duration {
        .nanoseconds(Int64.random(in: 0...limit.nanoseconds, using: &random))
    }

    mutating func enter(_ happening: Happening, of device: Int, at time: Instant) {
        entered += 1
        calendar.insert(Entry(at: time, order: entered, device: device, happening: happening))
    }

    /// Whether requests of `device` come through from now on.
    mutating func setReachable(_ isReachable: Bool, _ device: Int) {
        devices[device].isReachable = isReachable
    }

    /// Goes on until `end`, or until `isDone`, which is looked at every second.
    mutating func run(until end: Instant, _ isDone: (Fleet) -> Bool = { _ in false }) {
        var look = now
        while let entry = calendar.min, entry.at <= end {
            calendar.removeMin()
            now = max(now, entry.at)
            happen(entry.happening, to: entry.device)
            guard now >= look else { continue }
            look = now.after(.seconds(1))
            if isDone(self) { return }
        }
        now = max(now, end)
    }

    private mutating func happen(_ happening: Happening, to device: Int) {
        switch happening {
        case .boot:
            feed(.kioskConnected, to: device)
            feed(.configured, to: device)
        case .networkComes: feed(.networkAppeared, to: device)
        case .answer:
            devices[device].answer()
            if let wanted = devices[device].wanted { give(wanted, to: device) }
            enter(.answer, of: device, at: now.after(draw(upTo: betweenAnswers * 2)))
        case .deadline(let deadline):
            // Another stands there now, or none.
            guard devices[device].awaited == deadline else { return }
            devices[device].awaited = nil
            feed(.deadlinePassed, to: device)
        case .event(let event, let request):
            if devices[device].request == request { feed(event, to: device) }
        }
    }

    private mutating func feed(_ event: DeliveryEvent, to device: Int) {
        let actions = devices[device].delivery.handle(event, at: now)
        for action in actions { carryOut(action, of: device) }
        guard let deadline = devices[device].delivery.nextDeadline else {
            return devices[device].awaited = nil
        }
        guard devices[device].awaited != deadline else { return }
        devices[device].awaited = deadline
        enter(.deadline(deadline), of: device, at: max(now, deadline))
    }

    private mutating func carryOut(_ action: DeliveryAction, of device: Int) {
        switch action {
        case .checkServer: send(.check, from: device)
        case .sendHeartbeat: send(.heartbeat, from: device)
        case .post(let replies): send(.post(replies), from: device)
        case .renewToken: feed(.tokenRenewed, to: device)
        case .tell(.wantBatch(let most, _)): give(most, to: device)
        case .tell(.receipts(let receipts)): devices[device].take(receipts)
        case .tell: break
        }
    }

    private mutating func give(_ most: Int, to device: Int) {
        let batch = devices[device].batch(of: most)
        devices[device].wanted = batch.isEmpty ? most : nil
        if !batch.isEmpty { feed(.batchArrived(batch), to: device) }
    }

    private mutating func send(_ request: FleetCollector.Request, from device: Int) {
        devices[device].request += 1
        var answer = FleetCollector.Answer(at: now, event: request.event(.unreachable(reason: "no network")))
        if devices[device].isReachable { answer = collector.take(request, at: now, using: &random) }
        // A connection that is refused takes a moment too.
        enter(
            .event(answer.event, request: devices[device].request), of: device,
            at: max(answer.at, now.after(.milliseconds(1))))
    }
}
