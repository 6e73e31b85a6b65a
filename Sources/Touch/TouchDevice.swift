import CEvdev
import Linux

/// An input device through libevdev: its handle, what it is, what it says.
///
/// Wraps `libevdev_new_from_fd` and `libevdev_free`.
final class TouchDevice {
    let path: String
    let descriptor: Descriptor
    private let handle: OpaquePointer

    /// Opens a device and reads its state; it need not be a touchscreen.
    init(_ path: String) throws(SystemError) {
        // Read only: whoever watches the folder would take the closing of what can be
        // written for a change, look again, close again, and never rest.
        let descriptor = try Descriptor.open(path, O_RDONLY | O_NONBLOCK)
        var handle: OpaquePointer?
        try Self.check("libevdev_new_from_fd", path, libevdev_new_from_fd(descriptor.rawValue, &handle))
        self.path = path
        self.descriptor = descriptor
        self.handle = handle!
    }

    deinit {
        libevdev_free(handle)
    }

    /// The device's own name.
    var name: String { String(cString: libevdev_get_name(handle)) }

    /// Where it is plugged in, such as `usb-0000:00:14.0-2/input0`; stays the same
    /// over a replug.
    var physicalPath: String { libevdev_get_phys(handle).map { String(cString: $0) } ?? "" }

    /// What the device says that it is.
    var description: Recording.Device {
        let identity = [
            libevdev_get_id_bustype(handle), libevdev_get_id_vendor(handle), libevdev_get_id_product(handle),
            libevdev_get_id_version(handle),
        ]
        return Recording.Device(
            name: name, identity: identity.map(UInt16.init(truncatingIfNeeded:)),
            properties: Set((0...INPUT_PROP_MAX).filter { libevdev_has_property(handle, UInt32($0)) == 1 }),
            keys: Set((0...KEY_MAX).filter { has(EV_KEY, $0) }), axes: axes)
    }

    private var axes: [Int32: Recording.Axis] {
        var axes: [Int32: Recording.Axis] = [:]
        for code in 0...ABS_MAX where has(EV_ABS, code) {
            guard let facts = libevdev_get_abs_info(handle, UInt32(code))?.pointee,
                facts.minimum <= facts.maximum
            else { continue }
            axes[code] = Recording.Axis(
                facts.minimum...facts.maximum, fuzz: facts.fuzz, flat: facts.flat,
                resolution: facts.resolution)
        }
        return axes
    }

    /// How touches are to be read from it, nil when it gives none.
    var ability: TouchAbility? {
        description.touchAbility(slotCount: slotCount, isTouched: state(EV_KEY, BTN_TOUCH) != 0)
    }

    /// A tracker that knows what the device says of itself now.
    func tracker(_ ability: TouchAbility) -> SlotTracker {
        let shape = ability.shape
        switch (shape.kind, ability.dialect) {
        case (.slots, .frames): return SlotTracker(shape)
        case (.slots, _):
            let slots = (0..<slotCount).map { slot in
                let id = value(slot, ABS_MT_TRACKING_ID)
                return SlotTracker.Slot(
                    contact: id < 0 ? .none : .unreported(id: Int(id)),
                    x: value(slot, ABS_MT_POSITION_X), y: value(slot, ABS_MT_POSITION_Y),
                    size: value(slot, ABS_MT_TOUCH_MAJOR), tool: value(slot, ABS_MT_TOOL_TYPE))
            }
            return SlotTracker(shape, slots: slots, current: Int(libevdev_get_current_slot(handle)))
        case (.pointer, _):
            var pressed = Self.buttons.filter { state(EV_KEY, $0) != 0 }
            if case .pressure = ability.dialect, state(EV_ABS, ABS_PRESSURE) > 0 { pressed = [BTN_TOUCH] }
            let slot = SlotTracker.Slot(
                contact: pressed.isEmpty ? .none : .unreported(id: 0),
                x: state(EV_ABS, ABS_X), y: state(EV_ABS, ABS_Y))
            return SlotTracker(shape, slots: [slot], pressed: Set(pressed))
        }
    }

    /// Takes the device for us alone (`EVIOCGRAB`), so that no console sees what
    /// is touched; its events count in CLOCK_MONOTONIC from now on.
    func claim() throws(SystemError) {
        try Self.check("libevdev_set_clock_id", path, libevdev_set_clock_id(handle, CLOCK_MONOTONIC))
        try Self.check("libevdev_grab", path, libevdev_grab(handle, LIBEVDEV_GRAB))
    }

    /// What reading gave.
    enum Reading {
        case event(InputEvent)
        /// Events were lost; this one is among those that make up for them.
        case resync(InputEvent)
        case nothing
    }

    /// Reads the next event; after lost ones libevdev first makes up for them.
    ///
    /// - Parameter isResyncing: what was read last was a `resync`.
    /// - Throws: ENODEV when the device is gone. The corresponding C function is
    ///   `libevdev_next_event`.
    func next(isResyncing: Bool) throws(SystemError) -> Reading {
        let flag = isResyncing ? LIBEVDEV_READ_FLAG_SYNC : LIBEVDEV_READ_FLAG_NORMAL
        var event = input_event()
        let status = libevdev_next_event(handle, flag.rawValue, &event)
        if status == -EAGAIN { return .nothing }
        try Self.check("libevdev_next_event", path, status)
        let time = Int64(event.time.tv_sec) * 1_000_000_000 + Int64(event.time.tv_usec) * 1000
        let input = InputEvent(
            type: Int32(event.type), code: Int32(event.code), value: event.value, timeNanoseconds: time)
        return status == Int32(LIBEVDEV_READ_STATUS_SYNC.rawValue) ? .resync(input) : .event(input)
    }

    private static let buttons = [BTN_TOUCH, BTN_LEFT]

    private var slotCount: Int { Int(max(0, libevdev_get_num_slots(handle))) }

    private func has(_ type: Int32, _ code: Int32) -> Bool {
        libevdev_has_event_code(handle, UInt32(type), UInt32(code)) == 1
    }

    private func state(_ type: Int32, _ code: Int32) -> Int32 {
        libevdev_get_event_value(handle, UInt32(type), UInt32(code))
    }

    private func value(_ slot: Int, _ code: Int32) -> Int32 {
        libevdev_get_slot_value(handle, UInt32(slot), UInt32(code))
    }

    /// libevdev gives 0 or more, or a negated `errno`.
    private static func check(_ call: String, _ path: String, _ result: Int32) throws(SystemError) {
        if result < 0 { throw SystemError(call: call, subject: path, code: -result) }
    }
}
