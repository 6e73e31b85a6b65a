import ArgumentParser
import Linux
import Testkit

struct SyscallsCommand: ParsableCommand {
    enum Control: String, ExpressibleByArgument, CaseIterable, Sendable {
        /// The journal is in memory: what was not received goes with the kiosk.
        case noJournal = "journal in memory"
    }

    static let configuration = CommandConfiguration(
        commandName: "syscalls",
        abstract: "Have every system call of one answer fail, one after the other.",
        discussion: """
            From the press to the receipt, each call of kiosk, uplink and collector is killed at, or fails \
            with EIO, ENOSPC or EROFS, once and for ever, by strace. Then the terminal starts again, \
            undisturbed, and both ends are held against what the person was told. Ends with one line of \
            JSON.

              palaute-lab syscalls              all of them, hours
              palaute-lab syscalls --runs 100   a sample, by the seed
              palaute-lab syscalls --runs 40 --control "journal in memory"    must end with 1
            """)

    @Option(help: "How many of all disturbances; without it all.")
    var runs: Int?

    @Option(help: "How many pairs besides: the second disturbance strikes the next start.")
    var pairs = 0

    @Option(help: "How many terminals at a time: most of the time goes in waiting.")
    var jobs = 12

    @Option(help: "Take a protection away, to see that the trial notices.")
    var control: Control?

    @OptionGroup var options: TrialOptions

    func validate() throws {
        if let runs, runs < 1 { throw ValidationError("--runs wants 1 or more") }
        guard 1...64 ~= jobs else { throw ValidationError("--jobs wants 1 to 64") }
        guard 0...100_000 ~= pairs else { throw ValidationError("--pairs wants 0 to 100000") }
    }

    func run() throws {
        try options.carryOut("syscalls", control: control?.rawValue) { result in
            let steps = try plan(SyscallTrial(control))
            Log.write(.info, "\(steps.count) disturbances")
            for outcome in try carryOut(steps) { result.add(outcome) }
        }
    }

    private struct Step: Sendable {
        var target: SyscallTrial.Target
        var first: Disturbance
        var second: Disturbance?
    }

    /// Shares the steps out among threads, each with a collector of its own.
    private func carryOut(_ steps: [Step]) throws -> [TrialResult] {
        let outcomes = try (0..<jobs).map { job in
            try Errand(name: "job \(job)") { [control] in
                Result {
                    let trial = try SyscallTrial(control)
                    return try stride(from: job, to: steps.count, by: jobs).map { index in
                        let step = steps[index]
                        let (outcome, story) = try trial.run(step.first, at: step.target, then: step.second)
                        if !outcome.isWell { Log.write(.warning, story) }
                        if index % 50 == 49 { Log.write(.info, "\(index + 1) disturbances") }
                        return outcome
                    }
                }
            }
        }
        return try outcomes.flatMap { try $0.wait().get() }
    }

    private func plan(_ trial: SyscallTrial) throws -> [Step] {
        var random = SplitMix(seed: options.seed)
        var steps: [Step] = []
        var ofKiosk: [Disturbance] = []
        for target in SyscallTrial.Target.allCases {
            let calls = try trial.calls(of: target)
            Log.write(.info, "\(target): \(calls.values.reduce(0, +)) calls of \(calls.count) kinds")
            let all = Disturbance.all(of: calls)
            if target == .kiosk { ofKiosk = all }
            steps += all.map { Step(target: target, first: $0) }
        }
        if let runs { steps = Array(steps.shuffled(using: &random).prefix(runs)) }
        for _ in 0..<pairs {
            guard let first = ofKiosk.randomElement(using: &random),
                let second = ofKiosk.randomElement(using: &random)
            else { break }
            steps.append(Step(target: .kiosk, first: first, second: second))
        }
        return steps
    }
}
