import Delivery
import Wire

/// One terminal of a fleet: the uplink's own ``Delivery``, and what its journal
/// would have of each reply.
struct FleetDevice {
    /// A request under way. An answer to an older one comes to nobody.
    var request = 0
    /// What it asked for and there was nothing to give.
    var wanted: Int?
    /// The deadline that stands in the calendar.
    var awaited: Instant?
    /// Whether its requests come through.
    var isReachable = true
    var delivery: Delivery
    private let index: Int
    private(set) var answered = 0
    /// Numbers without a receipt, ascending.
    private(set) var unsent: [Int] = []

    init(_ index: Int, seed: UInt64, law: Backoff.Law) {
        self.index = index
        delivery = Delivery(seed: seed, law: law)
    }

    /// Somebody was thanked.
    mutating func answer() {
        answered += 1
        unsent.append(answered)
    }

    /// The oldest without a receipt, as the kiosk would hand them over.
    func batch(of count: Int) -> [OutgoingReply] {
        unsent.prefix(count).map { number in
            OutgoingReply(id: Self.id(number, of: index), sha256: Self.sha256, bytes: Self.bytes)
        }
    }

    mutating func take(_ receipts: [Receipt]) {
        for receipt in receipts where receipt.outcome == .acknowledged {
            unsent.removeAll { Self.id($0, of: index) == receipt.id }
        }
    }

    /// Beside the bits that make it a UUID of version 4.
    static func id(_ number: Int, of device: Int) -> ReplyID {
        ReplyID(high: UInt64(device) << 16, low: UInt64(number))
    }

    /// No trial looks into them: what is sent under an id stays the same.
    private static let sha256 = String(repeating: "a", count: 64)
    private static let bytes = [UInt8](repeating: 32, count: 900)
}
