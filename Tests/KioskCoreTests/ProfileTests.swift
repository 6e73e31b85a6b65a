import KioskCore
import Scenes
import Surveys
import Testing

/// `Apua`: help, the switches of the profile, and the ways without a place of their own.
struct ProfileTests {
    /// A visit with an answer, the profile's switches on show.
    private func atTheSwitches(_ content: Content = .sample(questions: 3)) -> Glass {
        var glass = Glass(content: content)
        glass.press(.start, .scale(2))
        glass.answerJournal()
        glass.press(.help, .settings)
        return glass
    }

    @Test func reachesEverySwitchInTwoTapsAndKeepsTheAnswer() {
        var glass = atTheSwitches()
        #expect(glass.screen == .profile)
        glass.press(.largeText, .contrast, .calm)
        #expect(glass.terminal.model.profile == Profile(isLarge: true, hasContrast: true, isCalm: true))
        glass.press(.done)
        #expect(glass.screen.chosen == .scale(2))
        #expect(glass.terminal.model.profile.isLarge)
    }

    @Test func turnsASwitchBackAndAllOfThemAtOnce() {
        var glass = atTheSwitches()
        glass.press(.contrast, .contrast)
        #expect(glass.terminal.model.profile == Profile())
        glass.press(.contrast, .calm, .usual)
        #expect(glass.terminal.model.profile == Profile())
        #expect(glass.screen == .profile)
    }

    @Test(arguments: [Key.sendSoFar, .removeAnswers])
    func isForgottenBeforeTheNextPersonComes(ending: Key) {
        var glass = atTheSwitches()
        glass.press(.largeText, .contrast, .done, .stop, ending)
        glass.answerJournal()
        #expect(glass.terminal.model.profile.isLarge, "the last words are for the same person")
        glass.press(.done)
        #expect(glass.screen.isGreeting)
        #expect(glass.terminal.model.profile == Profile())
        glass.press(.start)
        #expect(glass.terminal.model.profile == Profile())
    }

    @Test func isForgottenWithAPersonWhoWalkedAway() {
        var glass = atTheSwitches()
        glass.press(.largeText, .done)
        glass.wait(.seconds(60))
        glass.answerJournal()
        #expect(glass.screen.isGreeting)
        #expect(glass.terminal.model.profile == Profile())
    }

    @Test func waitsThreeTimesAsLongForThoseWhoAskForCalm() {
        var glass = atTheSwitches()
        glass.press(.calm, .done)
        glass.wait(.seconds(85))
        #expect(glass.screen.isQuestion)
        glass.wait(.seconds(6))
        guard case .idle(let warning) = glass.screen else {
            Issue.record("nobody asked")
            return
        }
        #expect(warning.secondsInAll == 60)
        glass.wait(.seconds(50))
        #expect(glass.screen != .saving && !glass.screen.isGreeting)
        glass.wait(.seconds(11))
        glass.answerJournal()
        #expect(glass.screen.isGreeting)
    }

    @Test(arguments: [Key.largeText, .calm])
    func neverGoesOnByItselfForThoseWhoAskForTime(wish: Key) {
        var content = Content.sample(questions: 3)
        content.goesOnAfter = .milliseconds(900)
        var glass = Glass(content: content)
        glass.press(.start, .help, .settings, wish, .done, .scale(2))
        glass.answerJournal()
        glass.wait(.seconds(3))
        #expect(glass.screen.chosen == .scale(2))
    }

    /// The control: strong contrast alone changes no time.
    @Test func goesOnByItselfInStrongContrast() {
        var content = Content.sample(questions: 3)
        content.goesOnAfter = .milliseconds(900)
        var glass = Glass(content: content)
        glass.press(.start, .help, .settings, .contrast, .done, .scale(2))
        glass.answerJournal()
        glass.wait(.seconds(3))
        #expect(glass.screen.chosen == nil)
    }

    /// Keys lie elsewhere in letters of another size: a double tap is one tap.
    @Test func takesNoTapOverIntoLettersOfAnotherSize() {
        var glass = atTheSwitches()
        glass.press(.largeText)
        glass.tap(.largeText)
        #expect(glass.terminal.model.profile.isLarge)
        glass.press(.largeText)
        #expect(!glass.terminal.model.profile.isLarge)
    }

    @Test func leadsToTheLanguagesAndToStopping() {
        var glass = Glass(content: .sample(questions: 3))
        glass.press(.start, .help, .languages, .language(.swedish))
        #expect(glass.terminal.model.language == .swedish)
        glass.press(.help, .stop, .goOn)
        #expect(glass.screen.isQuestion)
        glass.press(.help, .goOn)
        #expect(glass.screen.isQuestion)
    }
}
