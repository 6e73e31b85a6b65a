import Delivery
import Wire

func reply(_ number: Int) -> OutgoingReply {
    OutgoingReply(
        id: ReplyID(high: UInt64(number), low: 1),
        sha256: String(repeating: "0", count: 60) + "\(1000 + number)",
        bytes: Array("{\"n\":\(number)}".utf8))
}

extension EntryOutcome {
    /// What our collector answers for a stored reply.
    static func stored(_ reply: OutgoingReply, _ status: Int = 201) -> EntryOutcome {
        EntryOutcome(
            status: status, location: "QuestionnaireResponse/\(reply.id)/_history/1",
            etag: "W/\"\(reply.sha256)\"")
    }
}

/// A kiosk with a queue, a scripted server and a clock, around one Delivery.
struct Bench {
    var delivery: Delivery
    var now = Instant.zero
    var queue: [OutgoingReply]
    /// Ids the server stored, in order of arrival, again and again if sent again.
    var stored: [ReplyID] = []
    var acknowledged: [ReplyID] = []
    var parked: [ReplyID: String] = [:]
    var posts: [[OutgoingReply]] = []
    var reports: [LinkReport] = []
    var wants: [Int] = []
    var waits: [Duration] = []
    var renewals = 0
    var checks = 0
    var server: ([OutgoingReply]) -> HTTPOutcome
    var check: () -> ServerCheck = { .suitable }
    var heartbeat: () -> HTTPOutcome = { .answered(HTTPAnswer(status: 200)) }
    private var wanted: Int?
    private var pending: [DeliveryAction] = []

    init(_ count: Int, seed: UInt64 = 1, server: @escaping ([OutgoingReply]) -> HTTPOutcome = Bench.storesAll)
    {
        delivery = Delivery(seed: seed)
        queue = (0..<count).map(reply)
        self.server = server
        feed(.kioskConnected)
        feed(.configured)
    }

    static func storesAll(_ group: [OutgoingReply]) -> HTTPOutcome {
        .answered(HTTPAnswer(status: 200, entries: group.map { .stored($0) }))
    }

    mutating func feed(_ event: DeliveryEvent) {
        pending += delivery.handle(event, at: now)
    }

    /// Carries out one action, or lets time pass to the next deadline.
    ///
    /// - Returns: false when nothing waits any more and the queue is empty.
    mutating func step() -> Bool {
        if pending.isEmpty {
            if queue.isEmpty { return false }
            if let wanted {
                self.wanted = nil
                feed(.batchArrived(Array(queue.prefix(wanted))))
                return true
            }
            guard let deadline = delivery.nextDeadline else { return false }
            waits.append(.nanoseconds(deadline.nanoseconds - now.nanoseconds))
            now = max(now, deadline)
            feed(.deadlinePassed)
            return true
        }
        switch pending.removeFirst() {
        case .checkServer:
            checks += 1
            feed(.serverChecked(check()))
        case .sendHeartbeat: feed(.heartbeatSent(heartbeat()))
        case .renewToken:
            renewals += 1
            feed(.tokenRenewed)
        case .post(let group):
            posts.append(group)
            let outcome = server(group)
            if case .answered(let answer) = outcome {
                for (reply, entry) in zip(group, answer.entries ?? []) where entry.status < 300 {
                    stored.append(reply.id)
                }
            }
            feed(.posted(outcome))
        case .tell(let message): hear(message)
        }
        return true
    }

    private mutating func hear(_ message: UplinkMessage) {
        switch message {
        case .wantBatch(let max, let bytes):
            precondition(bytes == 512 * 1024 && max <= 100)
            wants.append(max)
            wanted = max
        case .receipts(let receipts):
            for receipt in receipts {
                switch receipt.outcome {
                case .acknowledged: acknowledged.append(receipt.id)
                case .parked: parked[receipt.id] = receipt.code
                case .attempted: continue
                }
                queue.removeAll { $0.id == receipt.id }
            }
        case .link(let report): reports.append(report)
        default: break
        }
    }

    /// Runs until the queue is empty, or for `steps`.
    mutating func run(steps: Int = 2000) {
        for _ in 0..<steps where !step() { return }
    }
}
