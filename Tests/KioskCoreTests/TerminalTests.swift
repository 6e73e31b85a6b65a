import KioskCore
import Scenes
import Surveys
import Testing

struct TerminalTests {
    @Test func thanksOnlyAfterTheJournalHasCommitted() {
        var glass = Glass()
        glass.press(.start, .scale(9), .next)
        #expect(glass.terminal.acknowledged == 0)
        #expect(glass.screen.isQuestion)
        glass.answerJournal()
        #expect(glass.screen == .thanks)
        #expect(glass.terminal.acknowledged == 1)
    }

    /// What had its time is erased then, also where nobody comes and no network is.
    @Test func looksIntoItsJournalOnceAnHour() {
        var glass = Glass()
        glass.answerJournal()
        glass.effects = []
        glass.wait(.seconds(3 * 3_600 + 60))
        #expect(glass.looks == 3)
        glass.send(.darkened)
        glass.wait(.seconds(24 * 3_600))
        #expect(glass.looks == 3)
        glass.send(.lit)
        glass.wait(.seconds(1))
        #expect(glass.looks == 4)
    }

    @Test func journalsEachAnswerAsItIsGiven() {
        var glass = Glass()
        glass.press(.start, .scale(9))
        guard case .record(let record, let opening) = glass.orders.first else {
            Issue.record("nothing was journalled")
            return
        }
        #expect(record.state == .answered(.scale(9)))
        #expect(record.order == 0)
        #expect(opening.language == .finnish)
        #expect(record.firstPress == .milliseconds(500 + 80))
    }

    @Test func countsChangesOfMindAndIgnoresASecondPressOnTheChosenKey() {
        var glass = Glass()
        glass.press(.start, .scale(9), .scale(9), .scale(3))
        let states = glass.orders.compactMap { order -> AnswerRecord? in
            if case .record(let record, _) = order { record } else { nil }
        }
        #expect(states.map(\.state) == [.answered(.scale(9)), .answered(.scale(3))])
        #expect(states.last?.changes == 1)
    }

    @Test(arguments: [(Key.skip, Missing.skipped), (.cannotSay, .cannotSay)])
    func keepsWhyThereIsNoAnswer(key: Key, missing: Missing) {
        var glass = Glass()
        glass.press(.start, key)
        guard case .close(_, .finished, _, let records) = glass.orders.last else {
            Issue.record("the visit did not end")
            return
        }
        #expect(records.map(\.state) == [.missing(missing)])
    }

    @Test func leavesAPartialReplyWhenThePersonWalksAway() {
        var glass = Glass(content: .sample(questions: 3))
        glass.press(.start, .scale(2), .next)
        glass.answerJournal()
        glass.wait(.seconds(51))
        guard case .close(_, .walkedAway, _, let records) = glass.orders.last else {
            Issue.record("the visit did not end")
            return
        }
        #expect(
            records.map(\.state) == [
                .answered(.scale(2)), .missing(.notAnswered), .missing(.notReached),
            ])
        #expect(glass.screen.isGreeting)
    }

    @Test func storesNothingWhenNothingWasPressed() {
        var glass = Glass()
        glass.press(.start)
        glass.wait(.seconds(60))
        #expect(glass.orders.isEmpty)
        #expect(glass.screen.isGreeting)
    }

    @Test func neverShowsTheNextPersonTheLastOnesAnswerOrLanguage() {
        var glass = Glass()
        glass.press(.language(.swedish), .start, .scale(2))
        glass.answerJournal()
        glass.wait(.seconds(60))
        glass.answerJournal()
        #expect(glass.terminal.model.language == .finnish)
        glass.press(.start)
        #expect(glass.screen.chosen == nil)
    }

    @Test func putsTheRestingLanguageBackWhenNobodyGoesOn() {
        var glass = Glass()
        glass.press(.language(.swedish))
        #expect(glass.terminal.model.language == .swedish)
        glass.wait(.seconds(60))
        #expect(glass.terminal.model.language == .finnish)
    }

    @Test func returnsFromTheThanksByItselfOrByAKey() {
        for usesKey in [true, false] {
            var glass = Glass()
            glass.press(.start, .scale(0), .next)
            glass.answerJournal()
            if usesKey { glass.press(.done) } else { glass.wait(.seconds(9)) }
            #expect(glass.screen.isGreeting)
        }
    }

    @Test func everyVisitHasAnIdOfItsOwn() {
        var glass = Glass()
        var ids: Set<ReplyID> = []
        for _ in 0..<5 {
            glass.press(.start, .scale(1))
            if case .record(_, let opening) = glass.orders.first { ids.insert(opening.id) }
            glass.press(.next)
            glass.answerJournal()
            glass.press(.done)
        }
        #expect(ids.count == 5)
    }

    @Test func aDoubleTapOnNextEndsTheVisitOnce() {
        var glass = Glass()
        glass.press(.start, .scale(5), .next)
        glass.tap(.next)
        glass.press(.next)
        #expect(glass.orders.filter(\.isClose).count == 1)
    }
}

