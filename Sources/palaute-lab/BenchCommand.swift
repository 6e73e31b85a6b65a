import ArgumentParser
import FoundationEssentials
import Linux
import Provisioning
import Scenes

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure drawing and storing against the same work in C.",
        discussion: """
            Builds two small C programs (cc -O2, Cairo, Pango and SQLite as Debian has them), lets them \
            and us do the same work in turn on this machine, and prints medians, p99 and their ratio. \
            The two pictures are compared byte by byte. Trust the ratios, not one machine's milliseconds.
            """)

    @Option(help: "The folder of Debian's fonts-inter.")
    var fonts = "/usr/share/fonts/opentype/inter"

    @Option(help: "How often each piece of work is done.")
    var repeats = 300

    @Flag(help: "Print JSON for programs instead of lines for people.")
    var json = false

    func validate() throws {
        guard 10...100_000 ~= repeats else { throw ValidationError("--repeats wants 10 to 100000") }
    }

    func run() throws {
        do {
            let comparisons = try Bench(fonts: fonts, repeats: repeats).run()
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                print(String(decoding: try encoder.encode(comparisons), as: UTF8.self))
            } else {
                print(([Comparison.head] + comparisons.map(\.line)).joined(separator: "\n"))
            }
            if comparisons.contains(where: { !$0.reached }) { throw ExitCode(1) }
        } catch let code as ExitCode {
            throw code
        } catch {
            Log.write(.error, "\(error)")
            throw ExitCode(3)
        }
    }
}

/// What the bench runs as a process of its own to time its start: as C's program,
/// it has one argument and nothing to choose from.
enum FirstFrame {
    static let name = "first-frame"

    static func show(fonts: String) throws {
        let bench = try BenchScene(fonts: fonts)
        let scene = bench.scene()
        bench.pixels.paint(scene, by: bench.painter, clip: [scene.bounds])
        let painted = Clock.monotonicNanoseconds()
        print("first \(painted - PalauteLab.begun)\nat \(painted)")
    }
}
