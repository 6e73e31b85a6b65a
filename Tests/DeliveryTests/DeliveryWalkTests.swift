import Delivery
import Testing
import Wire

/// Random servers, kiosks that restart, networks that flap: whatever happens,
/// nothing is lost, doubled at the kiosk, or acknowledged unstored.
struct DeliveryWalkTests {
    struct Seeded: RandomNumberGenerator {
        var backoff: Backoff
        mutating func next() -> UInt64 {
            let high = UInt64(backoff.draw(upTo: .nanoseconds(0xFFFF_FFFF)).nanosecondsForTest)
            return high << 32 | UInt64(backoff.draw(upTo: .nanoseconds(0xFFFF_FFFF)).nanosecondsForTest)
        }
    }

    static func outcome(_ group: [OutgoingReply], _ random: inout Seeded) -> HTTPOutcome {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return .timedOut
        case 1: return .unreachable(reason: "reset")
        case 2:
            return .answered(
                HTTPAnswer(status: [408, 429, 500, 503, 302, 413].randomElement(using: &random)!))
        case 3: return .answered(HTTPAnswer(status: 200))
        case 4: return .answered(HTTPAnswer(status: 200, entries: group.dropLast().map { .stored($0) }))
        case 5: return .answered(HTTPAnswer(status: 200, entries: group.reversed().map { .stored($0) }))
        case 6: return .answered(HTTPAnswer(status: [401, 403].randomElement(using: &random)!))
        default:
            let entries = group.map { reply in
                Int.random(in: 0..<20, using: &random) == 0
                    ? EntryOutcome(status: [500, 409, 429].randomElement(using: &random)!)
                    : .stored(reply, 200)
            }
            return .answered(HTTPAnswer(status: 200, entries: entries))
        }
    }

    @Test(arguments: 0..<200) func losesAndDoublesNothing(seed: Int) {
        var random = Seeded(backoff: Backoff(seed: UInt64(seed)))
        var bench = Bench(150, seed: UInt64(seed))
        for _ in 0..<1500 {
            bench.server = { group in Self.outcome(group, &random) }
            guard bench.step() else { break }
            switch Int.random(in: 0..<60, using: &random) {
            case 0:
                bench.feed(.kioskVanished)
                bench.feed(.kioskConnected)
            case 1: bench.feed(.networkAppeared)
            case 2: bench.feed(.configured)
            default: break
            }
        }
        bench.server = Bench.storesAll
        bench.run(steps: 5000)
        #expect(bench.queue.isEmpty)
        #expect(Set(bench.acknowledged).union(bench.parked.keys) == Set((0..<150).map { reply($0).id }))
        #expect(Set(bench.acknowledged).isSubset(of: bench.stored))
    }
}

extension Duration {
    var nanosecondsForTest: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
