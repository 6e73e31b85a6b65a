import Delivery
import Intake
import Wire

/// A collector that carries out so many requests a second, one after the other, and
/// files replies by the rule of ``Intake``.
struct FleetCollector {
    enum Request {
        case check, heartbeat
        case post([OutgoingReply])
    }

    /// When an answer is given.
    struct Answer {
        var at: Instant
        var event: DeliveryEvent
    }

    /// As in `HTTPSession.Timeouts`: whoever waits longer has gone, and the work is done all the same.
    private static let patience = Duration.seconds(30)
    private static let latency = Duration.milliseconds(20)
    /// Receipts that get lost on their way, of a thousand.
    private static let lostReceipts = 5

    private let service: Duration
    private var freeFrom = Instant.zero
    /// The hash stored under each id.
    private var stored: [ReplyID: String] = [:]
    /// Requests of each second.
    private(set) var arrivals: [Int: Int] = [:]
    private(set) var doubled = 0
    /// Until then nobody comes through to it.
    var isDownUntil = Instant.zero

    init(requestsPerSecond: Int) {
        service = .seconds(1) / requestsPerSecond
    }

    func has(_ device: Int, _ number: Int) -> Bool {
        stored[FleetDevice.id(number, of: device)] != nil
    }

    /// The most requests of one second from `start` on.
    func peak(from start: Instant) -> Int {
        arrivals.filter { $0.key >= Self.second(start) }.values.max() ?? 0
    }

    /// Takes one request that comes at `now`.
    mutating func take(
        _ request: Request, at now: Instant, using random: inout some RandomNumberGenerator
    ) -> Answer {
        guard now >= isDownUntil else {
            return Answer(
                at: now.after(Self.latency), event: request.event(.unreachable(reason: "no answer")))
        }
        arrivals[Self.second(now), default: 0] += 1
        freeFrom = max(freeFrom, now).after(service)
        let outcome = carryOut(request)
        let isLost = Int.random(in: 0..<1_000, using: &random) < Self.lostReceipts
        let limit = now.after(Self.patience)
        guard !isLost, freeFrom.after(Self.latency) <= limit else {
            return Answer(at: limit, event: request.event(.timedOut))
        }
        return Answer(at: freeFrom.after(Self.latency), event: request.event(.answered(outcome)))
    }

    private mutating func carryOut(_ request: Request) -> HTTPAnswer {
        guard case .post(let replies) = request else { return HTTPAnswer(status: 200) }
        return HTTPAnswer(status: 200, entries: replies.map { file($0) })
    }

    private mutating func file(_ reply: OutgoingReply) -> EntryOutcome {
        switch Verdict(sha256: reply.sha256, stored: stored[reply.id]) {
        case .stored:
            if stored.updateValue(reply.sha256, forKey: reply.id) != nil { doubled += 1 }
            return EntryOutcome(status: 201)
        case .same: return EntryOutcome(status: 200)
        case .conflict: return EntryOutcome(status: 409, issue: .conflict)
        case .refused(let refusal): return EntryOutcome(status: refusal.status)
        }
    }

    private static func second(_ now: Instant) -> Int { Int(now.nanoseconds / 1_000_000_000) }
}

extension FleetCollector.Request {
    func event(_ outcome: HTTPOutcome) -> DeliveryEvent {
        switch self {
        case .check:
            if case .answered = outcome {
                .serverChecked(.suitable)
            } else {
                .serverChecked(.failed(outcome))
            }
        case .heartbeat: .heartbeatSent(outcome)
        case .post: .posted(outcome)
        }
    }
}
