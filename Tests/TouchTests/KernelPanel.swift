import CEvdev
import Linux
import Testing
import Touch

/// A touchscreen that the kernel believes in (`uinput`), gone in `deinit`.
final class KernelPanel {
    static let axis: ClosedRange<Int32> = 0...4095

    let name: String
    let path: String
    private var device: OpaquePointer?
    private var nextID: Int32 = 1
    private var slots: Set<Int> = []

    init(_ name: String) throws {
        self.name = name
        let model = try #require(libevdev_new())
        defer { libevdev_free(model) }
        libevdev_set_name(model, name)
        libevdev_enable_property(model, UInt32(INPUT_PROP_DIRECT))
        libevdev_enable_event_code(model, UInt32(EV_KEY), UInt32(BTN_TOUCH), nil)
        let axes = [
            (ABS_MT_SLOT, 0...9), (ABS_MT_TRACKING_ID, 0...65535), (ABS_MT_POSITION_X, Self.axis),
            (ABS_MT_POSITION_Y, Self.axis), (ABS_X, Self.axis), (ABS_Y, Self.axis),
        ]
        for (code, range) in axes {
            var facts = input_absinfo()
            facts.minimum = range.lowerBound
            facts.maximum = range.upperBound
            libevdev_enable_event_code(model, UInt32(EV_ABS), UInt32(code), &facts)
        }
        var device: OpaquePointer?
        let managed = LIBEVDEV_UINPUT_OPEN_MANAGED.rawValue
        let result = libevdev_uinput_create_from_device(model, managed, &device)
        guard result == 0 else {
            throw SystemError(call: "libevdev_uinput_create_from_device", subject: name, code: -result)
        }
        self.device = device
        path = String(cString: libevdev_uinput_get_devnode(device))
    }

    deinit {
        unplug()
    }

    func frame(_ moves: [ScriptedTouch.Move]) {
        for move in moves {
            switch move {
            case .touch(let slot, let x, let y):
                say(EV_ABS, ABS_MT_SLOT, Int32(slot))
                if slots.insert(slot).inserted {
                    say(EV_ABS, ABS_MT_TRACKING_ID, nextID)
                    nextID += 1
                }
                say(EV_ABS, ABS_MT_POSITION_X, Int32(x * 4095))
                say(EV_ABS, ABS_MT_POSITION_Y, Int32(y * 4095))
            case .lift(let slot):
                slots.remove(slot)
                say(EV_ABS, ABS_MT_SLOT, Int32(slot))
                say(EV_ABS, ABS_MT_TRACKING_ID, -1)
            case .unplug:
                return unplug()
            }
        }
        say(EV_SYN, SYN_REPORT, 0)
    }

    private func unplug() {
        guard let device else { return }
        libevdev_uinput_destroy(device)
        self.device = nil
    }

    private func say(_ type: Int32, _ code: Int32, _ value: Int32) {
        libevdev_uinput_write_event(device, UInt32(type), UInt32(code), value)
    }
}

extension Trait where Self == ConditionTrait {
    /// The machine lets us make input devices; the virtual board does.
    static var requiresInputDevices: Self {
        .enabled("no /dev/uinput") { (try? KernelPanel("palaute probe")) != nil }
    }
}
