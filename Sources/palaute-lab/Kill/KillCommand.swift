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

              palaute-lab kill --kills 10000 --visits 1000000 --seed 1    a night's work
              palaute-lab kill --kills 20 --visits 1000 --control "journal in memory"    must end with 1
            """)

    @Option(help: "How many kills.")
    var kills = 100

    @Option(help: "How many people are thanked at least.")
    var visits = 2_000

    @Option(help: "Take a protection away, to see that the trial notices.")
    var control: Control?

    @OptionGroup var options: TrialOptions

    func validate() throws {
        guard 1...1_000_000 ~= kills else { throw ValidationError("--kills wants 1 to 1000000") }
        guard 0...100_000_000 ~= visits else { throw ValidationError("--visits wants 0 to 100000000") }
    }

    func run() throws {
        try options.carryOut("kill", control: control?.rawValue) { result in
            var trial = try KillTrial(seed: options.seed, control: control)
            try trial.strike(kills, until: visits) { Log.write(.info, $0) }
            let (verdict, story) = try trial.judge()
            result.add(verdict)
            for line in story { Log.write(.warning, line) }
        }
    }
}
