import ArgumentParser
import Delivery
import Linux
import Synchronization
import Testkit

/// `palaute-lab faults`: delivered exactly once, whatever the network and the server do.
struct FaultsCommand: ParsableCommand {
    enum Control: String, ExpressibleByArgument, CaseIterable {
        /// The uplink tells the journal that all was received, and sends nothing.
        case forgets = "uplink that forgets"
    }

    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "Deliver through everything that networks, proxies and servers do.",
        discussion: """
            The real uplink takes the replies of a real journal to a server that fails two times of \
            three, in the way named, and that knows what it truly has. Each fault has a terminal of its \
            own, and one terminal meets them all. Ends with one line of JSON for each.

              palaute-lab faults --replies 1000 --strikes 24      what is published
              palaute-lab faults --only 'lost receipt' --only '1 byte/s'
              palaute-lab faults --only 'lost receipt' --control 'uplink that forgets'    must end with 1
              palaute-lab faults --table                          what is done about each answer
            """)

    @Option(help: "How many replies each terminal has to deliver, at least.")
    var replies = 1_000

    @Option(help: "How often each fault strikes at most.")
    var strikes = 24

    @Option(help: "How many replies the server takes at once; of more it says 413.")
    var entries = 8

    @Option(help: "The longest that a request may take, in seconds.")
    var timeout = 2

    @Option(help: "How many terminals at once.")
    var jobs = 16

    @Option(help: "Only these faults; given several times.")
    var only: [Fault] = []

    @Option(help: "Take a protection away, to see that the trial notices.")
    var control: Control?

    @Flag(help: "Print the table answer → action, and nothing else.")
    var table = false

    @OptionGroup var options: TrialOptions

    func validate() throws {
        guard 1...100_000 ~= replies else { throw ValidationError("--replies wants 1 to 100000") }
        guard 1...10_000 ~= strikes else { throw ValidationError("--strikes wants 1 to 10000") }
        guard 1...100 ~= entries else { throw ValidationError("--entries wants 1 to 100") }
        guard 1...30 ~= timeout else { throw ValidationError("--timeout wants 1 to 30 seconds") }
        guard 1...64 ~= jobs else { throw ValidationError("--jobs wants 1 to 64") }
    }

    func run() throws {
        if table {
            for scope in DeliveryRule.Scope.allCases {
                for rule in DeliveryTable.rules where rule.scope == scope { Console.say("\(rule)") }
            }
            return
        }
        let scenes = scenes(only.isEmpty ? Fault.allCases : only)
        let results: [TrialResult]
        do {
            results = try carryOut(scenes)
            for result in results { print(try result.json) }
        } catch {
            Log.write(.error, "\(error)")
            throw ExitCode(3)
        }
        if !results.allSatisfy(\.isWell) { throw ExitCode(1) }
    }

    /// One terminal's faults.
    private struct Scene {
        var name: String
        var faults: [Fault]
        var strikes: Int
    }

    /// All faults together, and each alone; what takes long comes first.
    private func scenes(_ faults: [Fault]) -> [Scene] {
        let alone = faults.filter { $0.limit(of: strikes) > 0 }.map {
            Scene(name: $0.rawValue, faults: [$0], strikes: strikes)
        }
        let mixed = faults.filter { $0 != .retryTenYears && $0 != .noName }
        let together = Scene(name: "all together", faults: mixed, strikes: max(1, strikes / 8))
        return (mixed.count > 1 ? [together] : []) + alone.reversed()
    }

    private func carryOut(_ scenes: [Scene]) throws -> [TrialResult] {
        Log.write(.info, "\(replies) people answer")
        let stock = try ReplyStock(people: replies, seed: options.seed)
        let folder = try TemporaryFolder()
        let contexts = try FaultContexts(in: folder)
        let queue = Queue(Array(scenes.enumerated()))
        // A program ends with the thread that started it, and so each terminal has its thread.
        let lanes = try (0..<min(jobs, scenes.count)).map { lane in
            try Errand(name: "terminals \(lane)") { [self] in
                Result {
                    var results: [TrialResult] = []
                    while let (place, scene) = queue.next() {
                        let trial = FaultTrial(
                            faults: scene.faults, seed: options.seed &+ UInt64(place), timeout: timeout,
                            strikes: scene.strikes, entryLimit: entries, forgets: control == .forgets,
                            stock: stock, contexts: contexts)
                        results.append(try carryOut(trial, scene.name))
                    }
                    return results
                }
            }
        }
        let results = try lanes.flatMap { try $0.wait().get() }
        return results.sorted { $0.fault ?? "" < $1.fault ?? "" }
    }

    private func carryOut(_ trial: FaultTrial, _ name: String) throws -> TrialResult {
        var result = try trial.carryOut(naming: name)
        (result.commit, result.control) = (options.commit, control?.rawValue)
        let verdict = result.isWell ? "" : "; \((result.missed ?? []).joined(separator: ", "))"
        Log.write(
            result.isWell ? .info : .warning,
            "\(name): struck \(result.n) times, \(result.acknowledged - result.lost) delivered\(verdict)")
        return result
    }

    /// What is still to be done, for several threads.
    private final class Queue<Element: Sendable>: Sendable {
        private let waiting: Mutex<ArraySlice<Element>>

        init(_ elements: [Element]) { waiting = Mutex(elements[...]) }

        func next() -> Element? { waiting.withLock { $0.popFirst() } }
    }
}
