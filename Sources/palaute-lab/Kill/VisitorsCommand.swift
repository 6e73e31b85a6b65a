import ArgumentParser
import KioskCore
import KioskShell
import Linux
import Provisioning
import Storage
import Testkit

/// The kiosk that `palaute-lab kill` kills: the very Runtime under a clock moved by
/// hand, at which one person after the other answers.
struct VisitorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visitors",
        abstract: "One person after the other at one terminal, until it is killed.",
        discussion: "Says `NUMBER POINT` for each that was thanked.", shouldDisplay: false)

    @Option(help: "Where the terminal's files lie.")
    var root: String

    @Option(help: "Who comes follows from this number.")
    var seed: UInt64 = 1

    @Option(help: "How many people are thanked; without it until it is killed.")
    var people: Int?

    @Flag(help: "Nobody comes any more: end when every reply was received.")
    var drain = false

    @Flag(help: "Keep the journal in memory: a control.")
    var forgets = false

    /// Small, so that received replies are given up all the time.
    private static let pageLimit = 2_048

    func run() throws {
        let place = Root(root)
        let terminal = try SoakTerminal(place) { [forgets] run throws(JournalError) in
            if forgets { return MemoryJournal(run) }
            return try Journal(directory: place.state, run, pageLimit: Self.pageLimit)
        }
        if drain { return try waitUntilReceived(terminal) }
        var random = SplitMix(seed: seed)
        var thanked = 0
        while people.map({ thanked < $0 }) ?? true {
            if try visit(terminal, &random) { thanked += 1 }
        }
    }

    /// Starts it on a terminal.
    static func start(_ terminal: TerminalRoot, _ more: [String]) throws -> Program {
        // Being killed often is not being broken: there is no crash loop to stop.
        try? terminal.remove("run/palaute/starts")
        return try Program("palaute-lab", ["visitors", "--root", terminal.path] + more)
    }

    /// - Returns: whether the person stayed to be thanked.
    private func visit(_ terminal: SoakTerminal, _ random: inout SplitMix) throws -> Bool {
        let point = Int.random(in: 0...10, using: &random)
        let before = terminal.glance.lastSeq
        try terminal.tap(.start)
        try terminal.tap(.scale(point))
        guard Int.random(in: 0..<8, using: &random) > 0 else {
            // Walks away: kept, and nobody is thanked. The greeting is there before the
            // journal is done, and until then it begins no visit.
            try terminal.pass(.seconds(60))
            try terminal.turn(until: "the greeting") { $0.screen == "attract" && $0.lastSeq != before }
            return false
        }
        try terminal.tap(.next)
        try terminal.turn(until: "thanks") { $0.screen == "thanks" }
        Console.say("\(terminal.glance.lastSeq ?? 0) \(point)")
        try terminal.pass(.seconds(9))
        try terminal.turn(until: "the greeting") { $0.screen == "attract" }
        return true
    }

    private func waitUntilReceived(_ terminal: SoakTerminal) throws {
        while terminal.status.journal?.unsent != 0 {
            try terminal.runtime.turn(atMost: .milliseconds(20))
            try terminal.pass(.milliseconds(20))
        }
    }
}

extension TerminalRoot {
    /// The same glass with a quarter of the pixels: painting is no part of such a trial.
    static var coarseRecord: String { deskRecord.replacing("[1280,800]", with: "[640,400]") }
}
