import KioskCore
import Scenes
import Surveys
import Testing
import Wire

/// Outside the opening hours.
struct ClosedTests {
    @Test func closesAtClosingAndGreetsAtOpening() {
        var bench = ClosedBench.beforeClosing
        bench.glass.wait(.milliseconds(299_999))
        #expect(bench.glass.screen.isGreeting && bench.lights == [])
        bench.glass.wait(.milliseconds(1))
        #expect(bench.sign?.opening == OpeningHours.Opening(.tomorrow, minute: 480))
        #expect(bench.lights == [.dimmed])
        bench.glass.wait(.seconds(16 * 3_600) - .milliseconds(1))
        #expect(bench.sign != nil)
        bench.glass.wait(.milliseconds(1))
        #expect(bench.glass.screen.isGreeting)
        #expect(bench.lights == [.dimmed, .dark, .lit])
        bench.glass.press(.start)
        #expect(bench.glass.screen.isQuestion)
    }

    @Test func aVisitUnderWayRunsOverTheClosingToItsThanks() {
        var bench = ClosedBench.beforeClosing
        bench.glass.wait(.seconds(290))
        bench.glass.press(.start, .scale(3))
        bench.glass.answerJournal()
        bench.glass.wait(.seconds(20))
        #expect(bench.glass.screen.chosen == .scale(3))
        bench.glass.press(.next)
        bench.glass.answerJournal()
        #expect(bench.glass.screen == .thanks && bench.lights == [])
        #expect(bench.glass.terminal.acknowledged == 1)
        bench.glass.wait(.seconds(8))
        #expect(bench.sign != nil && bench.lights == [.dimmed])
    }

    @Test func whoReadsThePrivacyNoticeMayReadOn() {
        var content = Content.sample
        content.hours = .office
        content.privacy = PrivacyScreen(controller: "Alue", contact: "010", days: 30)
        var bench = ClosedBench.beforeClosing
        bench.glass.send(.contentLoaded(content))
        bench.glass.wait(.seconds(290))
        bench.glass.press(.privacy)
        bench.glass.wait(.seconds(20))
        #expect(bench.sign == nil)
        bench.glass.wait(.seconds(20))
        #expect(bench.sign != nil)
    }

    @Test func closesInTheLanguageInWhichItRests() {
        var bench = ClosedBench.beforeClosing
        bench.glass.wait(.seconds(290))
        bench.glass.press(.language(.swedish))
        bench.glass.wait(.seconds(10))
        #expect(bench.sign != nil)
        #expect(bench.glass.terminal.model.language == .finnish)
    }

    @Test(arguments: [
        nil,
        // Too unsure, before this program was written, and absurd.
        TimeFix(utcMs: ClosedBench.wednesday, errorMs: 60_001, atBootNs: 1, source: "heartbeat"),
        TimeFix(utcMs: 1_000_000_000_000, errorMs: 5, atBootNs: 1, source: "heartbeat"),
        TimeFix(utcMs: .max, errorMs: .max, atBootNs: .min, source: "heartbeat"),
        TimeFix(utcMs: .min, errorMs: .min, atBootNs: .max, source: "heartbeat"),
        TimeFix(utcMs: ClosedBench.wednesday, errorMs: 5, atBootNs: .min, source: "heartbeat"),
    ]) func aClockThatIsNotSureClosesNothing(fix: TimeFix?) {
        var bench = ClosedBench()
        if let fix { bench.glass.send(.uplink(.said(.time(fix)))) }
        for _ in 0..<24 {
            #expect(bench.glass.screen.isGreeting && bench.lights == [])
            bench.glass.wait(.seconds(3_600))
        }
        // The control: a sure one does.
        bench.tell(ClosedBench.wednesday, errorMs: 60_000)
        #expect(bench.sign != nil)
    }

    @Test func aReadingThatMovesTheClockOpensAndCloses() {
        var bench = ClosedBench.closed
        bench.tell(ClosedBench.wednesday(9))
        #expect(bench.glass.screen.isGreeting)
        bench.tell(ClosedBench.wednesday(7))
        #expect(bench.sign?.opening == OpeningHours.Opening(.today, minute: 480))
        bench.glass.wait(.seconds(3_600))
        #expect(bench.glass.screen.isGreeting)
        #expect(bench.lights == [.dimmed, .lit, .dimmed, .dark, .lit])
    }

    @Test func contentWithOtherHoursHoldsAtOnce() {
        var bench = ClosedBench.closed
        bench.use(OpeningHours([.wednesday: 480..<1_020]))
        #expect(bench.glass.screen.isGreeting)
        bench.use(.office)
        #expect(bench.sign != nil)
        bench.use(nil)
        #expect(bench.glass.screen.isGreeting)
        bench.glass.wait(.seconds(7 * 86_400))
        #expect(bench.lights == [.dimmed, .lit, .dimmed, .lit])
    }

    @Test func saysMondayAtTheWeekendAndTodayAfterMidnight() {
        var bench = ClosedBench(at: ClosedBench.wednesday(2 * 24 + 17))
        #expect(bench.sign?.opening == OpeningHours.Opening(.on(.monday), minute: 480))
        bench.tell(ClosedBench.wednesday(4 * 24 + 23, 59) + 30_000)
        #expect(bench.sign?.opening == OpeningHours.Opening(.tomorrow, minute: 480))
        bench.glass.wait(.milliseconds(29_999))
        #expect(bench.sign?.opening?.day == .tomorrow)
        #expect(bench.glass.terminal.nextDeadline == bench.glass.now + .milliseconds(1))
        bench.glass.wait(.milliseconds(1))
        #expect(bench.sign?.opening?.day == .today)
    }

    /// 28 March and 31 October 2027: the night to Sunday is an hour shorter, then an
    /// hour longer.
    @Test(arguments: [(1_806_156_000_000 as Int64, 15), (1_824_901_200_000, 17)])
    func opensByTheClockOnTheWallWhenItIsChanged(saturdayEvening: Int64, hours: Int) {
        let sunday = OpeningHours([.saturday: 480..<960, .sunday: 480..<960])
        var bench = ClosedBench(sunday, at: saturdayEvening)
        #expect(bench.sign?.opening == OpeningHours.Opening(.tomorrow, minute: 480))
        bench.glass.wait(.seconds(hours * 3_600) - .milliseconds(1))
        #expect(bench.sign != nil)
        bench.glass.wait(.milliseconds(1))
        #expect(bench.glass.screen.isGreeting)
    }

    @Test func aTechnicianCalibratesOnALitGlass() {
        var bench = ClosedBench.closed
        let panel = CalibrationTests.lying
        let request = CalibrationRequest(panel: panel, rotation: .none, standing: .identity)
        for isDark in [false, true] {
            if isDark { bench.glass.wait(.seconds(300)) }
            #expect(bench.glass.terminal.isDark == isDark)
            bench.glass.send(.calibrationAsked(request))
            guard case .calibrating = bench.glass.screen else {
                Issue.record("no crosses")
                return
            }
            #expect(bench.lights.last == .lit)
            bench.glass.send(.calibrationGivenUp)
            #expect(bench.sign != nil && bench.lights.last == .dimmed)
        }
    }

    @Test func aJournalThatFailsLightsNoGlassAtNight() {
        var bench = ClosedBench.closed
        bench.glass.send(.uplink(.said(.receipts([]))))
        bench.glass.answerJournal(failing: true)
        #expect(bench.sign != nil && bench.lights == [.dimmed])
        bench.tell(ClosedBench.wednesday(9))
        #expect(bench.glass.screen == .outOfService)
    }
}
