import ArgumentParser
import Delivery

struct SimulateCommand: ParsableCommand {
    enum Control: String, ExpressibleByArgument, CaseIterable {
        /// Every terminal tries again each minute.
        case fixedTimer = "fixed timer"
        /// The waits double, and nobody draws them.
        case noJitter = "no jitter"

        /// The uplink takes any 200 for a receipt of all that it sent.
        case credulous = "credulous uplink"
        /// The collector stores whatever comes.
        case noKey = "collector without its unique key"
        /// The journal's disk says that it is written, and loses the last at a power cut.
        case lyingDisk = "lying disk"
        /// The uplink does not pass on what the collector says that it lacks.
        case deafUplink = "deaf uplink"

        var law: Backoff.Law {
            switch self {
            case .fixedTimer: .fixed(.seconds(60))
            case .noJitter: .noJitter
            case .credulous, .noKey, .lyingDisk, .deafUplink: .fullJitter
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Live through years in event time: one terminal, or thousands that come back at once.",
        discussion: """
            One terminal, its uplink and its collector, their own decisions and nothing else: each seed \
            is some fifty visits, and mashing, deaths, power cuts, sleep, slow and failing disks, bad \
            settings, answers good, bad and none, and a collector that loses what it had. A seed gives the same hash each time. Of \
            the first one that fails the shortest schedule is told that still fails.

            With --fleet the uplink's decisions in every terminal, and a collector that carries out so \
            many requests a second one after the other. Told is the most requests of one second and how \
            long it takes until what had waited is delivered. Bad is more than twice what the collector \
            bears, or more than half an hour. Either ends with one line of JSON.

              palaute-lab simulate --seeds 10000
              palaute-lab simulate --seeds 1000 --control "credulous uplink"    must end with 1
              palaute-lab simulate --fleet outage
              palaute-lab simulate --fleet outage --control "no jitter"    must end with 1
            """)

    @Option(help: "How many schedules, from --seed on.")
    var seeds = 1

    @Option(help: "What a fleet comes back from.")
    var fleet: FleetScene?

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
        guard 1...10_000_000 ~= seeds else { throw ValidationError("--seeds wants 1 to 10000000") }
        guard (fleet != nil) == [.fixedTimer, .noJitter].contains(control) || control == nil else {
            throw ValidationError("this --control is \(fleet == nil ? "one of --fleet" : "none of --fleet")")
        }
        guard 1...100_000 ~= devices else { throw ValidationError("--devices wants 1 to 100000") }
        guard 0...10_000 ~= replies else { throw ValidationError("--replies wants 0 to 10000") }
        guard 1...10_000 ~= capacity else { throw ValidationError("--capacity wants 1 to 10000") }
    }

    func run() throws {
        guard let fleet else {
            return try options.carryOut("simulate", control: control?.rawValue) { result in
                try SimulationTrial(seed: options.seed, count: seeds, control: control).run(&result)
            }
        }
        try options.carryOut("fleet", control: control?.rawValue) { result in
            result.add(try FleetTrial(self, fleet).run())
        }
    }
}
