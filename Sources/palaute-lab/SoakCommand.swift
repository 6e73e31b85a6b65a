import ArgumentParser
import FoundationEssentials
import Linux

struct SoakCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak",
        abstract: "Let people come for years, and see whether the kiosk stays as it was.",
        discussion: """
            Runs the very kiosk on the board desk, with its own journal and its own painting, under a \
            clock that is moved by hand: visits to the end, visits walked away from, language changes, \
            two fingers, fingers that rest. Prints memory, descriptors, threads and the time from touch \
            to frame as it goes, and at the end one line of JSON.

              palaute-lab soak --visits 200000 --seed 1
            """)

    @Option(help: "How many people come.")
    var visits = 2_000

    @OptionGroup var options: TrialOptions

    func validate() throws {
        guard 20...10_000_000 ~= visits else { throw ValidationError("--visits wants 20 to 10000000") }
    }

    func run() throws {
        do {
            var soak = try Soak(visits: visits, seed: options.seed, commit: options.commit)
            let result = try soak.run { Log.write(.info, $0) }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(result), as: UTF8.self))
            if !result.isWell { throw ExitCode(1) }
        } catch let code as ExitCode {
            throw code
        } catch {
            Log.write(.error, "\(error)")
            throw ExitCode(3)
        }
    }
}
