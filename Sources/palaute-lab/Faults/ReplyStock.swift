import FoundationEssentials
import Testkit

/// The journal of a terminal that has never met a collector, to be put into others.
struct ReplyStock {
    private let terminal: TerminalRoot
    /// How many replies it has.
    let count: Int
    /// A gigabyte of nothing, gzipped.
    let bomb: [UInt8]

    /// Has so many people answer.
    init(people: Int, seed: UInt64) throws {
        terminal = try TerminalRoot()
        try terminal.write(TerminalRoot.coarseRecord, to: "usr/share/palaute/boards/desk.json")
        let end = try VisitorsCommand.start(terminal, ["--seed", "\(seed)", "--people", "\(people)"])
            .end(within: .seconds(3_600))
        // The last to be thanked has the highest number.
        guard end.code == 0, let last = end.output.split(separator: "\n").last,
            let number = last.split(separator: " ").first.flatMap({ Int($0) })
        else { throw Program.Failure("nobody answered: \(end.messages)") }
        count = number
        let gzip = "\(terminal.path)/bomb.gz"
        try Program.run("/bin/sh", ["-c", "head -c 1G /dev/zero | gzip >\(gzip)"])
        bomb = Array(try Data(contentsOf: URL(filePath: gzip)))
    }

    /// Gives another terminal this one's journal and ledger; its settings are its own.
    func put(into other: TerminalRoot) throws {
        try other.write(TerminalRoot.coarseRecord, to: "usr/share/palaute/boards/desk.json")
        let state = "var/lib/palaute"
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(terminal.path)/\(state)")
        where name != "content" {
            try FileManager.default.copyItem(
                atPath: "\(terminal.path)/\(state)/\(name)", toPath: "\(other.path)/\(state)/\(name)")
        }
    }
}