/// What the glass does while the disk is slow, full or gone.
struct TerminalPatienceTests {
    @Test func saysThatItIsSavingAfterTwoSecondsAndNeverThanksEarly() {
        var glass = Glass()
        glass.press(.start, .scale(9), .next)
        glass.wait(.milliseconds(1_300))
        #expect(glass.screen.isQuestion)
        glass.wait(.seconds(1))
        #expect(glass.screen == .saving)
        glass.answerJournal()
        #expect(glass.screen == .thanks)
    }

    @Test func goesOutOfServiceAfterTwentySecondsAndComesBackWithoutThankingAnyone() {
        var glass = Glass()
        glass.press(.start, .scale(9), .next)
        glass.wait(.seconds(21))
        #expect(glass.screen == .savingFailed)
        glass.answerJournal()
        #expect(glass.screen.isGreeting)
        #expect(glass.terminal.acknowledged == 0)
    }

    @Test func keepsAFinishedVisitInMemoryUntilTheJournalWorksAgain() {
        var glass = Glass()
        glass.press(.start, .scale(4), .next)
        glass.answerJournal(failing: true)
        #expect(glass.screen == .savingFailed)
        #expect(glass.orders.isEmpty)
        glass.wait(.seconds(6))
        #expect(glass.orders == [.open])
        glass.answerJournal(1)
        guard case .close(_, .finished, _, let records) = glass.orders.first else {
            Issue.record("the visit was lost")
            return
        }
        #expect(records.map(\.state) == [.answered(.scale(4))])
        glass.answerJournal()
        #expect(glass.screen == .thanks)
    }

    @Test func closesAVisitAsInterruptedWhenTheJournalFailsUnderIt() {
        var glass = Glass()
        glass.press(.start, .scale(4))
        glass.answerJournal(failing: true)
        glass.wait(.seconds(6))
        glass.answerJournal(1)
        guard case .close(_, .interrupted, _, _) = glass.orders.first else {
            Issue.record("the visit was lost")
            return
        }
    }

    @Test func restsWhileThereIsNothingToAskAndRecoversByItself() {
        var glass = Glass(content: nil)
        #expect(glass.screen == .outOfService)
        glass.content = .sample
        glass.wait(.seconds(6))
        #expect(glass.screen.isGreeting)
    }

    @Test func keepsTheSurveyOfAVisitUntilItEnds() {
        var glass = Glass()
        glass.press(.start)
        glass.send(.contentLoaded(.sample(questions: 4)))
        guard case .question(let question) = glass.screen else {
            Issue.record("the question vanished")
            return
        }
        #expect(question.count == 1)
    }
}

extension ScreenModel.Screen {
    var isGreeting: Bool {
        if case .attract([.finnish, .swedish], _) = self { true } else { false }
    }
    var isQuestion: Bool { if case .question = self { true } else { false } }
    var chosen: Answer? { if case .question(let question) = self { question.chosen } else { nil } }
}

extension JournalOrder {
    var isClose: Bool { if case .close = self { true } else { false } }
}

extension Glass {
    fileprivate var looks: Int { effects.count { $0 == .journal(.count) } }
}
