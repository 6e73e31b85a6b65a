import FHIR
import Surveys
import Testing
import Testkit

struct QuestionnaireCheckTests {
    @Test func whateverATerminalRendersAnswersItsQuestionnaire() {
        var random = SplitMix(seed: 23)
        for _ in 0..<300 {
            let survey = random.survey()
            let response = QuestionnaireResponse(reply: random.reply(to: survey))
            #expect(Questionnaire(survey: survey).problems(in: response) == [])
        }
    }

    @Test func everyPointOutsideTheScaleIsRefusedAndEveryPointInsideTaken() {
        var random = SplitMix(seed: 29)
        for _ in 0..<200 {
            let survey = random.survey()
            guard case .scale(let scale) = survey.questions[0].kind else { continue }
            let point = random.count(-20...20)
            var reply = random.reply(to: survey)
            reply.answers = [Samples.record(.answered(.scale(point)), linkID: survey.questions[0].linkID)]
            let problems = Questionnaire(survey: survey).problems(in: QuestionnaireResponse(reply: reply))
            #expect(problems.isEmpty == scale.values.contains(point))
        }
    }

    struct Damage: Sendable, CustomStringConvertible {
        let description: String
        let inflict: @Sendable (inout QuestionnaireResponse) -> Void

        init(_ line: String, inflict: @escaping @Sendable (inout QuestionnaireResponse) -> Void) {
            description = line
            self.inflict = inflict
        }
    }

    @Test(arguments: [
        Damage("response: answers another Questionnaire or version") { $0.questionnaire? += ".1" },
        Damage("response: status is neither completed nor stopped") { $0.status = "in-progress" },
        Damage("item nps: stands twice") { $0.item = $0.item.map { $0 + $0 } },
        Damage("item sps: is not a question of the Questionnaire") { $0.item?[0].linkId = "sps" },
        Damage("item nps-lower: is not a question of the Questionnaire") { $0.item?[0].linkId = "nps-lower" },
        Damage("item nps: has items below it") { $0.item?[0].item = [] },
        Damage("item nps: has 0 answers; one is right") { $0.item?[0].answer = [] },
        Damage("item nps: has 2 answers; one is right") {
            let answers = $0.item?[0].answer ?? []
            $0.item?[0].answer = answers + answers
        },
        Damage("item nps: has neither an answer nor a reason why there is none") { $0.item?[0].answer = nil },
        Damage("item nps: has neither an answer nor a reason why there is none") {
            $0.item?[0].answer?[0].value = nil
        },
        Damage("item nps: has neither an answer nor a reason why there is none") {
            $0.item?[0].answer = nil
            $0.item?[0].extension = [Extension(Canonicals.dataAbsentReason, .code("asked-unknown"))]
        },
        Damage("item nps: is answered with valueString, the question's type is integer") {
            $0.item?[0].answer?[0].value = .string("9")
        },
        Damage("item nps: is below minValue") { $0.item?[0].answer?[0].value = .integer(-1) },
        Damage("item nps: is above maxValue") { $0.item?[0].answer?[0].value = .integer(11) },
    ])
    func eachDamageIsNamedByPlaceAndWithoutTheAnswer(damage: Damage) {
        var response = QuestionnaireResponse(reply: Samples.reply)
        damage.inflict(&response)
        let problems = Questionnaire(survey: Samples.survey).problems(in: response)
        #expect(problems.map(\.description) == [damage.description])
    }

    @Test func cannotSayIsRefusedWhereItWasNotOffered() {
        var survey = Samples.survey
        let response = QuestionnaireResponse(reply: Samples.reply(.missing(.cannotSay)))
        #expect(Questionnaire(survey: survey).problems(in: response) == [])
        survey.questions[0].allowsCannotSay = false
        #expect(
            Questionnaire(survey: survey).problems(in: response).map(\.reason) == [
                "says asked-unknown where that is not offered"
            ])
    }
}
