import Foundation
import Testing
import Testkit

/// `palaute-lab faults`: quality figure O1, as a sample.
@Suite(.serialized) struct FaultsTests {
    private struct Line: Decodable {
        var fault: String
        var n: Int
        var acknowledged: Int
        var lost: Int
        var doubled: Int
        var missed: [String]
        var uplinkPeakKiB: Int
    }

    private func faults(_ line: String, _ more: String...) async throws -> (code: Int32, lines: [Line]) {
        let words = ["faults"] + line.split(separator: " ").map(String.init) + more
        let outcome = try await onThread { try Program("palaute-lab", words).end(within: .seconds(900)) }
        return (
            outcome.code,
            try outcome.output.split(separator: "\n").map {
                try JSONDecoder().decode(Line.self, from: Data($0.utf8))
            }
        )
    }

    @Test func everyReplyArrivesOnceWhateverNetworkAndServerDo() async throws {
        let (code, lines) = try await faults("--replies 120 --strikes 2 --entries 4 --jobs 24")
        #expect(code == 0, "\(lines.filter { $0.lost + $0.doubled + $0.missed.count > 0 })")
        #expect(lines.count > 45)
        #expect(lines.allSatisfy { $0.acknowledged >= 120 && $0.n > 0 })
        // A megabyte of an answer is read, and not the gigabyte that it stands for.
        #expect(lines.allSatisfy { 1_000..<64_000 ~= $0.uplinkPeakKiB })
    }

    /// The control: an uplink that says so and does not.
    @Test func anUplinkThatForgetsLosesReplies() async throws {
        let (code, lines) = try await faults(
            "--replies 20 --only 500 --control", "uplink that forgets")
        #expect(code == 1 && lines.first?.lost ?? 0 >= 20, "\(lines)")
    }

    @Test func theReadmeQuotesTheTableOfAnswersAndActions() async throws {
        let outcome = try await onThread { try Program("palaute-lab", ["faults", "--table"]).end() }
        let readme = try String(
            contentsOf: TerminalRoot.checkout.appending(path: "README.md"), encoding: .utf8)
        let quoted = outcome.output.split(separator: "\n").map { "    \($0)\n" }.joined()
        #expect(outcome.code == 0 && !quoted.isEmpty)
        #expect(readme.contains(quoted), "as it is now:\n\(quoted)")
    }
}
