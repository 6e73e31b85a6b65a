import KioskCore
import Scenes
import Surveys
import Testing
import Testkit

struct TapDetectorTests {
    let left = Target(rawValue: "left")
    let right = Target(rawValue: "right")
    let hits = HitMap([
        HitMap.Region(
            target: Target(rawValue: "left"), rect: Rect(x: 0, y: 0, width: 100, height: 100)),
        HitMap.Region(
            target: Target(rawValue: "right"), rect: Rect(x: 120, y: 0, width: 100, height: 100)),
    ])

    /// One step of a table: finger, what it does, where, at which millisecond.
    typealias Step = (finger: Int, phase: Contact.Phase, x: Double, ms: Int64)

    func outcomes(_ steps: [Step], changingScreenAt changeMs: Int64? = nil) -> [TapDetector.Outcome] {
        var detector = TapDetector(driftPixels: 30)
        var hasChanged = changeMs == nil
        var outcomes: [TapDetector.Outcome] = []
        for step in steps {
            if let changeMs, !hasChanged, step.ms >= changeMs {
                hasChanged = true
                detector.screenChanged(at: Instant(nanoseconds: changeMs * 1_000_000))
            }
            let contact = Contact(id: step.finger, phase: step.phase, at: PanelPoint(x: step.x, y: 50))
            let now = Instant(nanoseconds: step.ms * 1_000_000)
            if let outcome = detector.handle(contact, over: hits, at: now) { outcomes.append(outcome) }
        }
        return outcomes
    }

    @Test func choosesOnLiftInsideTheSameKey() {
        #expect(outcomes([(1, .down, 50, 0), (1, .up, 55, 90)]) == [.pressed(left), .chosen(left)])
    }

    @Test func takesALongPressForAPress() {
        #expect(outcomes([(1, .down, 50, 0), (1, .up, 50, 4_999)]).last == .chosen(left))
    }

    @Test func dropsAContactWhoseEndDoesNotComeAndItsLateEndDoesNothing() {
        #expect(outcomes([(1, .down, 50, 0), (1, .up, 50, 5_000)]) == [.pressed(left), .released])
        let trembling = (1..<60).map { (1, .moved, 50 + Double($0 % 2), Int64($0) * 100) as Step }
        let steps: [Step] = [(1, .down, 50, 0)] + trembling + [(1, .up, 50, 6_000)]
        #expect(outcomes(steps) == [.pressed(left), .released])
    }

    @Test func listensAgainAfterAContactHungForFiveSeconds() {
        let hung: [Step] = [(1, .down, 50, 0)]
        let others: [Step] = [(2, .down, 170, 4_900), (2, .up, 170, 4_950)]
        let later: [Step] = [(3, .down, 170, 5_000), (3, .up, 170, 5_050), (1, .up, 50, 5_100)]
        #expect(outcomes(hung + others) == [.pressed(left), .released])
        #expect(outcomes(hung + others + later).last == .chosen(right))
    }

    @Test func aContactThatHungBeforeTheScreenChangedDoesNotShortenTheGuard() {
        let steps: [Step] = [(1, .down, 50, 0), (2, .down, 170, 6_100), (2, .up, 170, 6_200)]
        #expect(outcomes(steps, changingScreenAt: 6_000) == [.pressed(left)])
    }

    @Test func theSlotOfADroppedContactServesTheNextFinger() {
        let steps: [Step] = [(1, .down, 50, 0), (1, .down, 170, 6_000), (1, .up, 170, 6_050)]
        #expect(outcomes(steps) == [.pressed(left), .pressed(right), .chosen(right)])
    }

    @Test func forgivesADriftOfEightMillimetres() {
        let drifted: [Step] = [(1, .down, 90, 0), (1, .moved, 112, 40), (1, .up, 118, 80)]
        #expect(outcomes(drifted) == [.pressed(left), .chosen(left)])
    }

