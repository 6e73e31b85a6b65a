import KioskCore
import Scenes
import Surveys
import Testing

/// Misuse on the whole terminal: noted with the visit, changing nothing else.
struct MisuseOnTheGlassTests {
    /// One finger after the other beside all keys.
    private func drum(_ count: Int, on glass: inout Glass) {
        for _ in 0..<count {
            let place = PanelPoint(x: -500, y: -500)
            glass.send(.touched(Contact(id: 1, phase: .down, at: place)))
            glass.now = glass.now + .milliseconds(60)
            glass.send(.touched(Contact(id: 1, phase: .up, at: place)))
            glass.now = glass.now + .milliseconds(60)
        }
    }

    private func closing(_ glass: Glass) -> (opening: VisitOpening, records: [AnswerRecord])? {
        guard case .close(let opening, .finished, _, let records) = glass.orders.last else { return nil }
        return (opening, records)
    }

    @Test func aGhostIsFlaggedAndTheAnswersStayAsGiven() throws {
        var glass = Glass()
        glass.press(.start, .scale(9))
        drum(5, on: &glass)
        glass.press(.next)
        let visit = try #require(closing(glass))
        #expect(visit.opening.misuse == [.burst])
        #expect(visit.records.map(\.state) == [.answered(.scale(9))])
        #expect(glass.terminal.flagged == 0)
        glass.answerJournal()
        #expect(glass.screen == .thanks)
        #expect(glass.terminal.flagged == 1)
    }

    @Test func theNextVisitIsNotFlaggedForIt() throws {
        var glass = Glass()
        glass.press(.start, .scale(9))
        glass.answerJournal()
        drum(20, on: &glass)
        glass.press(.next)
        glass.answerJournal()
        #expect(glass.terminal.flagged == 1)
        glass.press(.done)
        drum(20, on: &glass)
        glass.press(.start, .scale(3), .next)
        let visit = try #require(closing(glass))
        #expect(visit.opening.misuse == [])
    }

    @Test func aTerminalThatIsMashedAllDayKeepsEveryReply() throws {
        var glass = Glass()
        var flooded = 0
        for _ in 0..<200 {
            glass.press(.start, .scale(0), .next)
            let visit = try #require(closing(glass))
            if visit.opening.misuse == [.flood] { flooded += 1 }
            glass.answerJournal()
            glass.press(.done)
        }
        #expect(glass.terminal.acknowledged == 200)
        #expect(flooded == 200 - MisuseWatch.visitsAnHour)
        #expect(glass.terminal.flagged == flooded)
    }
}
