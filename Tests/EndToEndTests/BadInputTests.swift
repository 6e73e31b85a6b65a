import Foundation
import KioskShell
import Link
import Linux
import Testing
import Testkit
import Wire

/// Whatever is wrong with a terminal, it says so in one line, loses nothing and
/// recovers.
struct BadInputTests {
    @Test(arguments: BadInput.all) func isToldInOneLineAndOvercome(input: BadInput) async throws {
        try await onThread {
            let trial = try BadInputTrial(input)
            try trial.spoil()
            switch input.outcome {
            case .ends: try trial.sawItEnd()
            case .rests: try trial.sawIt("outOfService")
            case .keepsAsking: try trial.sawIt("attract")
            }
            try trial.mend()
            try trial.sawItRecover()
        }
    }

    /// The control: a sound terminal has nothing to tell, so what is told above
    /// comes from what is wrong.
    @Test func tellsNothingWhereNothingIsWrong() async throws {
        try await onThread {
            let kiosk = try KioskProcess(TerminalRoot())
            try Visitor(at: kiosk).answer(1)
            #expect(try kiosk.stop() == 0)
            #expect(kiosk.troubles.isEmpty)
        }
    }
}

/// One terminal with a reply in its journal, on which something is spoiled.
private final class BadInputTrial {
    /// Longer than it takes the kiosk to look again for anything that it lacks.
    private static let lookingAgain = Duration.seconds(6)

    private let input: BadInput
    private let terminal: TerminalRoot
    private let kiosk: KioskProcess
    private let before: [LeftJournal.Reply]
    private let backup: TemporaryFolder
    private var uplink: UplinkLink?

    init(_ input: BadInput) throws {
        self.input = input
        terminal = try TerminalRoot()
        kiosk = try KioskProcess(terminal, without: input.without)
        try Visitor(at: kiosk).answer(6)
        #expect(try kiosk.stop() == 0)
        before = try LeftJournal(of: terminal).replies
        #expect(before.map(\.point) == [6])
        backup = try TemporaryFolder()
        if input.mend == nil { try Self.copy(terminal.root(input.place), to: "\(backup.path)/sound") }
    }

    func spoil() throws {
        guard let prepare = input.prepare else {
            try input.spoil(terminal)
            return try kiosk.start()
        }
        try prepare(terminal)
        try kiosk.start()
        try wait(forScreen: "attract")
        let link = try #require(try UplinkLink.connect(to: terminal.root.linkSocket))
        let now = Clock.bootNanoseconds()
        link.send(.hello(Hello(role: "uplink", version: "test", boot: "test")))
        link.send(
            .time(TimeFix(utcMs: 1_800_000_000_000, errorMs: 5, atBootNs: now, source: "heartbeat")))
        try Visitor(at: kiosk).wait(for: "the time") { $0.clock.state == "synced" }
        uplink = link
        try input.spoil(terminal)
        kiosk.reload()
    }

    /// It told what, where and what to do, shows `screen`, and leaves it at that.
    func sawIt(_ screen: String) throws {
        try look(for: "a line about \(input.name)", seen: { self.kiosk.program.messages }) {
            kiosk.troubles.isEmpty ? nil : true
        }
        try wait(forScreen: screen)
        let clock = ContinuousClock()
        let end = clock.now + Self.lookingAgain
        while clock.now < end {
            try #require(kiosk.program.isRunning, "\(kiosk.program.messages)")
            try #require(try kiosk.status()?.screen == screen)
            Thread.sleep(forTimeInterval: 0.1)
        }
        expectOneLine()
        let answer = try Program("palautectl", ["--root", terminal.path, "status", "--json"]).end()
        #expect(answer.code == 0)
        let status = try JSONDecoder().decode(Status.self, from: Data(answer.output.utf8))
        #expect(status.screen == screen)
        if case .keepsAsking(let serial) = input.outcome { #expect(status.settingsSerial == serial) }
    }

    func sawItEnd() throws {
        #expect(try kiosk.program.end().code == 3)
        expectOneLine()
        let answer = try Program("palautectl", ["--root", terminal.path, "status", "--json"]).end()
        #expect((answer.code, answer.output) == (3, ""))
    }

    private func expectOneLine() {
        let troubles = kiosk.troubles
        #expect(troubles.count == 1, "\(troubles)")
        #expect(troubles.first?.contains(terminal.root(input.place)) == true, "\(troubles)")
        #expect(troubles.first?.contains(input.remedy) == true, "\(troubles)")
    }

    func mend() throws {
        if let mend = input.mend {
            try mend(terminal)
        } else {
            let place = terminal.root(input.place)
            try? FileManager.default.removeItem(atPath: place)
            try Self.copy("\(backup.path)/sound", to: place)
        }
        switch input.recovery {
        case .nothing: break
        case .reload:
            kiosk.reload()
            try Visitor(at: kiosk).wait(for: "the new settings") { $0.settingsSerial == 4 }
        case .start: try kiosk.start()
        }
    }

    /// The next person is served, and nothing that was stored has changed.
    func sawItRecover() throws {
        try wait(forScreen: "attract")
        try Visitor(at: kiosk).answer(8)
        #expect(try kiosk.stop() == 0)
        let isNew = if case .start = input.recovery { true } else { false }
        #expect(kiosk.troubles.count == (isNew ? 0 : 1), "\(kiosk.troubles)")
        let journal = try LeftJournal(of: terminal)
        #expect(journal.integrity == "ok")
        #expect(Array(journal.replies.prefix(1)) == before)
        #expect(journal.replies.map(\.point) == [6, 8])
    }

    private func wait(forScreen screen: String) throws {
        try Visitor(at: kiosk).wait(for: "\(screen); log: \(kiosk.program.messages)") {
            $0.screen == screen && ($0.journal != nil || screen != "attract")
        }
    }

    private static func copy(_ path: String, to other: String) throws {
        try Program.run("/bin/cp", ["-a", "-T", path, other])
    }
}

extension KioskProcess {
    /// What it logged as an error or a warning.
    fileprivate var troubles: [Substring] {
        program.messages.split(separator: "\n").filter { ("<0>"..."<4>").contains($0.prefix(3)) }
    }
}
