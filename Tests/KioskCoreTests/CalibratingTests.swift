import KioskCore
import Scenes
import Surveys
import Testing
import Testkit

/// The technician before the glass: nine crosses, one after the other.
struct CalibratingTests {
    /// A technician who touches what a panel of this `truth` shows.
    private struct Bench {
        var glass: Glass
        let truth: Calibration
        let request: CalibrationRequest

        init(
            truth: Calibration, rotation: Rotation = .none, standing: Calibration = .identity,
            glass: Glass = Glass()
        ) {
            let panel = rotation.swapsSides ? CalibrationTests.upright : CalibrationTests.lying
            self.glass = glass
            self.truth = truth
            request = CalibrationRequest(panel: panel, rotation: rotation, standing: standing)
        }

        var cross: SharePoint? {
            guard case .calibrating(let calibration) = glass.screen else { return nil }
            return calibration.cross
        }

        mutating func ask() { glass.send(.calibrationAsked(request)) }

        /// What the kiosk sees of a finger at this share of the picture.
        func contact(_ phase: Contact.Phase, at share: SharePoint, id: Int = 1) -> Contact {
            let device = truth.device(of: request.rotation.scanout(of: share))
            let point = request.standing.point(of: device, on: request.panel, rotation: request.rotation)
            return Contact(id: id, phase: phase, at: point, device: device)
        }

        mutating func touch(_ share: SharePoint, sliding: Double = 0) {
            glass.wait(.milliseconds(500))
            glass.send(.touched(contact(.down, at: share)))
            glass.now = glass.now + .milliseconds(120)
            let end = SharePoint(x: share.x + sliding, y: share.y)
            glass.send(.touched(contact(.up, at: end)))
        }

        mutating func touchAll() {
            while let cross { touch(cross) }
        }

        var fit: CalibrationFit? {
            for case .keepCalibration(let fit) in glass.effects { return fit }
            return nil
        }

        var refusals: [CalibrationRefusal] {
            glass.effects.compactMap { if case .refuseCalibration(let reason) = $0 { reason } else { nil } }
        }
    }

    @Test func nineTouchedCrossesMakeACalibrationAndTheGreetingComesBack() throws {
        var bench = Bench(truth: Calibration([1, 0, 0.04, 0, 1, -0.02]))
        bench.ask()
        var progress: [Int] = []
        while case .calibrating(let calibration) = bench.glass.screen {
            progress.append(calibration.index + 1)
            bench.touch(calibration.cross)
        }
        #expect(progress == Array(1...9))
        #expect(bench.glass.screen.isGreeting)
        let fit = try #require(bench.fit)
        #expect(fit.after.value < 0.001 && fit.before.value > 8)
        #expect(bench.refusals == [])
        #expect(bench.glass.orders == [])
    }

    /// Property: calibrated at one rotation, used at any other.
    @Test(arguments: Rotation.allCases) func aCalibrationHoldsAtEveryOtherRotation(made: Rotation) throws {
        var random = SplitMix(seed: UInt64(made.rawValue))
        for _ in 0..<20 {
            let truth = Calibration.random(using: &random)
            var bench = Bench(truth: truth, rotation: made, standing: Calibration([1, 0, 0.31, 0, 1, 0.3]))
            bench.ask()
            bench.touchAll()
            let fit = try #require(bench.fit)
            for used in Rotation.allCases {
                let panel = used.swapsSides ? CalibrationTests.upright : CalibrationTests.lying
                for _ in 0..<20 {
                    let place = SharePoint(
                        x: Double.random(in: 0...0.99, using: &random),
                        y: Double.random(in: 0...0.99, using: &random))
                    let device = truth.device(of: used.scanout(of: place))
                    let seen = fit.calibration.point(of: device, on: panel, rotation: used)
                    #expect(abs(seen.x - place.x * Double(panel.widthPixels)) < 0.01)
                    #expect(abs(seen.y - place.y * Double(panel.heightPixels)) < 0.01)
                }
            }
        }
    }

