import KioskCore
import Surveys
import Testing

/// What a touch stores for each kind of question.
struct ChoosingTests {
    private static let kinds: [Question.Kind] = [
        .statement(Content.choices(5)), .smileys(Content.choices(3)), .choice(Content.choices(9)), .yesNo,
    ]

    private func states(_ glass: Glass) -> [AnswerState] {
        glass.orders.compactMap { order in
            if case .record(let record, _) = order { record.state } else { nil }
        }
    }

    @Test(arguments: [
        (0, Key.choice("5"), Answer.choice("5")), (0, .choice("1"), .choice("1")),
        (1, .choice("3"), .choice("3")), (2, .choice("9"), .choice("9")), (3, .yes, .yesNo(true)),
        (3, .no, .yesNo(false)),
    ])
    func aTouchStoresTheAnswerOfItsKey(kind: Int, key: Key, answer: Answer) {
        var glass = Glass(content: .sample([Self.kinds[kind]]))
        glass.press(.start, key)
        #expect(states(glass) == [.answered(answer)])
        #expect(glass.screen.chosen == answer)
        glass.press(.next)
        glass.answerJournal()
        #expect(glass.screen == .thanks)
    }

    @Test(arguments: [
        (0, [Key.choice("6"), .scale(3), .yes]), (1, [.choice("4"), .scale(0), .no]),
        (2, [.scale(10), .yes]), (3, [.choice("1"), .scale(1)]),
    ])
    func anAnswerThatTheQuestionDoesNotAllowIsIgnored(kind: Int, keys: [Key]) {
        var glass = Glass(content: .sample([Self.kinds[kind]]))
        glass.press(.start)
        for key in keys { glass.press(key) }
        #expect(states(glass) == [])
        #expect(glass.screen.isQuestion)
        #expect(glass.screen.chosen == nil)
    }

    @Test func aChangeOfMindReplacesTheChoice() {
        var glass = Glass(content: .sample([Self.kinds[0]]))
        glass.press(.start, .choice("2"), .choice("2"), .choice("4"))
        #expect(states(glass) == [.answered(.choice("2")), .answered(.choice("4"))])
    }

    @Test(arguments: [Key.choice("3"), .choice("a.b"), .choice("scale"), .yes, .no, .scale(7)])
    func everyAnsweringKeyIsItsTargetsAndItsAnswersKey(key: Key) throws {
        #expect(Key(key.target) == key)
        #expect(Key(try #require(key.answer)) == key)
    }
}
