import ArgumentParser
import Linux

struct KillCommand: ParsableCommand {
    enum Control: String, ExpressibleByArgument, CaseIterable {
        /// The journal is in memory: what dies with the kiosk is lost.
        case noJournal = "journal in memory"
        /// The collector stores whatever comes.
        case noKey = "collector without its unique key"
        /// Every other uplink tells the journal that all was received, and sends nothing.
        case forgets = "uplink that forgets"
    }

    static let configuration = CommandConfiguration(
        commandName: "kill",
        abstract: "Kill kiosk, uplink and collector over and over while people answer.",
        discussion: """
            The real programs over real TLS, killed with SIGKILL at moments that follow from the seed; \
            the kiosk runs under a clock moved by hand, so that a visit takes milliseconds. In the end all \
            is delivered and counted at both ends. Ends with one line of JSON.

              palaute-lab kill --kills 10000 --visits 1000000 --jobs 2    a night's work
              palaute-lab kill --kills 20 --visits 1000 --control "journal in memory"    must end with 1
            """)

    @Option(help: "How many kills.")
    var kills = 100

    @Option(help: "How many people are thanked at least.")
    var visits = 2_000

    @Option(help: "How many terminals, each with a collector of its own; they share kills and people.")
    var jobs = 1

    @Option(help: "Take a protection away, to see that the trial notices.")
    var control: Control?

    @OptionGroup var options: TrialOptions

    func validate() throws {
        guard 1...1_000_000 ~= kills else { throw ValidationError("--kills wants 1 to 1000000") }
        guard 0...100_000_000 ~= visits else { throw ValidationError("--visits wants 0 to 100000000") }
        guard 1...64 ~= jobs else { throw ValidationError("--jobs wants 1 to 64") }
    }

    func run() throws {
        try options.carryOut("kill", control: control?.rawValue) { result in
            // A program ends with the thread that started it, and so each terminal has its thread.
            let outcomes = try (0..<jobs).map { job in
                try Errand(name: "terminal \(job)") { [self] in Result { try one(job) } }
            }
            for outcome in outcomes { result.add(try outcome.wait().get()) }
        }
    }

    private func one(_ job: Int) throws -> TrialResult {
        // Far apart, as each start of a kiosk takes the next seed.
        var trial = try KillTrial(seed: options.seed &+ UInt64(job) << 32, control: control)
        let (kills, visits) = (share(of: kills, job), share(of: visits, job))
        try trial.strike(kills, until: visits) { Log.write(.info, jobs == 1 ? $0 : "terminal \(job): \($0)") }
        let (verdict, story) = try trial.judge()
        for line in story { Log.write(.warning, line) }
        return verdict
    }

    /// What falls to one of them: the first ones take what does not divide.
    private func share(of whole: Int, _ job: Int) -> Int {
        whole / jobs + (job < whole % jobs ? 1 : 0)
    }
}