    @Test func aVisitUnderWayIsNeverInterrupted() {
        var visiting = Glass()
        visiting.press(.start)
        var closing = Glass()
        closing.press(.start, .scale(3), .next)
        var thanking = closing
        thanking.answerJournal()
        for glass in [visiting, closing, thanking] {
            var bench = Bench(truth: .identity, glass: glass)
            let screen = bench.glass.screen
            bench.ask()
            #expect(bench.refusals == [.visitUnderWay])
            #expect(bench.glass.screen == screen)
        }
    }

    @Test func isGivenUpAfterAMinuteWithoutATouch() {
        var bench = Bench(truth: .identity)
        bench.ask()
        bench.glass.wait(.seconds(59))
        bench.touch(SharePoint(x: 0.1, y: 0.1))
        bench.glass.wait(.seconds(59))
        #expect(bench.cross != nil)
        bench.glass.wait(.seconds(1))
        #expect(bench.glass.screen.isGreeting)
        #expect(bench.refusals == [.nobodyTouched])
    }

    @Test func endsWhenTheTechnicianGoesAwayAndVisitorsComeAgain() {
        var bench = Bench(truth: .identity)
        bench.ask()
        bench.touch(SharePoint(x: 0.1, y: 0.1))
        bench.glass.send(.calibrationGivenUp)
        #expect(bench.refusals == [])
        bench.glass.press(.start)
        #expect(bench.glass.screen.isQuestion)
        // Too late for whom it concerns.
        bench.glass.send(.calibrationGivenUp)
        #expect(bench.glass.screen.isQuestion)
    }

    @Test func asksOnceAtATime() {
        var bench = Bench(truth: .identity)
        bench.ask()
        bench.touch(SharePoint(x: 0.1, y: 0.1))
        bench.ask()
        #expect(bench.refusals == [.calibratingAlready])
        #expect(bench.cross == SharePoint(x: 0.5, y: 0.1))
    }

    @Test func slidesSecondFingersAndHurriedTouchesDoNotCount() {
        var bench = Bench(truth: .identity)
        bench.ask()
        let first = SharePoint(x: 0.1, y: 0.1)
        bench.touch(first, sliding: 0.2)
        #expect(bench.cross == first)
        bench.glass.wait(.milliseconds(500))
        for (id, phase) in [(1, Contact.Phase.down), (2, .down), (2, .up), (1, .up)] {
            bench.glass.send(.touched(bench.contact(phase, at: first, id: id)))
        }
        #expect(bench.cross == first)
        bench.touch(first)
        #expect(bench.cross == SharePoint(x: 0.5, y: 0.1))
        // Within the guard: a double tap is no touch of the second cross.
        bench.glass.send(.touched(bench.contact(.down, at: first)))
        bench.glass.send(.touched(bench.contact(.up, at: first)))
        #expect(bench.cross == SharePoint(x: 0.5, y: 0.1))
    }

    @Test func worksWhileTheTerminalHasNothingToAsk() throws {
        var bench = Bench(truth: Calibration([1, 0, 0.04, 0, 1, 0]), glass: Glass(content: nil))
        bench.ask()
        bench.touchAll()
        #expect(bench.fit != nil)
        #expect(bench.glass.screen == .outOfService)
    }

    @Test func lightsADarkGlass() {
        var bench = Bench(truth: .identity)
        bench.glass.send(.darkened)
        bench.ask()
        #expect(bench.glass.effects.last == .setGlass(.lit))
        #expect(bench.cross != nil)
    }

    @Test func newContentWaitsUntilTheCrossesAreDone() {
        var bench = Bench(truth: Calibration([1, 0, 0.04, 0, 1, 0]))
        bench.ask()
        let before = bench.glass.effects.filter { $0 == .activateContent }.count
        bench.glass.send(.contentLoaded(.sample(questions: 4)))
        #expect(bench.glass.effects.filter { $0 == .activateContent }.count == before)
        bench.touchAll()
        #expect(bench.glass.effects.filter { $0 == .activateContent }.count == before + 1)
    }
}
