import FHIR
import Surveys
import Testing
import Testkit

/// Statements, smileys, choices and yes/no: from a survey to FHIR and back.
struct ChoiceMappingTests {
    static let kinds: [(kind: Question.Kind, answers: [Answer])] = [
        (.statement(steps(5)), (1...5).map { .choice("\($0)") }),
        (.smileys(steps(3)), (1...3).map { .choice("\($0)") }),
        (.smileys(steps(5)), (1...5).map { .choice("\($0)") }),
        (
            .choice(["thanks", "idea"].map { Choice(code: $0, label: both($0)) }),
            [.choice("thanks"), .choice("idea")]
        ),
        (.yesNo, [.yesNo(true), .yesNo(false)]),
    ]

    private static func both(_ text: String) -> LocalizedText {
        LocalizedText([.finnish: text, .english: text + " (en)"])
    }

    private static func steps(_ count: Int) -> [Choice] {
        (1...count).map { Choice(code: "\($0)", label: both("askel \($0)")) }
    }

    private static func survey(_ kind: Question.Kind) -> Survey {
        var survey = Samples.survey
        survey.questions[0].kind = kind
        return survey
    }

    @Test(arguments: kinds.indices)
    func comesBackWholeFromItsQuestionnaire(index: Int) throws {
        let survey = Self.survey(Self.kinds[index].kind)
        #expect(survey.problems() == [])
        let json = try Questionnaire(survey: survey).json()
        #expect(try Survey(questionnaire: Questionnaire(json: json)) == survey)
    }

    @Test(arguments: kinds.indices)
    func everyAnswerItAllowsAnswersItsQuestionnaireAndIsReadBack(index: Int) throws {
        let (kind, answers) = Self.kinds[index]
        for answer in answers {
            #expect(Self.survey(kind).questions[0].allows(answer))
            let json = try QuestionnaireResponse(reply: Samples.reply(.answered(answer))).json()
            let response = try QuestionnaireResponse(json: json)
            #expect(Questionnaire(survey: Self.survey(kind)).problems(in: response) == [])
            #expect(try ReplyFacts(response).answers == ["nps": .answered(answer)])
        }
    }

    @Test(arguments: kinds.indices, [Answer.scale(3), .choice("6"), .choice("Thanks"), .choice("")])
    func noOtherAnswerPassesTheCheck(index: Int, answer: Answer) {
        let survey = Self.survey(Self.kinds[index].kind)
        #expect(!survey.questions[0].allows(answer))
        let response = QuestionnaireResponse(reply: Samples.reply(.answered(answer)))
        #expect(Questionnaire(survey: survey).problems(in: response).count == 1)
    }

    @Test func anAnswerIsTheStepsNumberAndYesIsTrue() throws {
        let statement = try QuestionnaireResponse(reply: Samples.reply(.answered(.choice("4")))).json()
        #expect(String(decoding: statement, as: UTF8.self).contains(#"[{"valueCoding":{"code":"4"}}]"#))
        let yes = try QuestionnaireResponse(reply: Samples.reply(.answered(.yesNo(true)))).json()
        #expect(String(decoding: yes, as: UTF8.self).contains(#"[{"valueBoolean":true}]"#))
    }

    struct Fault: Sendable, CustomStringConvertible {
        let description: String
        let spoil: @Sendable (inout Questionnaire.Item) -> Void

        init(_ line: String, spoil: @escaping @Sendable (inout Questionnaire.Item) -> Void) {
            description = line
            self.spoil = spoil
        }
    }

    @Test(arguments: [
        Fault("item nps: itemControl stars is not supported") {
            let coding = Coding(system: Canonicals.controls, code: "stars")
            $0.extension = [
                Extension(Canonicals.itemControl, .codeableConcept(CodeableConcept(coding: [coding])))
            ]
        },
        Fault("item nps: the ordinalValue of answerOption 2 is not 2") {
            $0.answerOption?[1].extension = [Extension(Canonicals.ordinalValue, .decimal(3))]
        },
        Fault("item nps: an answerOption has no valueCoding with a code and without a system") {
            $0.answerOption?[0].value = .string("1")
        },
        Fault("item nps: initialSelected or modifierExtension of an answerOption is not supported") {
            $0.answerOption?[4].initialSelected = true
        },
        Fault("item nps: items below it are not supported") { $0.item = [] },
        Fault("item nps: initial (no answer is chosen beforehand) is not supported") { $0.initial = [] },
        Fault("item nps: readOnly is not supported") { $0.readOnly = true },
        Fault("item nps: answerValueSet (write the answerOptions out) is not supported") {
            $0.answerValueSet = "https://example.org/ValueSet/x"
        },
        Fault("item nps: answerOption of type boolean is not supported") { $0.type = .boolean },
    ])
    func whatTheGlassCannotKeepIsRefusedByPlaceAndReason(fault: Fault) throws {
        var questionnaire = Questionnaire(survey: Self.survey(Self.kinds[0].kind))
        var item = try #require(questionnaire.item?[0])
        fault.spoil(&item)
        questionnaire.item = [item]
        let problem = #expect(throws: SurveyProblem.self) { try Survey(questionnaire: questionnaire) }
        #expect(problem?.description == fault.description)
    }
}
