import KioskCore
import Scenes
import Surveys
import Testing

/// Stopping, removing, the warning, languages, and going on by itself.
struct AsideTests {
    @Test func sendsWhatWasAnsweredSoFar() {
        var glass = Glass(content: .sample(questions: 3))
        glass.press(.start, .scale(2), .stop, .sendSoFar)
        guard case .close(_, .stopped, _, let records) = glass.orders.last else {
            Issue.record("the visit did not end")
            return
        }
        #expect(
            records.map(\.state) == [
                .answered(.scale(2)), .missing(.notReached), .missing(.notReached),
            ])
        #expect(glass.screen != .thanks)
        glass.answerJournal()
        #expect(glass.screen == .thanks)
        #expect(glass.terminal.acknowledged == 1)
    }

    @Test func saysThatAnswersAreRemovedOnlyWhenTheyAre() {
        var glass = Glass(content: .sample(questions: 3))
        glass.press(.start, .scale(2), .stop, .removeAnswers)
        guard case .close(_, .withdrawn, _, _) = glass.orders.last else {
            Issue.record("the visit did not end")
            return
        }
        #expect(glass.screen != .removed)
        glass.answerJournal()
        #expect(glass.screen == .removed)
        #expect(glass.terminal.acknowledged == 0)
        glass.press(.done)
        #expect(glass.screen.isGreeting)
    }

    /// Nothing of it is said to be saved, and the removal waits for the journal.
    @Test func removesAlsoWhenTheJournalFailsMeanwhile() {
        var glass = Glass(content: .sample(questions: 3))
        glass.press(.start, .scale(2), .stop, .removeAnswers)
        glass.answerJournal(failing: true)
        #expect(glass.screen == .outOfService)
        glass.wait(.seconds(6))
        glass.answerJournal()
        guard case .close(_, .withdrawn, _, _) = glass.orders.last else {
            Issue.record("the removal was forgotten")
            return
        }
    }

    @Test func storesNothingOfAVisitThatStopsBeforeAnyAnswer() {
        var glass = Glass()
        glass.press(.start, .stop, .removeAnswers)
        #expect(glass.orders.isEmpty)
        #expect(glass.screen.isGreeting)
    }

    @Test func goesOnWhereItStoodAfterAThoughtOfStopping() {
        var glass = Glass(content: .sample(questions: 3))
        glass.press(.start, .scale(2), .next, .scale(7))
        glass.answerJournal()
        glass.press(.stop, .goOn)
        #expect(glass.screen.chosen == .scale(7))
        glass.press(.back)
        #expect(glass.screen.chosen == .scale(2))
    }

    @Test func warnsBeforeItEndsAndHidesTheAnswersMeanwhile() {
        var glass = Glass(content: .sample(questions: 3))
        glass.press(.start, .scale(2))
        glass.answerJournal()
        glass.wait(.seconds(30))
        #expect(glass.screen == .idle(IdleScreen(secondsLeft: 20, secondsInAll: 20)))
        glass.wait(.seconds(7))
        #expect(glass.screen == .idle(IdleScreen(secondsLeft: 13, secondsInAll: 20)))
        glass.wait(.seconds(12))
        #expect(glass.screen == .idle(IdleScreen(secondsLeft: 1, secondsInAll: 20)))
        glass.wait(.seconds(2))
        #expect(glass.screen.isGreeting)
    }

    @Test func givesTheWholeTimeAgainAsOftenAsItIsAskedFor() {
        var glass = Glass(content: .sample(questions: 3))
        glass.press(.start, .scale(2))
        glass.answerJournal()
        for _ in 0..<12 {
            glass.wait(.seconds(45))
            glass.press(.moreTime)
            #expect(glass.screen.chosen == .scale(2))
        }
    }

    /// Somebody who leans on the glass is not the person who answered.
    @Test func aTouchBesideTheKeyDoesNotLengthenTheWarning() {
        var glass = Glass(content: .sample(questions: 3))
        glass.press(.start, .scale(2))
        glass.answerJournal()
        glass.wait(.seconds(40))
        let beside = PanelPoint(x: 5, y: 5_000)
        glass.send(.touched(Contact(id: 1, phase: .down, at: beside)))
        glass.send(.touched(Contact(id: 1, phase: .up, at: beside)))
        glass.wait(.seconds(11))
        #expect(glass.screen.isGreeting)
    }

    @Test func changesTheLanguageInTheMiddleAndKeepsTheAnswers() {
        var glass = Glass(content: .sample(questions: 3))
        glass.press(.start, .scale(2))
        glass.answerJournal()
        glass.press(.languages, .language(.swedish))
        #expect(glass.terminal.model.language == .swedish)
        #expect(glass.screen.chosen == .scale(2))
        glass.press(.stop, .sendSoFar)
        guard case .close(let opening, .stopped, _, _) = glass.orders.last else {
            Issue.record("the visit did not end")
            return
        }
        #expect(opening.language == .swedish)
    }

    @Test func goesOnByItselfInALobbyAndShowsTheChoiceToWhoeverGoesBack() {
        var content = Content.sample(questions: 3)
        content.goesOnAfter = .milliseconds(900)
        var glass = Glass(content: content)
        glass.press(.start, .scale(2))
        glass.answerJournal()
        #expect(glass.screen.chosen == .scale(2))
        glass.wait(.milliseconds(950))
        #expect(glass.screen.isQuestion && glass.screen.chosen == nil)
        glass.press(.back)
        #expect(glass.screen.chosen == .scale(2))
        glass.wait(.seconds(5))
        #expect(glass.screen.chosen == .scale(2), "who went back stays there")
    }

    @Test func waitsAtTheLastQuestionForThePerson() {
        var content = Content.sample(questions: 1)
        content.goesOnAfter = .milliseconds(900)
        var glass = Glass(content: content)
        glass.press(.start, .scale(2))
        glass.answerJournal()
        glass.wait(.seconds(5))
        #expect(glass.screen.chosen == .scale(2))
    }

    /// The control: in housing nothing goes on by itself.
    @Test func staysWithAChoiceWhereNobodyIsInAHurry() {
        var glass = Glass(content: .sample(questions: 3))
        glass.press(.start, .scale(2))
        glass.answerJournal()
        glass.wait(.seconds(20))
        #expect(glass.screen.chosen == .scale(2))
    }

    @Test func leadsToThePrivacyNoticeAndBack() {
        var content = Content.sample
        content.privacy = PrivacyScreen(controller: "Alue", contact: "010", days: 30)
        var glass = Glass(content: content)
        glass.press(.privacy)
        #expect(glass.screen == .privacy(PrivacyScreen(controller: "Alue", contact: "010", days: 30)))
        glass.press(.next, .back, .back)
        #expect(glass.screen.isGreeting)
        glass.press(.privacy)
        glass.wait(.seconds(40))
        #expect(glass.screen.isGreeting)
    }

    @Test func greetsWithTheUnitAndAnHonestLength() {
        var content = Content.sample(questions: 10)
        content.unit = [.finnish: "Keskustan terveysasema"]
        let glass = Glass(content: content)
        guard case .attract(_, let offer?) = glass.screen else {
            Issue.record("no greeting")
            return
        }
        #expect(offer == Offer(questions: 10, minutes: 2, unit: "Keskustan terveysasema"))
    }
}
