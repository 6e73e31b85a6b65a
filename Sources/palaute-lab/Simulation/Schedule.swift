import Surveys
import Testkit

/// What is done to a terminal, its uplink and its collector, and after which pause.
///
/// What a step does is in itself; what the network and the disk draw meanwhile follows
/// from the seed and from all that went before.
struct Step: Hashable, Sendable, CustomStringConvertible {
    enum Action: Hashable, Sendable {
        /// Somebody answers, through to the thanks where that may be.
        case person(seed: UInt64)
        /// Children: so many keys at random, some with two fingers.
        case mashing(seed: UInt64, touches: Int)
        /// The whole machine sleeps: its time jumps.
        case sleep(Duration)
        case kioskDies, uplinkDies, powerCut
        /// The kiosk dies, and its next start finds a spoilt database.
        case databaseLost
        case weather(Weather)
        case disk(Disk)
        /// The collector's disk goes back: some of what it gave receipts for is gone.
        case collectorForgets
        /// Other settings are put there: good ones, or such as are refused.
        case content(isGood: Bool)
    }

    var after: Duration
    var action: Action

    var description: String { "after \(after): \(action)" }
}

/// How the network and the collector are.
enum Weather: Hashable, Sendable, CaseIterable {
    case clear, offline
    /// Any answer may be any of those a network, a proxy or a server can give.
    case stormy
    /// Some replies are refused for good.
    case poison
}

/// How the journal's disk is.
enum Disk: Hashable, Sendable, CaseIterable {
    case good, slow, failing
}

/// Everything that is done in one simulation.
struct Schedule: Hashable, Sendable {
    var seed: UInt64
    var steps: [Step]

    /// About fifty visits, and at least three things that go wrong.
    init(seed: UInt64) {
        var random = SplitMix(seed: seed)
        self.seed = seed
        steps = (0..<Int.random(in: 80...115, using: &random)).map { _ in
            Step(after: Self.pause(&random), action: Self.action(&random))
        }
    }

    private static func pause(_ random: inout SplitMix) -> Duration {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: .milliseconds(Int.random(in: 0...30, using: &random))
        case 1..<6: .milliseconds(Int.random(in: 0...4_000, using: &random))
        case 6: .seconds(Int.random(in: 0...60, using: &random))
        default: .seconds(Int.random(in: 0...1_200, using: &random))
        }
    }

    private static func action(_ random: inout SplitMix) -> Step.Action {
        switch Int.random(in: 0..<60, using: &random) {
        case 0..<38: .person(seed: random.next())
        case 38..<42: .mashing(seed: random.next(), touches: Int.random(in: 1...12, using: &random))
        case 42: .sleep(.seconds(Int.random(in: 1...300_000, using: &random)))
        case 43: .kioskDies
        case 44: .databaseLost
        case 45..<47: .uplinkDies
        case 47..<49: .powerCut
        case 49..<55: .weather(Weather.allCases.randomElement(using: &random) ?? .clear)
        case 55: .collectorForgets
        case 56..<58: .disk(Disk.allCases.randomElement(using: &random) ?? .good)
        default: .content(isGood: Int.random(in: 0..<3, using: &random) > 0)
        }
    }
}

extension Schedule {
    /// A shorter schedule that still fails: parts are left out, large ones first, until
    /// nothing more can be.
    func shrunk(while fails: (Schedule) -> Bool) -> Schedule {
        var best = self
        var size = best.steps.count / 2
        while size > 0 {
            let before = best.steps.count
            var start = 0
            while start < best.steps.count {
                var shorter = best
                shorter.steps.removeSubrange(start..<min(start + size, shorter.steps.count))
                if fails(shorter) { best = shorter } else { start += size }
            }
            // What was needed beside something may be needless without it.
            if size > 1 || best.steps.count == before { size /= 2 }
        }
        return best
    }
}
