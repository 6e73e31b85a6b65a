import FoundationEssentials
import Linux
import Testkit

/// One answer at a terminal of its own, one call of which goes wrong.
final class SyscallTrial {
    enum Target: CaseIterable, Sendable { case kiosk, uplink, collector }

    private let collector: KillableCollector
    private let control: SyscallsCommand.Control?
    private var answers = 0

    init(_ control: SyscallsCommand.Control?) throws {
        collector = try KillableCollector()
        self.control = control
    }

    /// The calls that one answer takes a program, undisturbed: the most of each by one thread.
    func calls(of target: Target) throws -> [String: Int] {
        let folder = try TemporaryFolder()
        let trace = "\(folder.path)/trace"
        let scene = try Scene(collector, point: 5, control)
        try scene.watch(target, ["-o", trace])
        guard try scene.answer() != nil else { throw Program.Failure("undisturbed it does not answer") }
        scene.leave()
        let bytes = try readFile(trace, limit: 64 << 20)
        return CallCount(trace: String(decoding: bytes, as: UTF8.self)).calls
    }

    func run(
        _ first: Disturbance, at target: Target, then second: Disturbance?
    ) throws -> (TrialResult, story: String) {
        answers += 1
        let point = answers % 11
        let before = try collector.count()
        let scene = try Scene(collector, point: point, control)
        try scene.watch(target, first.arguments)
        var told = [try scene.answer()].compactMap(\.self)
        scene.leave()
        if let second { told += [try scene.answerAgain(under: second)].compactMap(\.self) }
        if target == .collector {
            collector.kill()
            try collector.start()
        }
        var result = TrialResult(trial: "syscalls", n: 1, acknowledged: told.count, seed: 0)
        let story = "\(first) in \(target)\(second.map { ", then \($0)" } ?? "")"
        do {
            try scene.recover()
        } catch {
            result.corrupt = 1
            return (result, "\(story): \(error)")
        }
        let stored = try collector.points(after: before)
        result.lost = told.count { stored[$0] != [point] }
        result.lost += (stored.keys.max() ?? 0) - stored.count
        result.doubled = stored.values.map { $0.count - 1 }.reduce(0, +)
        return (result, "\(story): told \(told), stored \(stored)")
    }
}

/// A terminal, its uplink, and one person.
private final class Scene {
    private let terminal: TerminalRoot
    private let collector: KillableCollector
    private let point: Int
    /// What a kiosk is told whose journal is in memory.
    private let memory: [String]
    private let kiosk: Program
    private var uplink: Program
    private var watcher: Program?

    init(_ collector: KillableCollector, point: Int, _ control: SyscallsCommand.Control?) throws {
        (self.collector, self.point) = (collector, point)
        memory = control == .noJournal ? ["--forgets"] : []
        terminal = try TerminalRoot()
        try terminal.enrol(
            at: collector.port, authority: collector.certificates.authority, token: collector.token)
        uplink = try Program("palaute-uplink", ["--root", terminal.path])
        try Program.run("/usr/bin/mkfifo", [terminal.root("run/palaute/go")])
        kiosk = try Program(
            "palaute-lab", ["answer", "--root", terminal.path, "--point", "\(point)"] + memory)
        try kiosk.wait(forOutput: { $0.contains("ready\n") })
        // A new uplink lets up to five seconds pass before it sends; then it is at once.
        _ = try Poller().wait(timeout: .milliseconds(5_200))
    }

    /// Has strace hold a program from now on.
    func watch(_ target: SyscallTrial.Target, _ arguments: [String]) throws {
        let process =
            switch target {
            case .kiosk: kiosk.identifier
            case .uplink: uplink.identifier
            case .collector: collector.identifier
            }
        let watcher = try Program(
            "/usr/bin/strace", ["-f", "-p", "\(process)"] + arguments)
        try watcher.wait(forMessages: { $0.contains("attached") })
        self.watcher = watcher
    }

    /// Lets the person answer; the number they were thanked under, if they were.
    func answer() throws -> Int? {
        // A kiosk that is gone never opens the pipe.
        let write = ["-s", "KILL", "10", "/bin/sh", "-c", "echo >\"$0\"", terminal.root("run/palaute/go")]
        _ = try? Program.run("/usr/bin/timeout", write)
        return Self.number(in: try Self.end(of: kiosk))
    }

    /// Somebody answers at the next start, which is disturbed too.
    func answerAgain(under disturbance: Disturbance) throws -> Int? {
        try? terminal.remove("run/palaute/starts")
        // Nobody waits for a word this time.
        try? terminal.remove("run/palaute/go")
        try terminal.write("", to: "run/palaute/go")
        let again = try Program(
            "/usr/bin/strace",
            ["-f", "-o", "/dev/null"] + disturbance.arguments + [
                "\(Program.folder)/palaute-lab", "answer", "--root", terminal.path, "--point", "\(point)",
            ])
        return Self.number(in: try Self.end(of: again))
    }

    /// What it said; a program that does not end is ended, as its watchdog would.
    private static func end(of program: Program) throws -> String {
        if let outcome = try? program.end(within: patience) { return outcome.output }
        program.kill()
        return try program.end().output
    }

    private static let patience = Duration.seconds(10)

    private static func number(in output: String) -> Int? {
        output.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").compactMap { Int($0) }
            return words.count == 2 ? words[0] : nil
        }.first
    }

    /// Lets go of what is held.
    func leave() {
        guard let watcher else { return }
        watcher.send(15)
        // It lets go of what it holds; what does not end by itself is ended.
        if (try? watcher.end(within: .milliseconds(300))) == nil { watcher.kill() }
        self.watcher = nil
    }

    /// Starts all again, undisturbed, and waits until everything was received.
    func recover() throws {
        uplink.kill()
        uplink = try Program("palaute-uplink", ["--root", terminal.path])
        try? terminal.remove("run/palaute/starts")
        let end = try Program("palaute-lab", ["visitors", "--root", terminal.path, "--drain"] + memory).end()
        guard end.code == 0 else { throw Program.Failure("it does not start again: \(end.messages)") }
        try uplink.stop()
    }
}
