import FoundationEssentials
import Linux
import SQLite
import Storage
import Testkit

/// One terminal and its collector, whose programs die again and again.
struct KillTrial {
    private enum Victim: CaseIterable { case kiosk, uplink, collector }

    /// A person who was thanked: the reply's number, and what was chosen.
    private struct Thanked: Hashable {
        var number: Int
        var point: Int
    }

    private let seed: UInt64
    private let control: KillCommand.Control?
    private var random: SplitMix
    private let terminal: TerminalRoot
    private let collector: KillableCollector
    private var kiosk: Program
    private var uplink: Program
    private var starts: UInt64 = 0
    private var kills = 0
    private var thanked: [Thanked] = []

    init(seed: UInt64, control: KillCommand.Control?) throws {
        (self.seed, self.control, random) = (seed, control, SplitMix(seed: seed))
        collector = try KillableCollector()
        terminal = try TerminalRoot()
        try terminal.enrol(
            at: collector.port, authority: collector.certificates.authority, token: collector.token)
        try terminal.write(TerminalRoot.coarseRecord, to: "usr/share/palaute/boards/desk.json")
        if control == .noKey {
            try collector.database { try $0.execute("DROP INDEX reply_key") }
        }
        kiosk = try Self.visitors(terminal, seed: seed, control)
        uplink = try Program("palaute-uplink", ["--root", terminal.path])
    }

    private static func visitors(
        _ terminal: TerminalRoot, seed: UInt64, _ control: KillCommand.Control?, _ more: [String] = []
    ) throws -> Program {
        let forgets = control == .noJournal ? ["--forgets"] : []
        return try VisitorsCommand.start(terminal, ["--seed", "\(seed)"] + forgets + more)
    }

    /// Kills until as many fell and as many people were thanked as wanted.
    mutating func strike(_ count: Int, until visits: Int, telling tell: (String) -> Void) throws {
        // A life is as long as it takes to come to the people wanted by then.
        while kills < count || thanked.count < visits {
            let wanted = Double(visits - thanked.count) / Double(max(1, count - kills))
            let life = Double.random(in: 0...min(5, max(0.4, wanted / 50)), using: &random)
            _ = try Poller().wait(timeout: .seconds(life))
            try strikeOnce()
            kills += 1
            if kills % max(1, count / 20) == 0 { tell("\(kills) kills, \(thanked.count) people thanked") }
        }
    }

    private mutating func strikeOnce() throws {
        switch Victim.allCases[Int.random(in: 0..<3, using: &random)] {
        case .kiosk:
            kiosk.kill()
            try noteThanked()
            starts += 1
            kiosk = try Self.visitors(terminal, seed: seed &+ starts, control)
        case .uplink:
            uplink.kill()
            let forgets = control == .forgets && Bool.random(using: &random)
            uplink =
                forgets
                ? try Program("palaute-lab", ["forgetful-uplink", "--root", terminal.path])
                : try Program("palaute-uplink", ["--root", terminal.path])
        case .collector:
            collector.kill()
            try collector.start()
        }
    }

    private mutating func noteThanked() throws {
        for line in try kiosk.end().output.split(separator: "\n") {
            let words = line.split(separator: " ").compactMap { Int($0) }
            if words.count == 2 { thanked.append(Thanked(number: words[0], point: words[1])) }
        }
    }

    /// Has everything delivered, and holds both ends against what people were told.
    mutating func judge() throws -> (TrialResult, story: [String]) {
        kiosk.kill()
        try noteThanked()
        uplink.kill()
        uplink = try Program("palaute-uplink", ["--root", terminal.path])
        let last = try Self.visitors(terminal, seed: seed, control, ["--drain"])
        let end = try last.end(within: .seconds(900))
        guard end.code == 0 else { throw Program.Failure("not all was delivered: \(end.messages)") }
        try uplink.stop()
        try collector.stop()
        var story: [String] = []
        var result = TrialResult(trial: "kill", n: kills, acknowledged: thanked.count, seed: seed)
        let collected = try collector.points()
        for person in Set(thanked) where collected[person.number]?.contains(person.point) != true {
            result.lost += 1
            story.append("number \(person.number) was thanked for \(person.point) and is not there so")
        }
        let numbers = thanked.map(\.number)
        result.doubled += numbers.count - Set(numbers).count
        result.doubled += collected.values.map { $0.count - 1 }.reduce(0, +)
        let highest = collected.keys.max() ?? 0
        result.lost += highest - collected.count
        if highest != collected.count { story.append("\(highest - collected.count) numbers are missing") }
        let verdicts = [
            (try? integrity(of: terminal.root("var/lib/palaute/journal.sqlite"))) ?? "it is not there",
            try collector.database(Self.integrity),
        ]
        result.corrupt += verdicts.count { $0 != "ok" }
        result.corrupt +=
            (try? FileManager.default.contentsOfDirectory(atPath: terminal.root("var/lib/palaute/aside"))
                .count) ?? 0
        return (result, story)
    }

    private func integrity(of path: String) throws -> String {
        try Self.integrity(Connection(path, .readWrite))
    }

    private static func integrity(_ connection: Connection) throws -> String {
        try connection.row("PRAGMA integrity_check") { row throws(SQLiteError) in try row[0] as String } ?? ""
    }
}
