import Delivery
import Wire

/// What carries replies: ``Delivery``, or one that is wrong.
protocol Courier {
    var nextDeadline: Instant? { get }
    mutating func handle(_ event: DeliveryEvent, at now: Instant) -> [DeliveryAction]
}

extension Delivery: Courier {}

/// Believes that a page which says "200 OK" is a receipt.
struct CredulousDelivery: Courier {
    private var delivery: Delivery
    private var posted: [OutgoingReply] = []

    init(seed: UInt64) { delivery = Delivery(seed: seed) }

    var nextDeadline: Instant? { delivery.nextDeadline }

    mutating func handle(_ event: DeliveryEvent, at now: Instant) -> [DeliveryAction] {
        var event = event
        if case .posted(.answered(var answer)) = event, answer.status == 200 {
            answer.entries = posted.map { _ in EntryOutcome(status: 201) }
            event = .posted(.answered(answer))
        }
        let actions = delivery.handle(event, at: now)
        for case .post(let replies) in actions { posted = replies }
        return actions
    }
}
