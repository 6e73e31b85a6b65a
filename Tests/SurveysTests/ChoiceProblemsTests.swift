import Surveys
import Testing

/// What is wrong with the choices of a question, and what a question may be
/// answered with.
struct ChoiceProblemsTests {
    private static func choices(_ codes: [String]) -> [Choice] {
        codes.map { Choice(code: $0, label: LocalizedText([.finnish: "Sana \($0)"])) }
    }

    private static func steps(_ count: Int) -> [Choice] { choices((1...count).map(String.init)) }

    private static func survey(_ kind: Question.Kind) -> Survey {
        let text = LocalizedText([.finnish: "Kysymys"])
        return Survey(
            url: "https://example.org/Questionnaire/one", version: "1.0.0", title: text,
            languages: [.finnish], questions: [Question(linkID: "one", text: text, kind: kind)])
    }

    @Test(
        arguments: [
            .statement(steps(5)), .smileys(steps(3)), .smileys(steps(5)), .choice(choices(["a", "b"])),
            .choice(steps(6)), .yesNo,
        ] as [Question.Kind])
    func soundKindsHaveNone(kind: Question.Kind) {
        #expect(Self.survey(kind).problems() == [])
    }

    @Test func onlyTheEndsOfAStatementNeedWords() {
        var steps = Self.steps(5)
        for place in 1...3 { steps[place].label = LocalizedText([:]) }
        #expect(Self.survey(.statement(steps)).problems() == [])
        steps[4].label = LocalizedText([:])
        steps[1].label = LocalizedText([.swedish: "Ord"])
        #expect(
            Self.survey(.statement(steps)).problems().map(\.description) == [
                "item one: text of choice 2 is missing in fi", "item one: text of choice 5 is missing in fi",
            ])
        #expect(Self.survey(.smileys(steps)).problems().count == 4)
    }

    struct Fault: Sendable, CustomStringConvertible {
        let description: String
        let kind: Question.Kind

        init(_ line: String, _ kind: Question.Kind) {
            description = line
            self.kind = kind
        }
    }

    @Test(arguments: [
        Fault("item one: has 4 choices; allowed are 5", .statement(steps(4))),
        Fault("item one: has 4 choices; allowed are 3 or 5", .smileys(steps(4))),
        Fault(
            "item one: text of choice b is longer than 120 characters in fi",
            .choice([
                Choice(code: "a", label: LocalizedText([.finnish: String(repeating: "o", count: 120)])),
                Choice(code: "b", label: LocalizedText([.finnish: String(repeating: "o", count: 121)])),
            ])),
        Fault("item one: has 1 choices; allowed are 2 to 6", .choice(steps(1))),
        Fault("item one: has 7 choices; allowed are 2 to 6", .choice(steps(7))),
        Fault(
            "item one: the codes of its choices are not 1 to 3, in this order",
            .smileys(choices(["3", "2", "1"]))),
        Fault("item one: the code of a choice is used twice", .choice(choices(["a", "a"]))),
        Fault(
            "item one: the code of a choice is empty or longer than 64 bytes", .choice(choices(["a", ""]))),
    ])
    func eachFaultIsNamedByPlaceAndReason(fault: Fault) {
        #expect(Self.survey(fault.kind).problems().map(\.description) == [fault.description])
    }

    @Test(
        arguments: [
            (.statement(steps(5)), .choice("5"), .choice("6")),
            (.smileys(steps(3)), .choice("1"), .choice("4")),
            (.choice(choices(["a", "b"])), .choice("b"), .choice("1")),
            (.yesNo, .yesNo(false), .choice("yes")),
            (.statement(steps(5)), .choice("1"), .scale(1)), (.choice(steps(2)), .choice("1"), .yesNo(true)),
        ] as [(Question.Kind, Answer, Answer)])
    func aQuestionAllowsItsOwnAnswersOnly(kind: Question.Kind, right: Answer, wrong: Answer) {
        let question = Self.survey(kind).questions[0]
        #expect(question.allows(right))
        #expect(!question.allows(wrong))
    }
}
