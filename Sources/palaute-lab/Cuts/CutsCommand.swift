import ArgumentParser
import Linux
import Testkit

struct CutsCommand: ParsableCommand {
    enum Control: String, ExpressibleByArgument, CaseIterable, Sendable {
        /// The disk says that it has flushed, and has not.
        case lyingDisk = "lying disk"
        /// ext4 never asks the disk to flush.
        case noBarriers = "no barriers"
    }

    static let configuration = CommandConfiguration(
        commandName: "cuts",
        abstract: "Cut the power of the virtual board at any moment, and count what is lost.",
        discussion: """
            Each run boots the board of Board/virtual on a disk with a volatile write cache; people \
            answer at the real kiosk, and every write and flush is logged. Then the disk is made as a \
            cut at any place of the log leaves it, in four ways: nothing of what was not flushed, a \
            part of it, sectors of it, all of it. What the next start finds \
            there, and what it finds in the ledger alone, is held against what people were thanked for.

            The runs take turns: a first start, visits, a migration, an activation, a restore. They \
            need what Board/setup and Board/virtual/image have made.

              palaute-lab cuts --runs 10 --visits 12 --cuts 1000
              palaute-lab cuts --runs 1 --cuts 20 --control "lying disk"    must end with 1
            """)

    @Option(help: "How often the board is booted.")
    var runs = 5

    @Option(help: "What goes on in every run; without it they take turns.")
    var scene: CutScene?

    @Option(help: "How many people answer in each.")
    var visits = 4

    @Option(help: "How often the power is cut in each, at any place of its log, in each of the four ways.")
    var cuts = 20

    @Option(help: "How many cuts are judged beside each other.")
    var jobs = 2

    @Option(help: "Take a protection away, to see that the trial notices.")
    var control: Control?

    @OptionGroup var options: TrialOptions

    func validate() throws {
        guard 1...1_000 ~= runs else { throw ValidationError("--runs wants 1 to 1000") }
        guard 1...1_000 ~= visits else { throw ValidationError("--visits wants 1 to 1000") }
        guard 1...1_000_000 ~= cuts else { throw ValidationError("--cuts wants 1 to 1000000") }
        guard 1...64 ~= jobs else { throw ValidationError("--jobs wants 1 to 64") }
    }

    func run() throws {
        try options.carryOut("cuts", control: control?.rawValue) { result in
            for run in 0..<runs {
                let scene = scene ?? CutScene.allCases[run % CutScene.allCases.count]
                let seed = options.seed &+ UInt64(run)
                let recording = try CutRecording(scene, visits: visits, seed: seed, control: control)
                let outcome = try CutTrial(recording, seed: seed, cuts: cuts).run(jobs: jobs)
                result.add(outcome)
                Log.write(
                    .info,
                    "run \(run + 1), \(scene.rawValue): \(outcome.n) cuts in a log of "
                        + "\(recording.disk.logLength), \(outcome.lost) lost")
            }
        }
    }
}
