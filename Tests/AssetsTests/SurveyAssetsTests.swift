import FHIR
import Foundation
import Surveys
import Testing

/// Every survey file that a terminal may be given.
struct SurveyAssetsTests {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func survey(_ name: String) throws -> Survey {
        let file = root.appending(path: "Assets/surveys/\(name)")
        return try Survey(questionnaire: Questionnaire(json: [UInt8](Data(contentsOf: file))))
    }

    static let names: [String] =
        (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Assets/surveys").path))?
        .filter { $0.hasSuffix(".json") }.sorted() ?? []

    @Test func theSurveysAreThere() {
        #expect(Self.names.contains("nps.json"))
    }

    @Test(arguments: names)
    func loadsAndIsSoundInFinnishSwedishAndEnglish(name: String) throws {
        let survey = try Self.survey(name)
        #expect(survey.problems() == [])
        #expect(survey.languages.starts(with: [.finnish, .swedish, .english]))
        #expect(survey.url.hasPrefix("https://palaute.example/fhir/Questionnaire/"))
    }

    @Test func noTwoFilesAreTheSameSurvey() throws {
        let canonicals = try Self.names.map { try Self.survey($0).canonical }
        #expect(Set(canonicals).count == canonicals.count)
    }

    /// The Finnish words are national: comparability depends on every letter.
    @Test func theRecommendationQuestionHasTheNationalWordingAndScale() throws {
        let survey = try Self.survey("nps.json")
        #expect(survey.questions.map(\.linkID) == ["nps"])
        let question = try #require(survey.questions.first)
        #expect(
            question.text[.finnish] == "Kuinka todennäköisesti suosittelisit saamaasi palvelua läheisellesi?")
        #expect(question.allowsCannotSay)
        guard case .scale(let scale) = question.kind else {
            Issue.record("the recommendation is no scale")
            return
        }
        #expect(scale.values == 0...10)
        #expect(
            [scale.lowEnd[.finnish], scale.lowEnd[.swedish], scale.lowEnd[.english]]
                == ["En lainkaan todennäköisesti", "Inte alls sannolikt", "Not at all likely"])
        #expect(
            [scale.highEnd[.finnish], scale.highEnd[.swedish], scale.highEnd[.english]]
                == ["Erittäin todennäköisesti", "Mycket sannolikt", "Very likely"])
    }

    @Test(arguments: names)
    func saysThatItsTranslationsAreWorkingOnes(name: String) throws {
        let file = Self.root.appending(path: "Assets/surveys/\(name)")
        let questionnaire = try Questionnaire(json: [UInt8](Data(contentsOf: file)))
        #expect(questionnaire.description?.contains("working translations") == true)
        #expect(questionnaire.id.map { $0 + ".json" } == name)
    }
}
