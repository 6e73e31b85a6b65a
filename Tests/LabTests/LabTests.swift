import Foundation
import Testing
import Testkit

/// The bench's own program, run as a person would.
@Suite(.serialized) struct LabTests {
    private func lab(_ line: String) async throws -> Program.Outcome {
        try await onThread { try Program("palaute-lab", line.split(separator: " ").map(String.init)).end() }
    }

    @Test(arguments: [
        "", "bench", "soak", "replay", "damage", "cuts", "kill", "syscalls", "faults", "simulate",
    ])
    func explainsEveryCommand(
        command: String
    ) async throws {
        let outcome = try await lab("\(command) --help")
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("OVERVIEW: "))
    }

    @Test(arguments: ["nothing", "bench --repeats 1", "soak --visits 1", "replay", "replay --speed 0 x"])
    func saysWhatIsWrongWithACommandAndWhereToLook(line: String) async throws {
        let outcome = try await lab(line)
        #expect(outcome.code == 2)
        #expect(outcome.messages.contains("see `palaute-lab --help`"))
    }

    @Test func saysWhichRecordingCannotBePlayed() async throws {
        let outcome = try await lab("replay /no/such/recording")
        #expect(outcome.code == 3 && outcome.messages.contains("/no/such/recording"))
        let folder = try TemporaryFolder()
        try Data("N: x\nE: soon\n".utf8).write(to: URL(filePath: "\(folder.path)/bad.evemu"))
        let bad = try await lab("replay \(folder.path)/bad.evemu")
        #expect(bad.code == 1 && bad.messages.contains("bad.evemu: line 2: "))
    }

    /// The ratios are printed, not judged here: this machine may be busy.
    @Test func drawsTheVeryPictureThatCDraws() async throws {
        let outcome = try await lab("bench --repeats 10 --json")
        #expect(outcome.code == 0 || outcome.code == 1, "\(outcome.messages)")
        let lines = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
        #expect(lines?.count == 6)
        for line in lines ?? [] {
            let ours = line["ours"] as? [String: Any]
            let c = line["c"] as? [String: Any]
            #expect(ours?["n"] as? Int ?? 0 >= 10 && c?["n"] as? Int ?? 0 >= 10, "\(line)")
        }
    }

    @Test func livesThroughVisitsAndKeepsEveryReply() async throws {
        let outcome = try await lab("soak --visits 30 --seed 3")
        #expect(outcome.code == 0, "\(outcome.messages.suffix(500))")
        let result = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(result?["lost"] as? Int == 0 && result?["doubled"] as? Int == 0)
        #expect(result?["acknowledged"] as? Int ?? 0 > 10)
    }

    private func trial(_ line: String...) async throws -> (code: Int32, result: [String: Any]) {
        let outcome = try await onThread { try Program("palaute-lab", line).end(within: .seconds(900)) }
        let result = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        return (outcome.code, try #require(result, "\(outcome.messages)"))
    }

    @Test func aSpoiltBlockCostsNoAnswerWhereverItLies() async throws {
        let (code, result) = try await trial("damage", "--runs", "150", "--seed", "7")
        #expect(code == 0 && result["n"] as? Int == 150, "\(result)")
    }

    /// The control: without the ledger it does.
    @Test func withoutTheLedgerASpoiltBlockCostsAnswers() async throws {
        let (code, result) = try await trial("damage", "--runs", "50", "--control", "ledger off")
        #expect(code == 1 && result["lost"] as? Int ?? 0 > 0, "\(result)")
    }

    @Test func aFleetComesBackFromAnOutageWithoutOverrunningItsCollector() async throws {
        let (code, result) = try await trial("simulate", "--fleet", "outage", "--seed", "4")
        #expect(code == 0 && result["acknowledged"] as? Int ?? 0 > 200_000, "\(result)")
    }

    /// The controls: with either it overruns it.
    @Test(arguments: ["fixed timer", "no jitter"])
    func withoutJitterAFleetOverrunsItsCollector(control: String) async throws {
        let (code, result) = try await trial("simulate", "--fleet", "outage", "--control", control)
        #expect(code == 1 && result["lost"] as? Int == 0, "\(result)")
        let missed = try #require(result["missed"] as? [String])
        #expect(missed.contains { $0.hasSuffix("requests a second") }, "\(result)")
    }

    /// More requests come than it bears, and yet it is not kept busy for ever.
    @Test func aCollectorOverrunByAFleetThatBootsIsThroughWithinHalfAnHour() async throws {
        let (_, result) = try await trial("simulate", "--fleet", "boot", "--seed", "4")
        let missed = try #require(result["missed"] as? [String])
        #expect(!missed.contains { $0.hasSuffix(" s") }, "\(result)")
        #expect(result["lost"] as? Int == 0 && result["doubled"] as? Int == 0)
    }

    @Test func aSystemCallThatFailsCostsNoAnswer() async throws {
        let (code, result) = try await trial("syscalls", "--runs", "16", "--pairs", "2", "--seed", "5")
        #expect(code == 0 && result["n"] as? Int == 18, "\(result)")
        #expect(result["acknowledged"] as? Int ?? 0 > 5)
    }

    /// The control: with the journal in memory it does.
    @Test func withTheJournalInMemoryASystemCallThatFailsCostsAnswers() async throws {
        let (code, result) = try await trial("syscalls", "--runs", "24", "--control", "journal in memory")
        #expect(code == 1 && result["lost"] as? Int ?? 0 > 0, "\(result)")
    }

    @Test func killsCostNoAnswer() async throws {
        let (code, result) = try await trial("kill", "--kills", "40", "--visits", "600", "--seed", "2")
        #expect(code == 0 && result["n"] as? Int ?? 0 >= 40, "\(result)")
        #expect(result["acknowledged"] as? Int ?? 0 >= 600)
    }

    /// The controls: each takes one protection away. A kill has to fall between a
    /// reply's storing and its receipt to show it, so several seeds get their chance.
    @Test(arguments: [
        ("journal in memory", "lost"), ("collector without its unique key", "doubled"),
        ("uplink that forgets", "lost"),
    ])
    func killsCostAnswersWithout(protection: String, fault: String) async throws {
        for seed in 1...8 {
            let (code, result) = try await trial(
                "kill", "--kills", "60", "--visits", "600", "--seed", "\(seed)", "--control", protection)
            if code == 1, result[fault] as? Int ?? 0 > 0 { return }
        }
        Issue.record("eight trials found nothing wrong without \(protection)")
    }
}
