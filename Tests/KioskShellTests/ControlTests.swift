import Foundation
import KioskCore
import Linux
import Testing
import Wire

/// control.sock, from outside.
@MainActor struct ControlTests {
    private static let keys: Set = [
        "version", "boot", "board", "frames", "touches", "touchToFlipMs", "firstFrameMs", "journal",
        "clock", "survey", "settingsSerial", "isSafe", "link", "rssKiB", "fds", "threads",
    ]

    @Test func tellsTheStatusInItsPublishedForm() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start, .scale(1), .next)
        try bench.turn(untilShown: bench.pictures.message(.thanks))
        let uplink = try PlayedUplink(of: bench)
        uplink.link.send(
            .time(TimeFix(utcMs: 1_800_000_000_000, errorMs: 5, atBootNs: 1, source: "heartbeat")))
        try bench.turn { (try bench.status()["clock"] as? [String: Any])?["state"] as? String == "synced" }
        let status = try bench.status()
        #expect(Self.keys.subtracting(status.keys).isEmpty)
        #expect(
            Set((status["journal"] as? [String: Any] ?? [:]).keys) == [
                "id", "lastSeq", "unsent", "oldestUnsentAgeS", "parked", "withdrawn",
            ])
        #expect(Set((status["touchToFlipMs"] as? [String: Any] ?? [:]).keys) == ["n", "median", "p99"])
        #expect(Set((status["clock"] as? [String: Any] ?? [:]).keys) == ["state", "errorMs"])
        #expect(status["touches"] as? Int == 3)
        #expect(status["frames"] as? Int == bench.album.pictures.count)
    }

    @Test func tellsNobodyWhatWasAnswered() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start, .scale(3))
        let three = try bench.ask("status")
        try bench.tap(.scale(9))
        let nine = try bench.ask("status")
        #expect(try Self.withoutCounts(three) == Self.withoutCounts(nine))
    }

    private static func withoutCounts(_ answer: String) throws -> NSDictionary {
        let status = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any] ?? [:]
        let counts: Set = ["frames", "touches", "touchToFlipMs", "rssKiB", "fds", "threads"]
        return status.filter { !counts.contains($0.key) } as NSDictionary
    }

    @Test(arguments: ["", "nonsense", "status ", "STATUS", "quit; rm -rf /"])
    func refusesAQuestionItDoesNotKnow(question: String) throws {
        let bench = try Bench.atTheGreeting()
        #expect(
            try bench.ask(question)
                == "error: unknown question; ask status, touch, record NUMBER, parked NUMBER, "
                + "resend FIRST-LAST, calibrate or restart")
    }

    @Test(arguments: [
        ("parked x", "error: parked wants a number"), ("parked -1", "error: parked wants a number"),
        ("resend 1", "error: resend wants FIRST-LAST"), ("resend 2-1", "error: resend wants FIRST-LAST"),
        ("resend 0-1", "error: resend wants FIRST-LAST"), ("resend 1-2-3", "error: resend wants FIRST-LAST"),
    ])
    func refusesNumbersThatAreNone(question: String, answer: String) throws {
        #expect(try Bench.atTheGreeting().ask(question) == answer)
    }

    @Test func tellsWhoAsksForParkedRepliesThatTheJournalFailed() throws {
        let bench = try Bench.atTheGreeting()
        bench.gate.fail(.failed(reason: "as told"))
        #expect(try bench.ask("parked 0") == "error: the journal cannot be opened; see the log")
    }

    @Test func answersTwentyClientsAtOnce() throws {
        let bench = try Bench.atTheGreeting()
        let clients = try (0..<20).map { _ in
            try #require(try LocalSocket.connect(to: bench.terminal.root.controlSocket))
        }
        for client in clients { _ = try LocalSocket.send(ArraySlice(Array("status\n".utf8)), over: client) }
        for client in clients { #expect(try bench.answer(to: client).hasPrefix("{")) }
    }

    @Test func isNotKeptBusyByClientsThatSayNothing() throws {
        let bench = try Bench.atTheGreeting()
        let silent = try (0..<40).map { number in
            let client = try #require(try LocalSocket.connect(to: bench.terminal.root.controlSocket))
            if number % 2 == 0 { _ = try LocalSocket.send(ArraySlice(Array("stat".utf8)), over: client) }
            return client
        }
        try bench.settle()
        #expect(try bench.screen() == "attract")
        #expect(try bench.isAtRest())
        let descriptors = try bench.status()["fds"] as? Int ?? 0
        // A client that leaves in the middle of its question leaves nothing behind.
        withExtendedLifetime(silent) {}
        try bench.settle()
        #expect(try bench.status()["fds"] as? Int ?? 0 <= descriptors)
    }

    @Test func hangsUpOnAQuestionWithoutEnd() throws {
        let bench = try Bench.atTheGreeting()
        let client = try #require(try LocalSocket.connect(to: bench.terminal.root.controlSocket))
        _ = try LocalSocket.send(ArraySlice([UInt8](repeating: 0x61, count: 4_096)), over: client)
        try bench.settle()
        #expect(throws: (any Error).self) { try bench.answer(to: client) }
        #expect(try bench.screen() == "attract")
    }

    @Test func showsWhereFingersAre() throws {
        let bench = try Bench.atTheGreeting()
        #expect(try bench.ask("touch") == "{}")
        try bench.plugs.touch((0.5, 0.25), slot: 2)
        try bench.settle()
        #expect(try bench.ask("touch") == #"{"2":[640,200]}"#)
        try bench.lift(slot: 2)
        #expect(try bench.ask("touch") == "{}")
    }
}
