import CEvdev
import Testkit
import Touch

/// Frames as no honest device sends them.
struct Storm {
    private var random: SplitMix

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
    }

    mutating func frame() -> [InputEvent] {
        let events = (0..<Int.random(in: 0...8, using: &random)).map { _ in event() }
        // Now and then the report is missing.
        return Int.random(in: 0..<50, using: &random) == 0 ? events : events + [.report()]
    }

    private mutating func event() -> InputEvent {
        switch Int.random(in: 0..<11, using: &random) {
        case 0, 1: .absolute(ABS_MT_SLOT, .random(in: -2...12, using: &random))
        case 2, 3: .absolute(ABS_MT_TRACKING_ID, .random(in: -1...3, using: &random))
        case 4: .absolute(ABS_MT_TRACKING_ID, -1)
        case 5: .absolute(ABS_MT_POSITION_X, .random(in: -100...1100, using: &random))
        case 6: .absolute(ABS_MT_POSITION_Y, .random(in: .min ... .max, using: &random))
        case 7: .key(Bool.random(using: &random) ? BTN_LEFT : BTN_TOUCH, .random(in: 0...2, using: &random))
        case 8: InputEvent(type: EV_SYN, code: SYN_MT_REPORT, value: 0)
        case 9: .absolute(ABS_X, .random(in: .min ... .max, using: &random))
        default:
            InputEvent(
                type: .random(in: -1...0x20, using: &random), code: .random(in: -1...0x2ff, using: &random),
                value: .random(in: .min ... .max, using: &random))
        }
    }
}
