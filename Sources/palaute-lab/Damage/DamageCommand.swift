import ArgumentParser
import Linux
import Storage

struct DamageCommand: ParsableCommand {
    enum Control: String, ExpressibleByArgument, CaseIterable {
        case ledgerOff = "ledger off"
    }

    static let configuration = CommandConfiguration(
        commandName: "damage",
        abstract: "Spoil one block of a journal's files, over and over, and count what is lost.",
        discussion: """
            Each run fills a journal, as a kiosk and its uplink do, takes its files as a power cut \
            leaves them, and spoils 4096 bytes of one of them: the database, its log, or a file of the \
            ledger. Then the journal is opened again and all is delivered. Ends with one line of JSON.

              palaute-lab damage --runs 1000 --seed 1
              palaute-lab damage --runs 50 --control "ledger off"    must end with 1
            """)

    @Option(help: "How many blocks are spoilt, each in a journal of its own.")
    var runs = 100

    @Option(help: "Take a protection away, to see that the trial notices.")
    var control: Control?

    @OptionGroup var options: TrialOptions

    func validate() throws {
        guard 1...1_000_000 ~= runs else { throw ValidationError("--runs wants 1 to 1000000") }
    }

    func run() throws {
        let ledger = control == .ledgerOff ? LedgerPlace.nowhere : .beside
        try options.carryOut("damage", control: control?.rawValue) { result in
            for seed in (0..<UInt64(runs)).lazy.map({ options.seed &+ $0 }) {
                let (outcome, story) = try DamageTrial(seed: seed, ledger: ledger).run()
                result.add(outcome)
                if !outcome.isWell { Log.write(.warning, "seed \(seed): \(story)") }
            }
        }
    }
}
