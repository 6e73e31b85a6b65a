import ArgumentParser
import KioskCore
import KioskShell
import Linux
import Provisioning
import Storage

/// The kiosk that `palaute-lab syscalls` disturbs: one person answers, once told to.
struct AnswerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "One person at one terminal, from press to receipt.",
        discussion: """
            Says `ready`, waits for the pipe run/palaute/go to be written, says `NUMBER POINT` when the person was \
            thanked, and ends when the reply was received. Exit code 4: it never came to that.
            """, shouldDisplay: false)

    @Option(help: "Where the terminal's files lie.")
    var root: String

    @Option(help: "What the person chooses.")
    var point: Int

    @Flag(help: "Keep the journal in memory: a control.")
    var forgets = false

    /// Turns of the loop until something is given up.
    private static let patience = 250

    func run() throws {
        do {
            let place = Root(root)
            let terminal = try SoakTerminal(place, patience: Self.patience, journal: opening)
            Console.say("ready")
            // Opening it waits for whoever writes to it.
            _ = try readFile(place("run/palaute/go"), limit: 1)
            try terminal.tap(.start)
            try terminal.tap(.scale(point))
            try terminal.tap(.next)
            try wait(terminal) { $0.glance.screen == "thanks" }
            Console.say("\(terminal.glance.lastSeq ?? 0) \(point)")
            try wait(terminal) { $0.runtime.glance.unsent == 0 }
        } catch {
            Log.write(.notice, "\(error)")
            throw ExitCode(4)
        }
    }

    /// How the journal is opened; nil: as every kiosk does.
    private var opening: JournalDesk.Opening? {
        guard forgets else { return nil }
        return { run throws(JournalError) in MemoryJournal(run) }
    }

    /// Lets real time and the terminal's own pass together.
    private func wait(_ terminal: SoakTerminal, until isReached: (SoakTerminal) -> Bool) throws {
        for _ in 0..<Self.patience {
            if isReached(terminal) { return }
            try terminal.runtime.turn(atMost: .milliseconds(10))
            try terminal.pass(.milliseconds(50))
        }
        throw SoakTerminal.Stuck(wanted: "its end", seen: terminal.glance.screen)
    }
}
