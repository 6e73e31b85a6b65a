import Foundation
import Testing
import Testkit

/// `palaute-lab simulate`: quality figure D8, as a sample.
@Suite(.serialized) struct SimulationTests {
    private struct Line: Decodable {
        var n: Int
        var acknowledged: Int
        var lost: Int
        var doubled: Int
        var corrupt: Int
        var hash: String
    }

    private func simulate(_ words: String...) async throws -> (code: Int32, line: Line, story: String) {
        let outcome = try await onThread {
            try Program("palaute-lab", ["simulate"] + words).end(within: .seconds(900))
        }
        let line = try JSONDecoder().decode(Line.self, from: Data(outcome.output.utf8))
        return (outcome.code, line, outcome.messages)
    }

    @Test func losesAndDoublesNothingWhateverHappensInWhateverOrder() async throws {
        let (code, line, story) = try await simulate("--seeds", "2000")
        #expect(code == 0, "\(story)")
        #expect(line.lost == 0 && line.doubled == 0 && line.corrupt == 0)
        #expect(line.n == 2_000 && line.acknowledged > 30_000)
    }

    @Test func livesThroughASeedInTheSameWayEachTime() async throws {
        let first = try await simulate("--seed", "77", "--seeds", "100").line
        #expect(try await simulate("--seed", "77", "--seeds", "100").line.hash == first.hash)
        #expect(try await simulate("--seed", "78", "--seeds", "100").line.hash != first.hash)
    }

    /// The controls: wrong uplinks, a wrong collector, a wrong journal.
    @Test(arguments: [
        "credulous uplink", "deaf uplink", "collector without its unique key", "lying disk",
    ])
    func findsOutWithinAThousandSeeds(control: String) async throws {
        let (code, line, story) = try await simulate("--seeds", "1000", "--control", control)
        #expect(code == 1 && line.lost + line.doubled + line.corrupt > 0)
        // The shortest schedule that still fails is told, of about a hundred steps.
        let steps = story.split(separator: "\n").filter { $0.contains("  after ") }
        #expect(1...40 ~= steps.count, "\(story)")
    }
}
