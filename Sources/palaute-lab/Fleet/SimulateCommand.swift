import ArgumentParser
import Delivery

struct SimulateCommand: ParsableCommand {
    enum Control: String, ExpressibleByArgument, CaseIterable {
        /// Every terminal tries again each minute.
        case fixedTimer = "fixed timer"
        /// The waits double, and nobody draws them.
        case noJitter = "no jitter"

        var law: Backoff.Law {
            switch self {
            case .fixedTimer: .fixed(.seconds(60))
            case .noJitter: .noJitter
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Have thousands of terminals come back at once, and see what the collector bears.",
        discussion: """
            In event time, without a socket: the uplink's own decisions in every terminal, the \
            collector's rule for every reply, a collector that carries out so many requests a second \
            one after the other, and receipts that get lost. Told is the most requests of one second \
            and how long it takes until what had waited is delivered. Bad is more than twice what the \
            collector bears, or more than half an hour. Ends with one line of JSON.

              palaute-lab simulate --fleet outage
              palaute-lab simulate --fleet outage --control "no jitter"    must end with 1
            """)

    @Option(help: "What the fleet comes back from.")
    var fleet: FleetScene

    @Option(help: "How many terminals.")
    var devices = 5_000

    @Option(help: "How many people answer at each in a day.")
    var replies = 200

    @Option(help: "How many requests a second the collector carries out.")
    var capacity = 50

    @Option(help: "Take a protection away, to see that the trial notices.")
    var control: Control?

    @OptionGroup var options: TrialOptions

    func validate() throws {
        guard 1...100_000 ~= devices else { throw ValidationError("--devices wants 1 to 100000") }
        guard 0...10_000 ~= replies else { throw ValidationError("--replies wants 0 to 10000") }
        guard 1...10_000 ~= capacity else { throw ValidationError("--capacity wants 1 to 10000") }
    }

    func run() throws {
        try options.carryOut("fleet", control: control?.rawValue) { result in
            result.add(try FleetTrial(self).run())
        }
    }
}
