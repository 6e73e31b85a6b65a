import KioskCore
import Scenes
import Surveys
import Testing
import Testkit
import Wire

/// What touches and time do to a glass that says that it is closed.
struct ClosedGlassTests {
    @Test func aTouchChoosesNothing() {
        var bench = ClosedBench.closed
        for _ in 0..<3 { bench.touch() }
        #expect(bench.sign != nil && bench.glass.terminal.model.pressed == nil)
        #expect(bench.lights == [.dimmed])
    }

    /// The closed picture may be late: what is still seen is the greeting.
    @Test func aKeyOfTheGreetingThatIsStillSeenBeginsNoVisit() {
        var bench = ClosedBench.beforeClosing
        let (greeting, hits) = (bench.glass.terminal.model, bench.glass.hits)
        bench.glass.wait(.seconds(300))
        for phase in [Contact.Phase.down, .up] {
            _ = bench.glass.terminal.handle(.presented(greeting, hits), at: bench.glass.now)
            bench.glass.now = bench.glass.now + .seconds(1)
            let contact = Contact(id: 1, phase: phase, at: PanelPoint(x: 50, y: 50))
            _ = bench.glass.terminal.handle(.touched(contact), at: bench.glass.now)
            #expect(bench.sign != nil && bench.glass.terminal.model.pressed == nil)
        }
        // Its last picture came and went, and nothing is begun by it in the morning.
        bench.tell(ClosedBench.wednesday(9))
        #expect(bench.glass.screen.isGreeting)
    }

    @Test func aFingerThatWasDownAtClosingBeginsNothing() {
        var bench = ClosedBench.beforeClosing
        bench.glass.wait(.milliseconds(299_950))
        bench.finger(.down)
        #expect(bench.glass.terminal.model.pressed != nil)
        bench.glass.wait(.milliseconds(100))
        #expect(bench.sign != nil && bench.glass.terminal.model.pressed == nil)
        bench.finger(.up)
        #expect(bench.sign != nil)
    }

    /// The lifting comes before the alarm of the closing was heard.
    @Test func aFingerLiftedAfterClosingBeginsNothing() {
        for lifted: Int64 in [-1, 100] {
            var bench = ClosedBench.beforeClosing
            bench.glass.wait(.milliseconds(299_900))
            bench.finger(.down)
            bench.glass.now = bench.glass.now + .milliseconds(100 + lifted)
            bench.finger(.up)
            // The control: a moment before it does.
            #expect(bench.glass.screen.isQuestion == (lifted < 0))
            #expect((bench.sign == nil) == (lifted < 0))
        }
    }

    @Test func isDarkAfterFiveMinutesAndThenSleepsUntilTheOpening() {
        var bench = ClosedBench.closed
        bench.glass.wait(.milliseconds(299_999))
        #expect(!bench.glass.terminal.isDark)
        bench.glass.wait(.milliseconds(1))
        #expect(bench.glass.terminal.isDark && bench.lights == [.dimmed, .dark])
        let night = bench.glass.terminal.nextDeadline.map { $0 - bench.glass.now }
        #expect(night == .seconds(16 * 3_600 - 300))
    }

    @Test func theTouchThatWakesOnlyWakesToTheDimmedWords() {
        var bench = ClosedBench.closed
        bench.glass.wait(.seconds(8 * 3_600 + 60))
        #expect(bench.glass.terminal.isDark)
        bench.touch()
        #expect(!bench.glass.terminal.isDark)
        #expect(bench.sign?.opening?.day == .today)
        #expect(bench.lights == [.dimmed, .dark, .dimmed])
        bench.touch()
        bench.glass.wait(.seconds(299))
        #expect(!bench.glass.terminal.isDark)
        bench.glass.wait(.seconds(1))
        #expect(bench.lights == [.dimmed, .dark, .dimmed, .dark])
    }

    @Test func aTouchKeepsItFromTheDarkForFiveMinutesMore() {
        var bench = ClosedBench.closed
        bench.glass.wait(.seconds(200))
        bench.touch()
        bench.glass.wait(.seconds(299))
        #expect(!bench.glass.terminal.isDark)
        bench.glass.wait(.seconds(1))
        #expect(bench.glass.terminal.isDark)
    }

    @Test func litByAnotherHandItIsDimmedForFiveMinutesMore() {
        var bench = ClosedBench.closed
        bench.glass.wait(.seconds(400))
        bench.glass.send(.lit)
        #expect(bench.lights == [.dimmed, .dark, .dimmed])
        bench.glass.wait(.seconds(299))
        #expect(!bench.glass.terminal.isDark)
        bench.glass.wait(.seconds(1))
        #expect(bench.glass.terminal.isDark)
    }

    @Test func theWordsMoveOnceAMinuteToAnotherRowAndVisitNinePlaces() throws {
        var bench = ClosedBench.closed
        var places: [Int] = []
        for minute in 0..<60 {
            // Somebody touches it now and then, so that it stays.
            if minute % 3 == 0 { bench.finger(.down, at: PanelPoint(x: 9, y: 9)) }
            if minute % 3 == 1 { bench.finger(.up, at: PanelPoint(x: 9, y: 9)) }
            places.append(try #require(bench.sign).place)
            let wake = bench.glass.terminal.nextDeadline.map { $0 - bench.glass.now }
            #expect(minute % 3 == 0 || wake == .seconds(60))
            bench.glass.wait(.seconds(60))
        }
        #expect(Set(places) == Set(0..<9))
        #expect(zip(places, places.dropFirst()).allSatisfy { $0 / 3 != $1 / 3 })
        for place in 0..<9 { #expect(places.count { $0 == place } <= 7) }
    }

    /// Property: over random hours, clocks, people and journals the glass is closed
    /// only where the unit is, and as bright as what it shows.
    @Test(arguments: 0..<200) func keepsItsPromisesOverARandomWalk(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var bench = ClosedBench()
        var hours: OpeningHours? = .office
        var told: (utcMs: Int64, at: Instant)?
        for _ in 0..<200 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<3:
                let keys = bench.glass.hits.regions.compactMap { Key($0.target) }
                if let key = keys.randomElement(using: &random) { bench.glass.press(key) }
            case 3: bench.touch()
            case 4:
                told = (
                    ClosedBench.wednesday + Int64.random(in: 0..<604_800_000, using: &random),
                    bench.glass.now
                )
                if let told { bench.tell(told.utcMs) }
            case 5: bench.glass.wait(.seconds(Int64.random(in: 1..<40_000, using: &random)))
            case 6:
                hours = Bool.random(using: &random) ? .office : OpeningHours([.saturday: 100..<1_000])
                bench.use(hours)
            default: bench.glass.wait(.milliseconds(Int64.random(in: 1..<400_000, using: &random)))
            }
            bench.glass.answerJournal()
            if let deadline = bench.glass.terminal.nextDeadline { #expect(deadline > bench.glass.now) }
            let isOpen = told.map { told in
                hours?.isOpen(at: told.utcMs + (bench.glass.now - told.at).milliseconds) != false
            }
            // New content waits for a visit to end.
            if bench.sign != nil { #expect(isOpen == false) }
            if bench.glass.screen.isGreeting { #expect(isOpen != false) }
            let isDark = bench.glass.terminal.isDark
            #expect(!isDark || bench.sign != nil)
            let light = bench.lights.last ?? .lit
            #expect(light == (bench.sign == nil ? .lit : isDark ? .dark : .dimmed))
        }
    }
}
