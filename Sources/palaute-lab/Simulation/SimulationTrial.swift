import Linux
import Synchronization

/// Many schedules, on two cores.
struct SimulationTrial: Sendable {
    private static let threads = 2

    private let seeds: Range<UInt64>
    private let control: SimulateCommand.Control?

    init(seed: UInt64, count: Int, control: SimulateCommand.Control?) {
        seeds = seed..<seed &+ UInt64(count)
        self.control = control
    }

    /// What became of the seeds of one thread.
    private struct Share: Sendable {
        var thanked = 0, lost = 0, doubled = 0, otherwiseWrong = 0
        /// The traces of all, whatever the order.
        var hash: UInt64 = 0
        var firstWrong: UInt64?
    }

    /// The seed that comes next, for all threads.
    private final class Counter: Sendable {
        private let value: Atomic<UInt64>

        init(_ first: UInt64) { value = Atomic(first) }

        func take() -> UInt64 { value.add(1, ordering: .relaxed).oldValue }
    }

    func run(_ result: inout TrialResult) throws {
        let counter = Counter(seeds.lowerBound)
        let errands = try (0..<Self.threads).map { number in
            try Errand(name: "seeds \(number)") { share(counter) }
        }
        let shares = errands.map { $0.wait() }
        result.n = seeds.count
        for share in shares {
            result.acknowledged += share.thanked
            result.lost += share.lost
            result.doubled += share.doubled
            result.corrupt += share.otherwiseWrong
        }
        result.hash = String(shares.reduce(0) { $0 ^ $1.hash }, radix: 16)
        if let seed = shares.compactMap(\.firstWrong).min() { explain(seed) }
    }

    private func share(_ counter: Counter) -> Share {
        var share = Share()
        while case let seed = counter.take(), seeds.contains(seed) {
            let report = Simulation.run(Schedule(seed: seed), control)
            share.thanked += report.thanked
            share.lost += report.lost
            share.doubled += report.doubled
            share.hash ^= report.hash
            guard !report.wrongs.isEmpty else { continue }
            if report.lost + report.doubled == 0 { share.otherwiseWrong += 1 }
            share.firstWrong = min(share.firstWrong ?? seed, seed)
        }
        return share
    }

    /// Tells of the shortest schedule that still fails.
    private func explain(_ seed: UInt64) {
        let schedule = Schedule(seed: seed).shrunk { !Simulation.run($0, control).wrongs.isEmpty }
        let report = Simulation.run(schedule, control)
        Log.write(.warning, "seed \(seed): \(report.wrongs.joined(separator: "; "))")
        for step in schedule.steps { Log.write(.warning, "  \(step)") }
    }
}
