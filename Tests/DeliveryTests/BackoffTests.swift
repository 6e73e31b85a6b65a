import Delivery
import Testing
import Wire

struct BackoffTests {
    @Test func drawsFromADoublingWindowUpToTheCap() {
        for attempt in 0..<14 {
            let waits = (0..<400).map { seed in
                var backoff = Backoff(seed: UInt64(seed))
                for _ in 0..<attempt { _ = backoff.failed() }
                return backoff.failed()
            }
            let window = min(Duration.seconds(900), .seconds(2) * (1 << attempt))
            #expect(waits.allSatisfy { $0 >= .zero && $0 <= window })
            #expect(waits.max()! > window * 0.9 && waits.min()! < window * 0.1)
        }
    }

    @Test(arguments: [
        (Duration.seconds(60), 60, 65), (.seconds(-1), 0, 2), (.seconds(315_360_000), 900, 905),
        (.zero, 0, 2),
    ])
    func keepsRetryAfterWithinBounds(asked: Duration, least: Int, most: Int) {
        for seed in 0..<100 {
            var backoff = Backoff(seed: UInt64(seed))
            let wait = backoff.failed(retryAfter: asked)
            #expect(wait >= .seconds(least) && wait <= .seconds(most))
        }
    }

    @Test func returnsWithinFiveSecondsOfTheNetwork() {
        for seed in 0..<50 {
            var bench = Bench(1, seed: UInt64(seed)) { _ in .unreachable(reason: "no route") }
            bench.run(steps: 100)
            bench.feed(.networkAppeared)
            let wait = (bench.delivery.nextDeadline ?? bench.now).nanoseconds - bench.now.nanoseconds
            #expect(wait <= 5_000_000_000)
        }
    }

    @Test func keepsTheWaitAServerChoseWhenTheNetworkFlaps() {
        var bench = Bench(1) { _ in .answered(HTTPAnswer(status: 503, retryAfter: .seconds(600))) }
        while bench.posts.isEmpty { _ = bench.step() }
        bench.feed(.networkAppeared)
        #expect(bench.delivery.nextDeadline! >= Instant(nanoseconds: 600_000_000_000))
    }

    @Test func forgetsHalfOfItsFailuresWithEachSuccess() {
        var backoff = Backoff(seed: 1)
        for _ in 0..<12 { _ = backoff.failed() }
        backoff.succeeded()
        #expect(backoff.failures == 6)
        for _ in 0..<3 { backoff.succeeded() }
        #expect(backoff.failures == 0)
        _ = backoff.failed()
        backoff.forget()
        #expect(backoff.failures == 0)
    }

    @Test(arguments: [(took: 40, rests: 0), (1_000, 0), (8_000, 64_000), (29_000, 232_000)])
    func leavesACollectorThatTakesItsTimeAloneForUpToEightTimesThat(took: Int, rests: Int) {
        let waits = (0..<200).map { seed in
            var delivery = Delivery(seed: UInt64(seed))
            let actions = delivery.handle(.configured, at: .zero)
            #expect(actions == [.checkServer])
            let now = Instant.zero.after(.milliseconds(took))
            let more = delivery.handle(.serverChecked(.suitable), at: now)
            let deadline = delivery.nextDeadline ?? now
            // Either the heartbeat goes out at once, or it waits.
            #expect(more.contains(.sendHeartbeat) == (deadline == now))
            return Int((deadline.nanoseconds - now.nanoseconds) / 1_000_000)
        }
        #expect(waits.allSatisfy { 0...rests ~= $0 })
        #expect(waits.max()! >= rests * 9 / 10 && waits.min()! <= rests / 10)
    }

    @Test func aMachineThatSleptThroughARequestDoesNotRestForDays() {
        for seed in 0..<50 {
            var delivery = Delivery(seed: UInt64(seed))
            _ = delivery.handle(.configured, at: .zero)
            let now = Instant.zero.after(.seconds(3 * 86_400))
            _ = delivery.handle(.serverChecked(.suitable), at: now)
            #expect(delivery.nextDeadline ?? now <= now.after(Backoff.cap))
        }
    }

    @Test func aNetworkThatComesBackDoesNotShortenACollectorsRest() {
        var delivery = Delivery(seed: 3)
        _ = delivery.handle(.configured, at: .zero)
        let now = Instant.zero.after(.seconds(59))
        _ = delivery.handle(.serverChecked(.suitable), at: now)
        let rest = delivery.nextDeadline
        _ = delivery.handle(.networkAppeared, at: now)
        #expect(delivery.nextDeadline == rest)
    }

    /// Quality figure O3: everybody waits since hours; the server takes 50
    /// requests a second and refuses the others.
    @Test func drainsFiveThousandTerminalsWithoutAStampede() {
        let capacity = 50
        var waiting = (0..<5000).map { seed in
            var backoff = Backoff(seed: UInt64(seed) &* 7919)
            for _ in 0..<12 { _ = backoff.failed() }
            return (at: backoff.failed(), backoff: backoff)
        }
        var peak = 0
        var second = 0
        while !waiting.isEmpty, second < 7200 {
            let limit = Duration.seconds(second + 1)
            var served = 0
            var rest: [(at: Duration, backoff: Backoff)] = []
            var arrived = 0
            for var terminal in waiting {
                if terminal.at < limit {
                    arrived += 1
                    if served < capacity {
                        served += 1
                        continue
                    }
                    terminal.at += terminal.backoff.failed()
                }
                rest.append(terminal)
            }
            waiting = rest
            peak = max(peak, arrived)
            second += 1
        }
        #expect(peak <= 2 * capacity)
        #expect(second <= 30 * 60)
    }
}
