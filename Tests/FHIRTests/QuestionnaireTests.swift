import FHIR
import Surveys
import Testing
import Testkit

struct QuestionnaireTests {
    @Test func aSurveyComesBackFromItsQuestionnaire() throws {
        var random = SplitMix(seed: 5)
        for _ in 0..<200 {
            let survey = random.survey()
            let json = try Questionnaire(survey: survey).json()
            #expect(try Survey(questionnaire: Questionnaire(json: json)) == survey)
            #expect(survey.problems() == [])
        }
    }

    @Test func theTitlesTranslationsGiveTheLanguagesAndTheirOrder() throws {
        let json = #"""
            {"resourceType":"Questionnaire","status":"active","language":"se","url":"u","version":"1","title":"T",
            "_title":{"extension":[{"url":"other","valueDecimal":1},
            {"url":"http://hl7.org/fhir/StructureDefinition/translation","extension":
            [{"url":"content","valueString":"T2"},{"url":"lang","valueCode":"fi"}]}]}}
            """#
        let survey = try Survey(questionnaire: Questionnaire(json: Array(json.utf8)))
        #expect(survey.languages.map(\.rawValue) == ["se", "fi"])
        #expect(survey.title[.finnish] == "T2")
    }

    struct Fault: Sendable, CustomStringConvertible {
        let line: String
        let spoil: @Sendable (inout Questionnaire) -> Void
        var description: String { line }

        init(_ line: String, spoil: @escaping @Sendable (inout Questionnaire) -> Void) {
            self.line = line
            self.spoil = spoil
        }
    }

    @Test(arguments: [
        Fault("survey: has no url") { $0.url = nil },
        Fault("survey: has no version") { $0.version = "" },
        Fault("survey: has no language") { $0.language = nil },
        Fault("survey: has a modifierExtension, which is not supported") {
            $0.modifierExtension = [Extension("x", .boolean(true))]
        },
        Fault("item nps: type quantity is not supported; use integer, choice or boolean") {
            $0.item?[0].type = "quantity"
        },
        Fault(
            "item nps: enableWhen (every question is asked, in the order of the pack) is not supported"
        ) { $0.item?[0].enableWhen = [.object([:])] },
        Fault("item nps: modifierExtension is not supported") { $0.item?[0].modifierExtension = [] },
        Fault("item nps: required (every question may be skipped) is not supported") {
            $0.item?[0].required = true
        },
        Fault("item nps: repeats is not supported") { $0.item?[0].repeats = true },
        Fault("item nps: needs the extensions minValue and maxValue, in this order") {
            $0.item?[0].extension = nil
        },
        Fault("item nps: needs the extensions minValue and maxValue, in this order") {
            $0.item?[0].extension?.insert(Extension(Canonicals.minValue, .integer(11)), at: 0)
        },
        Fault(
            "item nps-lower: below a scale stand one display item with itemControl lower and one with upper"
        ) { $0.item?[0].item?[0].extension = nil },
        Fault(
            "item nps-upper: below a scale stand one display item with itemControl lower and one with upper"
        ) { $0.item?[0].item?[1].type = "string" },
        Fault(
            "item nps-upper: below a scale stand one display item with itemControl lower and one with upper"
        ) { $0.item?[0].item?[1].enableWhen = [] },
    ])
    func whatTheGlassCannotKeepIsRefusedByPlaceAndReason(fault: Fault) {
        var questionnaire = Questionnaire(survey: Samples.survey)
        fault.spoil(&questionnaire)
        let problem = #expect(throws: SurveyProblem.self) { try Survey(questionnaire: questionnaire) }
        #expect(problem?.description == fault.line)
    }

    @Test func missingEndWordsAreToldByTheSurveysOwnCheck() throws {
        var questionnaire = Questionnaire(survey: Samples.survey)
        questionnaire.item?[0].item = nil
        #expect(try Survey(questionnaire: questionnaire).problems().count == 4)
    }
}