    @Test func ignoresAFingerThatLeavesItsKeyAndLiftsElsewhere() {
        let left = outcomes([(1, .down, 50, 0), (1, .moved, 170, 40), (1, .up, 170, 80)])
        #expect(left == [.pressed(self.left), .released, .released])
    }

    @Test func pressesAgainWhenTheFingerComesBack() {
        let steps: [Step] = [(1, .down, 50, 0), (1, .moved, 170, 40), (1, .moved, 50, 60), (1, .up, 50, 80)]
        #expect(outcomes(steps) == [.pressed(left), .released, .pressed(left), .chosen(left)])
    }

    @Test func neverChoosesWithTwoFingers() {
        let steps: [Step] = [
            (1, .down, 50, 0), (2, .down, 170, 10), (2, .up, 170, 60), (1, .up, 50, 80),
        ]
        #expect(outcomes(steps) == [.pressed(left), .released])
    }

    @Test func choosesAgainOnceBothFingersAreUp() {
        let steps: [Step] = [
            (1, .down, 50, 0), (2, .down, 170, 10), (2, .up, 170, 60), (1, .up, 50, 80),
            (3, .down, 170, 200), (3, .up, 170, 260),
        ]
        #expect(outcomes(steps).last == .chosen(right))
    }

    @Test func aHandWhoseContactsComeAtOnceChoosesNothingUntilTheLastIsUp() {
        let hand: [Step] = (0..<4).map { (10 + $0, .down, 40 + 10 * Double($0), Int64($0) * 4) }
        let lifts: [Step] = (0..<4).map { (10 + $0, .up, 40 + 10 * Double($0), 200 + Int64($0) * 30) }
        #expect(outcomes(hand + lifts) == [.pressed(left), .released])
        let finger: [Step] = [(1, .down, 50, 250), (1, .up, 50, 400)]
        #expect(outcomes(hand + lifts.prefix(2) + finger) == [.pressed(left), .released])
    }

    @Test func carriesNoPressOverToTheNextScreen() {
        let steps: [Step] = [
            (1, .down, 50, 0), (1, .up, 50, 1_000), (1, .down, 50, 1_200), (1, .up, 50, 1_300),
        ]
        #expect(outcomes(steps, changingScreenAt: 500) == [.pressed(left)])
    }

    @Test func guardsFourHundredMillisecondsAfterAChangeAndThenListens() {
        let steps: [Step] = [(1, .down, 50, 300), (1, .up, 50, 350), (1, .down, 50, 450), (1, .up, 50, 500)]
        #expect(outcomes(steps, changingScreenAt: 0) == [.pressed(left), .chosen(left)])
    }

    @Test func forgetsAFingerWhoseDeviceWentAway() {
        let steps: [Step] = [
            (1, .down, 50, 0), (1, .cancelled, 50, 20), (2, .down, 170, 100), (2, .up, 170, 150),
        ]
        #expect(outcomes(steps) == [.pressed(left), .released, .pressed(right), .chosen(right)])
    }

    @Test(arguments: 0..<200) func neverChoosesWithoutDownAndUpOverTheSameKey(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var detector = TapDetector(driftPixels: 8)
        var downs: [Int: Target?] = [:]
        for step in 0..<500 {
            let now = Instant(nanoseconds: Int64(step) * 30_000_000)
            let finger = Int.random(in: 0..<3, using: &random)
            let point = PanelPoint(x: Double.random(in: -20..<260, using: &random), y: 50)
            let phase: Contact.Phase =
                downs[finger] == nil
                ? .down : [.moved, .up, .cancelled][Int.random(in: 0..<3, using: &random)]
            let outcome = detector.handle(
                Contact(id: finger, phase: phase, at: point), over: hits, at: now)
            if case .chosen(let target) = outcome {
                #expect(phase == .up && downs[finger] == target && downs.count == 1)
            }
            switch phase {
            case .down: downs[finger] = hits.target(at: point)
            case .up, .cancelled: downs[finger] = nil
            case .moved: break
            }
            if Int.random(in: 0..<40, using: &random) == 0 { detector.screenChanged(at: now) }
        }
    }
}
