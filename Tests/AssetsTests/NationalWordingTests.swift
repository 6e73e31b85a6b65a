import FHIR
import Foundation
import Surveys
import Testing

/// The national surveys, letter by letter: comparability depends on it.
struct NationalWordingTests {
    private static let recommendation =
        "Kuinka todennäköisesti suosittelisit saamaasi palvelua läheisellesi?"
    private static let inSimilarSituation =
        "Kuinka todennäköisesti suosittelisit saamaasi palvelua läheisellesi, jos hän olisi samankaltaisessa tilanteessa?"
    private static let statements = [
        "Sain apua, kun sitä tarvitsin",
        "Minulle jäi tunne, että minusta välitettiin kokonaisvaltaisesti",
        "Hoitoani/palveluani koskevat päätökset tehtiin yhteistyössä kanssani",
        "Tiedän, miten hoitoni/palveluni jatkuu",
        "Saamani tieto hoidosta/palvelusta oli ymmärrettävää",
        "Koin oloni turvalliseksi hoidon/palvelun aikana",
        "Koin saamani hoidon/palvelun hyödylliseksi",
        "Minulle jäi hyvä mieli kohtaamisestani ammattilaisten kanssa",
        "Eri ammattilaisten välinen yhteistyö näkyi minulle sujuvana palveluna",
    ]
    private static let steps = [
        "Täysin eri mieltä", "Jokseenkin eri mieltä", "Ei samaa eikä eri mieltä", "Jokseenkin samaa mieltä",
        "Täysin samaa mieltä",
    ]

    @Test(arguments: [
        ("national-adult.json", recommendation), ("national-adult-situation.json", inSimilarSituation),
    ])
    func asksTheRecommendationThenTheNationalStatementsThenTheCountys(name: String, first: String) throws {
        let survey = try SurveyAssetsTests.survey(name)
        #expect(survey.questions.map { $0.text[.finnish] } == [first] + Self.statements)
        #expect(
            survey.questions.map(\.linkID) == ["nps"] + (1...7).map { "national-\($0)" }
                + ["county-1", "county-2"])
        #expect(survey.questions[0].kind == (try SurveyAssetsTests.survey("nps.json").questions[0].kind))
        for question in survey.questions.dropFirst() {
            guard case .statement(let choices) = question.kind else {
                Issue.record("\(question.linkID) is no statement")
                continue
            }
            #expect(choices.map { $0.label[.finnish] } == Self.steps)
            #expect(choices.allSatisfy { $0.label[.swedish] != nil && $0.label[.english] != nil })
        }
        #expect(survey.questions.allSatisfy { $0.allowsCannotSay })
    }

    @Test func theSmileySurveyAsksWithThreeFacesAndThenForARecommendation() throws {
        let survey = try SurveyAssetsTests.survey("smileys.json")
        #expect(
            survey.questions.map { $0.text[.finnish] } == [
                "Kuinka tyytyväinen olit palveluumme", Self.recommendation,
            ])
        guard case .smileys(let faces) = survey.questions[0].kind else {
            Issue.record("there are no smileys")
            return
        }
        #expect(faces.map { $0.label[.finnish] } == ["Tyytymätön", "Neutraali", "Tyytyväinen"])
        #expect(faces.map(\.code) == ["1", "2", "3"])
        let file = SurveyAssetsTests.root.appending(path: "Assets/surveys/smileys.json")
        let pack = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        #expect((pack?["purpose"] as? String)?.contains("open question is left out until") == true)
    }

    @Test func everyItemControlOfOursIsDefined() throws {
        let file = SurveyAssetsTests.root.appending(path: "Assets/fhir/CodeSystem-item-control.json")
        let system = try JSONDecoder().decode(CodeSystem.self, from: Data(contentsOf: file))
        #expect(system.url == Canonicals.controls)
        #expect(system.concept.map(\.code) == ["statement", "smileys"])
        for concept in system.concept {
            let packs = try SurveyAssetsTests.names.map { name in
                try String(
                    contentsOf: SurveyAssetsTests.root.appending(path: "Assets/surveys/\(name)"),
                    encoding: .utf8)
            }
            #expect(packs.contains { $0.contains(#""\#(system.url)", "code": "\#(concept.code)""#) })
        }
    }

    private struct CodeSystem: Decodable {
        var url: String
        var concept: [Concept]

        struct Concept: Decodable {
            var code: String
        }
    }
}
