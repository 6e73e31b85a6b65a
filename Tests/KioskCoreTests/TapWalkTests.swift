import KioskCore
import Scenes
import Surveys
import Testing

/// A hundred thousand random contacts against the law, and detectors without one
/// of the protections, which the same walk must find.
struct TapWalkTests {
    @Test func aHundredThousandContactsChooseWhatTheLawSaysAndNothingElse() {
        let report = TapWalk.run(TapDetector(driftPixels: TapWalk.drift), seed: 1, contacts: 120_000)
        let refused = report.refused.map { "\($0.value) \($0.key)" }.sorted().joined(separator: ", ")
        print("tap walk: \(report.contacts) contacts, \(report.chosen) chosen, refused: \(refused)")
        #expect(report.contacts >= 100_000)
        #expect(report.faults == 0, "\(report)")
        // Nothing is proved about a case that never came.
        #expect(report.chosen > 1_000)
        for reason in TapLaw.Reason.allCases {
            #expect(report.refused[reason, default: 0] > 100, "\(reason)")
        }
    }

    @Test func theSameSeedGivesTheSameWalk() {
        let reports = (0..<2).map { _ in
            TapWalk.run(TapDetector(driftPixels: TapWalk.drift), seed: 7, contacts: 1_000)
        }
        #expect(reports[0].chosen == reports[1].chosen && reports[0].refused == reports[1].refused)
    }

    @Test func aDetectorWithoutTheGuardIsFound() {
        let report = walk(WithoutGuard())
        #expect(report.wronglyChosen[.guarded, default: 0] > 0)
        #expect(report.wronglyChosen[.screenChanged, default: 0] > 0)
    }

    @Test func aDetectorThatChoosesWithTwoContactsIsFound() {
        #expect(walk(OneForEachFinger()).wronglyChosen[.severalContacts, default: 0] > 0)
    }

    @Test func aDetectorThatTakesPalmsForFingersIsFound() {
        #expect(walk(BlindToSize()).wronglyChosen[.palm, default: 0] > 0)
    }

    @Test func aDetectorThatForgetsWhereFingersCameDownIsFound() {
        #expect(walk(JudgingTheLiftAlone()).wronglyChosen[.liftedElsewhere, default: 0] > 0)
    }

    @Test func aDetectorThatDoesNotSeeFingersSlideOffIsFound() {
        #expect(walk(BlindToSlides()).wronglyChosen[.liftedElsewhere, default: 0] > 0)
    }

    @Test func aDetectorThatDropsNothingIsFound() {
        var patient = TapDetector(driftPixels: TapWalk.drift)
        patient.stuckAfter = .seconds(3_600)
        let report = walk(patient)
        #expect(report.wronglyChosen[.stuck, default: 0] > 0)
        #expect(report.deaf > 0)
    }

    @Test func aDetectorThatIsTooStrictIsFound() {
        #expect(walk(TapDetector(driftPixels: 5)).deaf > 0)
        var hasty = TapDetector(driftPixels: TapWalk.drift)
        hasty.stuckAfter = .milliseconds(300)
        #expect(walk(hasty).deaf > 0)
    }

    private func walk(_ judge: some TapJudge) -> TapWalk.Report {
        TapWalk.run(judge, seed: 2, contacts: 10_000)
    }
}

/// A detector with something taken away before it sees it.
protocol TapFilter: TapJudge {
    var inner: TapDetector { get set }
    mutating func filtered(_ contact: Contact) -> [Contact]
}

extension TapFilter {
    mutating func screenChanged(at now: Instant) { inner.screenChanged(at: now) }
    mutating func dropStuck(at now: Instant) -> TapDetector.Outcome? { inner.dropStuck(at: now) }

    mutating func handle(_ contact: Contact, over hits: HitMap, at now: Instant) -> TapDetector.Outcome? {
        var outcome: TapDetector.Outcome?
        for contact in filtered(contact) { outcome = inner.handle(contact, over: hits, at: now) ?? outcome }
        return outcome
    }
}

struct WithoutGuard: TapFilter {
    var inner = TapDetector(driftPixels: TapWalk.drift)
    mutating func screenChanged(at now: Instant) {}
    func filtered(_ contact: Contact) -> [Contact] { [contact] }
}

struct BlindToSize: TapFilter {
    var inner = TapDetector(driftPixels: TapWalk.drift)

    func filtered(_ contact: Contact) -> [Contact] {
        [Contact(id: contact.id, phase: contact.phase, at: contact.at)]
    }
}

struct BlindToSlides: TapFilter {
    var inner = TapDetector(driftPixels: TapWalk.drift)
    private var origins: [Int: PanelPoint] = [:]

    mutating func filtered(_ contact: Contact) -> [Contact] {
        var contact = contact
        if contact.phase == .down { origins[contact.id] = contact.at }
        contact.at = origins[contact.id] ?? contact.at
        return [contact]
    }
}

struct JudgingTheLiftAlone: TapFilter {
    var inner = TapDetector(driftPixels: TapWalk.drift)

    func filtered(_ contact: Contact) -> [Contact] {
        guard contact.phase == .up, inner.isDown(contact.id) else { return [contact] }
        var down = contact
        down.phase = .down
        return [down, contact]
    }
}

struct OneForEachFinger: TapJudge {
    private var detectors: [Int: TapDetector] = [:]
    private var fresh = TapDetector(driftPixels: TapWalk.drift)

    mutating func screenChanged(at now: Instant) {
        fresh.screenChanged(at: now)
        for finger in detectors.keys { detectors[finger]?.screenChanged(at: now) }
    }

    mutating func dropStuck(at now: Instant) -> TapDetector.Outcome? {
        var outcome: TapDetector.Outcome?
        for finger in detectors.keys { outcome = detectors[finger]?.dropStuck(at: now) ?? outcome }
        return outcome
    }

    mutating func handle(_ contact: Contact, over hits: HitMap, at now: Instant) -> TapDetector.Outcome? {
        detectors[contact.id, default: fresh].handle(contact, over: hits, at: now)
    }
}
