import Foundation
import Testing
import Testkit
import Wire

/// Beside a kiosk, and where there is none.
struct RunningKioskTests {
    /// `interfaces.md`.
    private static let published: Set = [
        "version", "boot", "board", "frames", "touches", "touchToFlipMs", "firstFrameMs", "journal",
        "clock", "survey", "settingsSerial", "link", "rssKiB", "fds", "threads",
    ]

    @Test func tellsHowTheTerminalIs() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let kiosk = try KioskProcess.greeting(terminal)
            try Visitor(at: kiosk).answer(6)
            let lines = try palautectl("status", at: terminal)
            #expect(lines.code == 0 && lines.messages.isEmpty)
            for line in [
                "glass      thanks, ", "touch      ", "journal    1 replies; 1 wait to be sent",
                "settings 1\n",
                "link       ", "clock      unknown\n", " on board desk; ",
            ] {
                #expect(lines.output.contains(line), "\(line) is not in \(lines.output)")
            }
            let status = try #require(
                try palautectl("status", "--json", at: terminal).json() as? [String: Any])
            #expect(Self.published.subtracting(status.keys).isEmpty)
            #expect(status["screen"] as? String == "thanks")
            #expect(status["board"] as? String == "desk")
            #expect(status["settingsSerial"] as? Int == 1)
            #expect(status["link"] as? String == "starting")
        }
    }

    @Test func countsTheJournal() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let kiosk = try KioskProcess.greeting(terminal)
            try Visitor(at: kiosk).answer(6)
            let lines = try palautectl("journal", at: terminal)
            #expect(lines.code == 0)
            #expect(lines.output.hasPrefix("1 replies; 1 wait to be sent"))
            let counts = try palautectl("--json", "journal", at: terminal).json() as? [String: Any]
            #expect(counts?["lastSeq"] as? Int == 1)
            #expect(counts?["unsent"] as? Int == 1)
            #expect(counts?["parked"] as? Int == 0)
        }
    }

    @Test func showsTakesAlongAndSendsAgainWhatTheCollectorRefused() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let kiosk = try KioskProcess.greeting(terminal)
            let visitor = Visitor(at: kiosk)
            try visitor.answer(6)
            let none = try palautectl("journal", "parked", at: terminal)
            #expect(none.code == 0 && none.output.isEmpty)
            let link = try kiosk.playUplink()
            let reply = try link.batch()[0]
            link.send(
                .receipts([Receipt(id: reply.id, sha256: reply.sha256, outcome: .parked, code: "422")]))
            try visitor.wait(for: "parked") { $0.journal?.parked == 1 }
            let list = try palautectl("journal", "parked", at: terminal)
            #expect(list.output == "1  \(reply.id)  422\n")
            let file = terminal.path + "/parked.ndjson"
            let export = try palautectl("journal", "export", file, at: terminal)
            #expect(export.output == "\(file): 1 replies\n")
            let copy = try #require(FileManager.default.contents(atPath: file))
            #expect(Array(copy) == reply.bytes + [UInt8(ascii: "\n")])
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            // Nothing is overwritten.
            #expect(try palautectl("journal", "export", file, at: terminal).complains(3, file))
            #expect(try palautectl("journal", "resend", "2", at: terminal).complains(1, "2 is not parked"))
            let resend = try palautectl("journal", "resend", at: terminal)
            #expect(resend.output.hasPrefix("1 replies go out again"))
            #expect(try link.batch() == [reply])
            #expect(try kiosk.status()?.journal?.parked == 0)
        }
    }

    @Test func showsFingersWhileTheyAreDown() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let kiosk = try KioskProcess.greeting(terminal)
            let watching = try Program("palautectl", ["--root", terminal.path, "touch", "--seconds", "60"])
            try watching.wait(forOutput: { $0 == "no finger\n" })
            try kiosk.feed("0 0.5 0.25\n")
            try watching.wait(forOutput: { $0.hasSuffix("finger 0 at 640, 200\n") })
            try kiosk.feed("1 0.25 0.5\n")
            try watching.wait(forOutput: { $0.hasSuffix("finger 0 at 640, 200; finger 1 at 320, 400\n") })
            try kiosk.feed("0 up\n1 up\n")
            try watching.wait(forOutput: { $0.hasSuffix("\nno finger\n") })
            #expect(watching.isRunning)
            let end = try palautectl("touch", "--seconds", "1", "--json", at: terminal)
            #expect((end.code, end.output) == (0, "{}\n"))
        }
    }

    @Test func hasTheKioskStartAnew() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let kiosk = try KioskProcess.greeting(terminal)
            #expect(try palautectl("restart", at: terminal).code == 0)
            #expect(try kiosk.program.end().code == 0)
        }
    }

    @Test(arguments: ["status", "journal", "touch", "restart"])
    func saysWhatToDoWhereNoKioskRuns(command: String) async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let nobody = try palautectl(command, at: terminal)
            #expect(
                nobody.complains(3, terminal.root.controlSocket, "systemctl status palaute-kiosk"),
                "\(nobody)")
            // One that was killed leaves its socket behind.
            try KioskProcess.greeting(terminal).kill()
            let dead = try palautectl(command, at: terminal)
            #expect(dead.complains(3, terminal.root.controlSocket, "systemctl status palaute-kiosk"))
        }
    }

    @Test func waitsForNoKioskThatHangs() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let kiosk = try KioskProcess.greeting(terminal)
            kiosk.program.send(SIGSTOP)
            #expect(try palautectl("status", at: terminal).complains(3, "does not answer", "try again"))
        }
    }
}
