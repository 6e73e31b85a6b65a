import KioskCore
import Scenes
import Surveys
import Testkit

/// What judges contacts: the detector, or one with a protection taken away.
protocol TapJudge {
    mutating func screenChanged(at now: Instant)
    mutating func handle(_ contact: Contact, over hits: HitMap, at now: Instant) -> TapDetector.Outcome?
    mutating func dropStuck(at now: Instant) -> TapDetector.Outcome?
}

extension TapDetector: TapJudge {}

/// Random hands before the glass: taps, slides, palms, several fingers, contacts
/// whose end never comes, and screens that change under them.
struct TapWalk {
    struct Report {
        var contacts = 0
        var chosen = 0
        var refused: [TapLaw.Reason: Int] = [:]
        /// What a lift did against the law: chosen though refused, by the reason.
        var wronglyChosen: [TapLaw.Reason: Int] = [:]
        /// Clean taps that chose nothing.
        var deaf = 0
        /// A key stayed pressed with no finger on the glass.
        var leftPressed = 0

        var faults: Int { wronglyChosen.values.reduce(0, +) + deaf + leftPressed }
    }

    static let hits = HitMap(
        (0..<3).map { place in
            HitMap.Region(
                target: Target(rawValue: "key.\(place)"),
                rect: Rect(x: Double(place) * 120, y: 0, width: 100, height: 100))
        })
    static let drift = 30.0

    private var random: SplitMix
    private var now = Instant(nanoseconds: 1_000_000_000)
    private var law = TapLaw(hits: hits, drift: drift)
    private var down: [Int: PanelPoint] = [:]
    private var pressed: Target?
    private(set) var report = Report()

    static func run(_ judge: some TapJudge, seed: UInt64, contacts: Int) -> Report {
        var walk = TapWalk(random: SplitMix(seed: seed))
        var judge = judge
        while walk.report.contacts < contacts { walk.step(&judge) }
        return walk.report
    }

    private init(random: SplitMix) {
        self.random = random
    }

    private mutating func step(_ judge: inout some TapJudge) {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<4: changeScreen(&judge)
        case 4..<6:
            // Nobody comes for a while: what hangs is dropped.
            pass(5_001...6_000)
            note(judge.dropStuck(at: now))
            if law.isEmpty(at: now), pressed != nil { report.leftPressed += 1 }
        case 6..<60: tap(&judge)
        default: fumble(&judge)
        }
    }

    private mutating func changeScreen(_ judge: inout some TapJudge) {
        pass(1...300)
        law.screenChanged(at: now)
        judge.screenChanged(at: now)
        pressed = nil
    }

    /// One finger comes and goes, mostly as people's fingers do.
    private mutating func tap(_ judge: inout some TapJudge) {
        let finger = 0
        let place = point()
        pass(1...700)
        touch(finger, .down, place, &judge)
        if Int.random(in: 0..<20, using: &random) == 0 { changeScreen(&judge) }
        let slides = Int.random(in: 0..<5, using: &random) == 0
        let end =
            slides ? point() : PanelPoint(x: place.x + Double.random(in: -35...35, using: &random), y: 50)
        if slides {
            pass(5...200)
            touch(finger, .moved, end, &judge)
        }
        pass(Int.random(in: 0..<20, using: &random) == 0 ? 3_000...5_500 : 20...400)
        touch(finger, .up, end, &judge)
    }

    /// Anything that a device may say.
    private mutating func fumble(_ judge: inout some TapJudge) {
        pass(1...400)
        let finger = Int.random(in: 0..<4, using: &random)
        if down[finger] == nil { return touch(finger, .down, point(), &judge) }
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<3: touch(finger, .moved, point(), &judge)
        case 3: touch(finger, .cancelled, point(), &judge)
        // The end got lost; the slot is used again.
        case 4: touch(finger, .down, point(), &judge)
        default: touch(finger, .up, point(), &judge)
        }
    }

    private mutating func touch(
        _ finger: Int, _ phase: Contact.Phase, _ place: PanelPoint, _ judge: inout some TapJudge
    ) {
        let isPalm = Int.random(in: 0..<25, using: &random) == 0
        let saysSize = Bool.random(using: &random)
        let size = isPalm ? Millimetres(Double.random(in: 25.1...90, using: &random)) : Millimetres(12)
        let contact = Contact(
            id: finger, phase: phase, at: place, size: saysSize ? size : nil,
            isCalledPalm: isPalm && !saysSize)
        if phase == .down { report.contacts += 1 }
        down[finger] = phase == .down || phase == .moved ? place : nil
        let verdict = law.handle(contact, isPalm: isPalm, at: now)
        let outcome = judge.handle(contact, over: Self.hits, at: now)
        note(outcome)
        compare(outcome, verdict)
        if law.isEmpty(at: now), pressed != nil { report.leftPressed += 1 }
    }

    private mutating func compare(
        _ outcome: TapDetector.Outcome?, _ verdict: Result<Target, TapLaw.Refusal>?
    ) {
        switch (outcome, verdict) {
        case (.chosen(let chosen), .success(let target)) where chosen == target: report.chosen += 1
        case (.chosen, .success), (.chosen, nil): report.wronglyChosen[.liftedElsewhere, default: 0] += 1
        case (.chosen, .failure(let refusal)): report.wronglyChosen[refusal.reason, default: 0] += 1
        case (_, .success): report.deaf += 1
        case (_, .failure(let refusal)): report.refused[refusal.reason, default: 0] += 1
        case (_, nil): break
        }
    }

    private mutating func note(_ outcome: TapDetector.Outcome?) {
        switch outcome {
        case .pressed(let target): pressed = target
        case .released, .chosen: pressed = nil
        case nil: break
        }
    }

    private mutating func point() -> PanelPoint {
        PanelPoint(x: Double.random(in: -20..<360, using: &random), y: 50)
    }

    private mutating func pass(_ milliseconds: ClosedRange<Int64>) {
        now = now + .milliseconds(Int64.random(in: milliseconds, using: &random))
    }
}
