import Foundation
import KioskCore
import Linux
import Testing
import Testkit

/// Whatever makes the kiosk crash, people see a question and their answers are kept.
@MainActor struct CrashLoopTests {
    private static let starts = "run/palaute/starts"

    /// A bench whose kiosk crashed so many seconds ago, before it starts.
    private func bench(crashed secondsAgo: [Int], _ change: (TerminalRoot) throws -> Void = { _ in }) throws
        -> Bench
    {
        let bench = try Bench(change)
        let times = secondsAgo.map { bench.clock.nowNanoseconds - Int64($0) * 1_000_000_000 }
        try bench.terminal.write(times.map { "\($0)\n" }.joined(), to: Self.starts)
        bench.runtime.start()
        try bench.turn { try bench.status()["journal"] != nil }
        return bench
    }

    @Test func asksTheCompiledInQuestionAfterFiveCrashesInTwoMinutes() throws {
        let bench = try bench(crashed: [100, 80, 60, 40, 20]) { terminal in
            for broken in [
                "usr/share/palaute/surveys", "usr/share/palaute/translations", "etc/palaute/anchors.json",
            ] {
                try terminal.remove(broken)
            }
        }
        #expect(try bench.status()["isSafe"] as? Bool == true)
        #expect(try bench.shows(bench.pictures.greeting(isSafe: true)))
        try bench.tap(.language(.english), .start, .scale(6), .next)
        try bench.turn(untilShown: bench.pictures.message(.thanks, in: .english))
        let journal = try bench.status()["journal"] as? [String: Any]
        #expect(journal?["lastSeq"] as? Int == 1)
    }

    /// The control: what is broken then is broken without a loop, too.
    @Test func wouldRestWithoutTheLoop() throws {
        let bench = try bench(crashed: []) { try $0.remove("usr/share/palaute/surveys") }
        #expect(try bench.screen() == "outOfService")
    }

    @Test(arguments: [[100, 80, 60, 40], [200, 180, 160, 140, 121], [-5, -4, -3, -2, -1]])
    func takesForNoLoop(secondsAgo: [Int]) throws {
        let bench = try bench(crashed: secondsAgo)
        #expect(try bench.status()["isSafe"] as? Bool == false)
        #expect(try bench.status()["settingsSerial"] as? Int == 1)
    }

    @Test func readsItsContentAgainAfterTenMinutes() throws {
        let bench = try bench(crashed: [5, 4, 3, 2, 1])
        #expect(try bench.status()["settingsSerial"] is NSNull || bench.status()["settingsSerial"] == nil)
        try bench.pass(.seconds(600))
        #expect(try bench.status()["isSafe"] as? Bool == false)
        #expect(try bench.status()["settingsSerial"] as? Int == 1)
        let kept = try String(contentsOfFile: "\(bench.terminal.path)/\(Self.starts)", encoding: .utf8)
        #expect(kept.isEmpty)
    }

    @Test func readsItsContentAgainWhenATechnicianAsks() throws {
        let bench = try bench(crashed: [5, 4, 3, 2, 1])
        try bench.reload()
        #expect(try bench.status()["isSafe"] as? Bool == false)
        #expect(try bench.status()["settingsSerial"] as? Int == 1)
    }

    @Test func countsAGarbledFileAsNoStart() throws {
        let bench = try Bench { try $0.write("hyvää päivää\n-\n99999999999999999999\n", to: Self.starts) }
        bench.runtime.start()
        try bench.turn { try bench.status()["journal"] != nil }
        #expect(try bench.status()["isSafe"] as? Bool == false)
    }
}

/// The same with the program as it is shipped.
struct CrashingProgramTests {
    @Test func keepsItsJournalThroughFiveKillsAndIsSafeAfterThem() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            var ids: Set<String> = []
            for start in 1...6 {
                let kiosk = try Program("palaute-kiosk", ["--root", terminal.path])
                let status = try terminal.status { $0["journal"] is [String: Any] }
                #expect(status["isSafe"] as? Bool == (start == 6), "start \(start)")
                #expect(status["screen"] as? String == "attract")
                ids.insert((status["journal"] as? [String: Any])?["id"] as? String ?? "none")
                kiosk.kill()
            }
            #expect(ids.count == 1)
        }
    }

    @Test func countsNoStartThatEndedInOrder() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            for _ in 1...6 {
                let kiosk = try Program("palaute-kiosk", ["--root", terminal.path])
                #expect(try terminal.status { $0["journal"] is [String: Any] }["isSafe"] as? Bool == false)
                #expect(try kiosk.stop() == 0)
            }
        }
    }
}

extension TerminalRoot {
    /// What the running kiosk says of itself, once it is as wanted.
    fileprivate func status(until isWanted: ([String: Any]) -> Bool) throws -> [String: Any] {
        let pause = try Poller()
        for _ in 0..<3_000 {
            if let answer = try? Program.run(
                "\(Program.folder)/palautectl", ["--root", path, "--json", "status"]),
                let status = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any],
                isWanted(status)
            {
                return status
            }
            _ = try pause.wait(timeout: .milliseconds(10))
        }
        throw Program.Failure("palaute-kiosk was never as wanted")
    }
}
