import KioskCore
import Scenes
import Surveys
import Touch

/// What fingers may choose, told by their whole lives and by nothing of the decoder or
/// the detector.
struct PressOracle {
    private struct Life {
        var id: Int
        var start: Instant
        var origin: PanelPoint
        var target: Target?
        /// No other finger and no other screen since it came down.
        var isAlone: Bool
        var isPalm: Bool

        /// For the glass nothing lies longer on it (`quality.md` K6).
        func isOver(at now: Instant) -> Bool { start + .seconds(5) <= now }
    }

    static let drift = 30.0
    static let hits = HitMap(
        (0..<3).map { place in
            HitMap.Region(
                target: Target(rawValue: "key.\(place)"),
                rect: Rect(x: Double(place) * 350, y: 0, width: 300, height: 1_000))
        })
    private static let faultLimit = 10

    private(set) var faults: [String] = []
    private var lives: [Int: Life] = [:]
    private var pressed: Target?

    static func contact(of sample: TouchSample) -> Contact {
        let phase: Contact.Phase =
            switch sample.phase {
            case .down: .down
            case .moved: .moved
            case .up: .up
            case .cancelled: .cancelled
            }
        return Contact(
            id: sample.slot, phase: phase, at: point(of: sample),
            size: sample.sizeMillimetres.map { Millimetres($0) }, isCalledPalm: sample.isPalm)
    }

    private static func point(of sample: TouchSample) -> PanelPoint {
        PanelPoint(x: 1_000 * sample.x, y: 1_000 * sample.y)
    }

    /// A sample came: its contact must have begun, and begins once.
    mutating func came(_ sample: TouchSample, at now: Instant) {
        if !(0...1).contains(sample.x) || !(0...1).contains(sample.y) { note("outside: \(sample)") }
        guard sample.phase == .down else {
            if lives[sample.slot]?.id != sample.trackingID { note("not down: \(sample)") }
            if Self.isPalm(sample) { lives[sample.slot]?.isPalm = true }
            return
        }
        if lives[sample.slot] != nil { note("a second down: \(sample)") }
        let others = lives.filter { !$0.value.isOver(at: now) }.keys
        for slot in others { lives[slot]?.isAlone = false }
        let point = Self.point(of: sample)
        lives[sample.slot] = Life(
            id: sample.trackingID, start: now, origin: point, target: Self.hits.target(at: point),
            isAlone: others.isEmpty, isPalm: Self.isPalm(sample))
    }

    private static func isPalm(_ sample: TouchSample) -> Bool {
        sample.isPalm || sample.sizeMillimetres ?? 0 > 25
    }

    /// What the detector made of that sample, or of time alone.
    mutating func saw(_ outcome: TapDetector.Outcome?, after sample: TouchSample?, at now: Instant) {
        switch outcome {
        case .pressed(let target): pressed = target
        case .released: pressed = nil
        case .chosen(let target):
            pressed = nil
            if let reason = reasonAgainst(target, by: sample, at: now) { note("\(reason): \(target)") }
        case nil: break
        }
        if let sample, sample.phase == .up || sample.phase == .cancelled { lives[sample.slot] = nil }
        if pressed != nil, lives.allSatisfy({ $0.value.isOver(at: now) }) {
            note("a key stays pressed with no finger on the glass")
        }
    }

    private func reasonAgainst(_ target: Target, by sample: TouchSample?, at now: Instant) -> String? {
        guard let sample, sample.phase == .up, let life = lives[sample.slot] else {
            return "chosen without a lift"
        }
        if life.target != target { return "chosen, never touched" }
        if !life.isAlone { return "chosen by one finger of several, or of another screen" }
        if life.isPalm { return "chosen by a palm" }
        if life.isOver(at: now) { return "chosen by what lay too long" }
        let point = Self.point(of: sample)
        let (x, y) = (point.x - life.origin.x, point.y - life.origin.y)
        let isOn =
            Self.hits.rect(of: target)?.contains(point) == true || x * x + y * y <= Self.drift * Self.drift
        return isOn ? nil : "chosen by a lift elsewhere"
    }

    /// What lies on the glass was meant for the screen before.
    mutating func screenChanged(at now: Instant) {
        pressed = nil
        for slot in lives.keys { lives[slot]?.isAlone = false }
    }

    mutating func wasUnplugged() {
        if !lives.isEmpty { note("the device went with contacts down") }
    }

    mutating func note(_ fault: String) {
        if faults.count < Self.faultLimit { faults.append(fault) }
    }
}
