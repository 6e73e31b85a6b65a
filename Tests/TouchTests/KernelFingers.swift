import CEvdev
import Linux
import Testing
import Touch

/// The hand of a ``KernelPanel``: what fingers do, as protocol B says it.
final class KernelFingers {
    let panel: KernelPanel
    private var nextID: Int32 = 1
    private var slots: Set<Int> = []

    init(_ name: String) throws {
        panel = try KernelPanel(.panel(name))
    }

    var path: String { panel.path }

    func frame(_ moves: [ScriptedTouch.Move]) throws {
        for move in moves {
            switch move {
            case .touch(let slot, let x, let y, _):
                try panel.say(EV_ABS, ABS_MT_SLOT, Int32(slot))
                if slots.insert(slot).inserted {
                    try panel.say(EV_ABS, ABS_MT_TRACKING_ID, nextID)
                    nextID += 1
                }
                try panel.say(EV_ABS, ABS_MT_POSITION_X, Int32(x * 4095))
                try panel.say(EV_ABS, ABS_MT_POSITION_Y, Int32(y * 4095))
            case .lift(let slot):
                slots.remove(slot)
                try panel.say(EV_ABS, ABS_MT_SLOT, Int32(slot))
                try panel.say(EV_ABS, ABS_MT_TRACKING_ID, -1)
            case .unplug:
                return panel.unplug()
            }
        }
        try panel.say(EV_SYN, SYN_REPORT, 0)
    }
}

extension Trait where Self == ConditionTrait {
    /// The machine lets us make input devices; the virtual board does.
    static var requiresInputDevices: Self {
        .enabled("no /dev/uinput") { (try? KernelPanel(.panel("palaute probe"))) != nil }
    }
}
