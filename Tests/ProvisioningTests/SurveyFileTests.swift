import Foundation
import Provisioning
import Testing
import Testkit

/// How a pack that cannot be used is told of: file, item and reason.
struct SurveyFileTests {
    private static func reason(replacing old: String, with new: String) throws -> Problem? {
        let pack = try String(
            contentsOf: TerminalRoot.checkout.appending(path: "Assets/surveys/smileys.json"), encoding: .utf8)
        #expect(pack.contains(old))
        let spoiled = Array(pack.replacing(old, with: new).utf8)
        return #expect(throws: Problem.self) { try SurveyFile(spoiled, at: "smileys.json").survey() }
    }

    @Test(arguments: [
        (#""type": "choice""#, #""type": 1"#, "item satisfaction: item.[0].type is not a text"),
        (#""type": "integer""#, #""typo": "integer""#, "item nps: item.[1].type is missing"),
        (
            #""valueDecimal": 2"#, #""valueDecimal": 3"#,
            "item satisfaction: the ordinalValue of answerOption 2 is not 2"
        ),
        (
            #""code": "smileys""#, #""code": "sm\niles""#,
            "item satisfaction: itemControl sm iles is not supported"
        ),
        (#""language": "fi""#, #""language": 1"#, "language is not a text"),
    ])
    func namesFileItemAndReasonInOneLine(old: String, new: String, line: String) throws {
        let problem = try #require(try Self.reason(replacing: old, with: new))
        #expect(problem.reason == line)
        #expect(problem.path == "smileys.json")
    }
}
