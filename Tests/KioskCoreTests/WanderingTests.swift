import KioskCore
import Testing

/// The greeting wanders, so that it burns in nowhere.
struct WanderingTests {
    @Test func beginsAfterAMinuteOfQuietAndGoesAStepInTwentySeconds() {
        var glass = Glass()
        glass.wait(.seconds(58))
        #expect(glass.terminal.model.wandered == 0)
        glass.wait(.seconds(2))
        #expect(glass.terminal.model.wandered == 1)
        glass.wait(.seconds(40))
        #expect(glass.terminal.model.wandered == 3)
    }

    @Test func staysWhereSomebodyReachesForAKey() {
        var glass = Glass()
        glass.wait(.seconds(100))
        let wandered = glass.terminal.model.wandered
        glass.tap(.start)
        #expect(glass.screen.isQuestion)
        #expect(glass.terminal.model.wandered == 0, "a question never moves")
        glass.press(.back)
        #expect(glass.terminal.model.wandered == wandered)
        glass.wait(.seconds(59))
        #expect(glass.terminal.model.wandered == wandered)
    }
}
