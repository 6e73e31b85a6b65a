import KioskCore
import Scenes
import Surveys
import Testing

/// What touches do to the whole terminal while the glass is dark, changes or hangs.
struct GlassTests {
    private func finger(_ phase: Contact.Phase, on key: Key, of glass: Glass, id: Int = 1) -> Event {
        let rect = glass.hits.rect(of: key.target) ?? Rect(x: 0, y: 0, width: 0, height: 0)
        return .touched(Contact(id: id, phase: phase, at: PanelPoint(x: rect.x + 50, y: rect.y + 50)))
    }

    @Test func theTouchThatWakesADarkGlassOnlyWakes() {
        var glass = Glass()
        glass.send(.darkened)
        #expect(glass.terminal.isDark)
        glass.wait(.seconds(1))
        glass.send(finger(.down, on: .start, of: glass))
        #expect(!glass.terminal.isDark)
        #expect(glass.effects.last == .setGlass(.lit))
        #expect(glass.terminal.model.pressed == nil)
        glass.wait(.milliseconds(800))
        glass.send(finger(.up, on: .start, of: glass))
        #expect(!glass.screen.isQuestion)
        // Within the guard nothing counts, after it everything does.
        glass.wait(.milliseconds(300))
        glass.tap(.start)
        #expect(!glass.screen.isQuestion)
        glass.press(.start)
        #expect(glass.screen.isQuestion)
        #expect(glass.effects.filter { $0 == .setGlass(.lit) }.count == 1)
    }

    /// The control: on a lit glass the very same touch begins a visit.
    @Test func theSameTouchOnALitGlassBegins() {
        var glass = Glass()
        glass.wait(.seconds(1))
        glass.send(finger(.down, on: .start, of: glass))
        glass.wait(.milliseconds(800))
        glass.send(finger(.up, on: .start, of: glass))
        #expect(glass.screen.isQuestion)
        #expect(!glass.effects.contains(.setGlass(.lit)))
    }

    @Test func aFingerThatWasDownWhenTheGlassWentDarkNeitherWakesNorChooses() {
        var glass = Glass()
        glass.wait(.seconds(1))
        glass.send(finger(.down, on: .start, of: glass))
        glass.send(.darkened)
        #expect(glass.terminal.model.pressed == nil)
        glass.send(finger(.moved, on: .start, of: glass))
        glass.send(finger(.up, on: .start, of: glass))
        #expect(glass.terminal.isDark)
        #expect(!glass.screen.isQuestion)
    }

    @Test func aGlassLitByItselfGuardsWhoeverWasAboutToTouchIt() {
        var glass = Glass()
        glass.send(.darkened)
        glass.wait(.seconds(1))
        glass.send(.lit)
        glass.wait(.milliseconds(300))
        glass.tap(.start)
        #expect(!glass.screen.isQuestion)
        glass.press(.start)
        #expect(glass.screen.isQuestion)
        #expect(!glass.effects.contains(.setGlass(.lit)))
    }

    @Test func aPictureThatComesLateGuardsFromThenOn() {
        var glass = Glass()
        let (greeting, greetingHits) = (glass.terminal.model, glass.hits)
        glass.press(.start)
        // The flip of the question took a second; until then the greeting was seen.
        _ = glass.terminal.handle(.presented(greeting, greetingHits), at: glass.now)
        glass.now = glass.now + .seconds(1)
        _ = glass.terminal.handle(.presented(glass.terminal.model, glass.hits), at: glass.now)
        glass.now = glass.now + .milliseconds(300)
        glass.tap(.scale(5))
        #expect(glass.screen.chosen == nil)
        glass.press(.scale(5))
        #expect(glass.screen.chosen == .scale(5))
    }

    @Test func aKeyUnderAHangingContactRisesAfterFiveSeconds() {
        var glass = Glass()
        glass.press(.start)
        glass.wait(.seconds(1))
        glass.send(finger(.down, on: .scale(3), of: glass))
        glass.wait(.milliseconds(4_999))
        #expect(glass.terminal.model.pressed == Key.scale(3).target)
        glass.wait(.milliseconds(1))
        #expect(glass.terminal.model.pressed == nil)
        glass.send(finger(.up, on: .scale(3), of: glass))
        #expect(glass.screen.chosen == nil)
        glass.press(.scale(4))
        #expect(glass.screen.chosen == .scale(4))
    }

    @Test func aContactThatHangsAndTremblesKeepsNoVisitAlive() {
        var glass = Glass()
        glass.press(.start, .scale(3))
        glass.answerJournal()
        glass.wait(.seconds(1))
        glass.send(finger(.down, on: .scale(9), of: glass, id: 7))
        for _ in 0..<60 {
            glass.wait(.seconds(1))
            glass.send(finger(.moved, on: .scale(9), of: glass, id: 7))
        }
        guard case .close(_, .walkedAway, _, _) = glass.orders.last else {
            Issue.record("the visit is still open")
            return
        }
    }
}
