import FoundationEssentials
import KioskCore
import Linux
import Scenes
import Testkit

/// Our work and C's, in turn.
struct Bench {
    struct DifferentPicture: Error, CustomStringConvertible {
        var bytes: Int
        var description: String { "the pictures differ in \(bytes) bytes: there is nothing to compare" }
    }

    private let fonts: String
    private let repeats: Int
    private let folder: String

    init(fonts: String, repeats: Int) throws {
        self.fonts = fonts
        self.repeats = repeats
        folder = "/var/tmp/palaute-bench.\(Clock.monotonicNanoseconds())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    func run() throws -> [Comparison] {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try compile("scene", PackageResources.scene_c, ["pangocairo", "fontconfig"], ["-lm"])
        try compile("commit", PackageResources.commit_c, ["sqlite3"], [])
        return try starts() + drawing() + [storing()]
    }

    private func compile(_ name: String, _ source: [UInt8], _ packages: [String], _ more: [String]) throws {
        try AtomicFile.write(source, to: "\(folder)/\(name).c")
        let flags = try Program.output("pkg-config", ["--cflags", "--libs"] + packages)
            .split(whereSeparator: \.isWhitespace).map(String.init)
        _ = try Program.output(
            "cc", ["-O2", "-o", "\(folder)/\(name)", "\(folder)/\(name).c"] + flags + more)
    }

    private func scene(_ repeats: Int, part: Rect) throws -> String {
        let place = [part.x, part.y, part.width, part.height].map { "\($0)" }
        return try Program.output(
            "\(folder)/scene", [fonts, "\(folder)/dump", "\(folder)/picture", "\(repeats)"] + place)
    }

    /// From `main()` to the first picture in memory, and from `exec` to it.
    private func starts() throws -> [Comparison] {
        let bench = try BenchScene(fonts: fonts)
        let picture = bench.scene()
        try AtomicFile.write(Array(picture.dump.utf8), to: "\(folder)/dump")
        var main: (ours: [Int64], c: [Int64]) = ([], [])
        var exec: (ours: [Int64], c: [Int64]) = ([], [])
        func note(_ output: String, since begun: Int64, _ main: inout [Int64], _ exec: inout [Int64]) {
            main += Sample("first", in: output).nanoseconds
            exec += Sample("at", in: output).nanoseconds.map { $0 - begun }
        }
        for _ in 0..<max(10, repeats / 10) {
            let begun = Clock.monotonicNanoseconds()
            let ours = try Program.output("/proc/self/exe", [FirstFrame.name, fonts])
            note(ours, since: begun, &main.ours, &exec.ours)
            let between = Clock.monotonicNanoseconds()
            note(try scene(0, part: picture.bounds), since: between, &main.c, &exec.c)
        }
        let kiosk = try (0..<10).map { _ in try Self.kiosk() }
        return [
            Comparison(
                "from main() to the first frame", ours: Sample(nanoseconds: main.ours),
                c: Sample(nanoseconds: main.c), limit: 1.2),
            Comparison(
                "from exec to the first frame", ours: Sample(nanoseconds: exec.ours),
                c: Sample(nanoseconds: exec.c), limit: nil),
            Comparison(
                "the kiosk's own, with options and settings", ours: Sample(nanoseconds: kiosk),
                c: Sample(nanoseconds: exec.c), limit: nil),
        ]
    }

    /// From the start of the shipped kiosk, by `setpriv`, to its first picture; to whole
    /// milliseconds.
    private static func kiosk() throws -> Int64 {
        let begun = Clock.monotonicNanoseconds()
        let visitor = Visitor(at: try KioskProcess(TerminalRoot()))
        let status = try visitor.wait(for: "the first picture") { $0.firstFrameMs != nil }
        return (status.firstFrameMs ?? 0) * 1_000_000 - begun
    }

    /// The whole screen and one pressed key, repainted.
    private func drawing() throws -> [Comparison] {
        let bench = try BenchScene(fonts: fonts)
        let pixels = bench.pixels
        let pressed = bench.scene(pressed: .scale(5))
        let damage = pressed.damage(from: bench.scene())
        let part = damage.reduce(damage[0]) { $0.union($1) }
        try AtomicFile.write(Array(pressed.dump.utf8), to: "\(folder)/dump")
        pixels.paint(pressed, by: bench.painter, clip: [pressed.bounds])
        var ours: (whole: [Int64], part: [Int64]) = ([], [])
        var theirs = ""
        // In turns of one tenth, so that a machine that slows down slows both.
        for _ in 0..<10 {
            for _ in 0..<(repeats / 10) {
                ours.whole.append(time { pixels.paint(pressed, by: bench.painter, clip: [pressed.bounds]) })
                ours.part.append(time { pixels.paint(pressed, by: bench.painter, clip: [part]) })
            }
            theirs += try scene(repeats / 10, part: part)
        }
        let other = try readFile("\(folder)/picture", limit: pixels.size)
        let different = zip(pixels.bytes, other).count { $0.0 != $0.1 }
        guard different == 0 else { throw DifferentPicture(bytes: different) }
        return [
            Comparison(
                "whole screen repainted, 1280x800", ours: Sample(nanoseconds: ours.whole),
                c: Sample("whole", in: theirs), limit: 1.2),
            Comparison(
                "one pressed key repainted", ours: Sample(nanoseconds: ours.part),
                c: Sample("part", in: theirs), limit: 1.5),
        ]
    }

    /// One answer, durable.
    private func storing() throws -> Comparison {
        var ours: [Int64] = []
        var theirs = ""
        for turn in 0..<10 {
            // A new journal in each turn for both: a log that grows is slower than one used again.
            let journal = try BenchJournal(folder: "\(folder)/journal\(turn)")
            for _ in 0..<(repeats / 10) { ours.append(try journal.timeOfOneAnswer()) }
            // C's rows go into a journal like ours, so that both write the same pages.
            _ = try BenchJournal(folder: "\(folder)/raw\(turn)")
            theirs += try Program.output(
                "\(folder)/commit", ["\(folder)/raw\(turn)/journal.sqlite", "\(repeats / 10)"])
        }
        return Comparison(
            "one durable answer", ours: Sample(nanoseconds: ours), c: Sample("commit", in: theirs), limit: 1.3
        )
    }
}

func time(_ body: () throws -> Void) rethrows -> Int64 {
    let begun = Clock.monotonicNanoseconds()
    try body()
    return Clock.monotonicNanoseconds() - begun
}
