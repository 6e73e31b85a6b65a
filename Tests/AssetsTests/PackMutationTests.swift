import FHIR
import Foundation
import Provisioning
import Surveys
import Testing
import Testkit

/// Packs spoiled in every way: none is half taken, and none shakes a terminal.
struct PackMutationTests {
    private let packs: [[UInt8]]

    init() throws {
        packs = try SurveyAssetsTests.names.map { name in
            [UInt8](try Data(contentsOf: SurveyAssetsTests.root.appending(path: "Assets/surveys/\(name)")))
        }
    }

    @Test func tenThousandSpoiledPacksAreRefusedWithAReasonOrAreSound() throws {
        var random = SplitMix(seed: 47)
        var (taken, refused) = (0, 0)
        var reasons: Set<String> = []
        let took = try ContinuousClock().measure {
            for _ in 0..<10_000 {
                let pack = try random.spoiled(packs)
                let outcome = Result { () throws(Problem) in
                    try SurveyFile(pack, at: "pack.json").survey()
                }
                switch outcome {
                case .success(let survey):
                    taken += 1
                    try #require(survey.problems() == [])
                    try #require((1...Survey.mostQuestions).contains(survey.questions.count))
                    // What was taken can be told to others whole.
                    let again = try Survey(questionnaire: Questionnaire(survey: survey))
                    try #require(again.problems() == [])
                case .failure(let problem):
                    refused += 1
                    reasons.insert(problem.reason)
                    try #require(problem.path == "pack.json")
                    try #require((1...500).contains(problem.reason.unicodeScalars.count))
                    try #require(!"\(problem)".contains { $0.isNewline })
                }
            }
        }
        print("10,000 spoiled packs: \(taken) sound, \(refused) refused, \(reasons.count) reasons, \(took)")
        #expect(taken > 500)
        #expect(refused > 5_000)
        #expect(reasons.count > 200)
    }

    @Test func theLastGoodContentStaysWhateverIsInstalledOverIt() throws {
        let terminal = try TerminalRoot()
        let good = try terminal.root.activeContent { _ in }
        var random = SplitMix(seed: 53)
        var (stayed, followed) = (0, 0)
        for _ in 0..<Self.installed {
            let pack = try random.spoiled(packs)
            var settings = try terminal.settings(serial: 2)
            // Signed for the spoiled pack itself: only its content can refuse it.
            let pin = try? SurveyFile(pack, at: "pack.json").pin
            let named = pin.flatMap { $0.canonical.utf8.count < 1_000 ? $0 : nil }
            settings["surveys"] = [
                [
                    "canonical": named?.canonical ?? "https://example.org/Questionnaire/unreadable|1",
                    "sha256": named?.sha256 ?? String(repeating: "0", count: 64),
                ]
            ]
            try terminal.install(settings)
            try Data(pack).write(to: URL(filePath: terminal.root("var/lib/palaute/content/2/pack.json")))
            var told: [Problem] = []
            let content = try terminal.root.activeContent { told.append($0) }
            if content.settings?.serial == 2 {
                followed += 1
                try #require(told == [])
                try #require(content.survey.problems() == [])
            } else {
                stayed += 1
                try #require(told.count == 1)
                try #require(content == good)
            }
        }
        print(
            "\(Self.installed) spoiled packs installed: \(stayed) times the last good stayed, \(followed) sound"
        )
        #expect(stayed > Self.installed / 4)
        #expect(followed > Self.installed / 20)
    }

    /// At night 10,000.
    private static let installed =
        ProcessInfo.processInfo.environment["PALAUTE_PACKS"].flatMap(Int.init) ?? 400
}
