import CEvdev

/// How a device speaks of touches, and whether it speaks of any.
///
/// ``SlotTracker`` understands slots and pointers; what a device says otherwise
/// is put into their words first.
package enum Dialect {
    /// As ``SlotTracker`` takes it.
    case plain
    /// All contacts anew in every frame.
    case frames(ProtocolA)
    /// One contact that is there while it presses (`ABS_PRESSURE`), without a button.
    case pressure

    package mutating func translate(_ event: InputEvent) -> [InputEvent] {
        switch self {
        case .plain: return [event]
        case .frames(var frames):
            let events = frames.translate(event)
            self = .frames(frames)
            return events
        case .pressure:
            guard event.type == EV_ABS, event.code == ABS_PRESSURE else { return [event] }
            var button = event
            (button.type, button.code, button.value) = (EV_KEY, BTN_TOUCH, event.value > 0 ? 1 : 0)
            return [button]
        }
    }

    /// Events were lost: what follows from that alone.
    package mutating func lost(at timeNanoseconds: Int64) -> [InputEvent] {
        guard case .frames(var frames) = self else { return [] }
        let events = frames.lost(at: timeNanoseconds)
        self = .frames(frames)
        return events
    }
}

/// What a device is good for as a touchscreen.
package struct TouchAbility {
    /// Among several devices the highest is taken.
    package enum Rank: Int, Comparable, Sendable {
        /// An absolute mouse, such as an emulator's.
        case pointer
        /// A panel for one finger.
        case single
        /// Several fingers, but the device does not say that it lies on the glass.
        case unsureMultitouch
        case multitouch

        package static func < (one: Rank, other: Rank) -> Bool { one.rawValue < other.rawValue }
    }

    package var shape: SlotTracker.Shape
    package var dialect: Dialect
    package var rank: Rank
}

extension Recording.Device {
    /// How touches are to be read from the device; nil when it gives none:
    /// keyboards, mice, touchpads, joysticks and what else speaks evdev.
    ///
    /// - Parameters:
    ///   - slotCount: of a device with slots.
    ///   - isTouched: a finger is on it now, as far as it says.
    package func touchAbility(slotCount: Int, isTouched: Bool = false) -> TouchAbility? {
        if isTouchpad { return nil }
        if let x = range(ABS_MT_POSITION_X), let y = range(ABS_MT_POSITION_Y) {
            let rank: TouchAbility.Rank = isDirect ? .multitouch : .unsureMultitouch
            let hasSlots = axes[ABS_MT_SLOT] != nil
            let shape = SlotTracker.Shape(
                kind: .slots(count: hasSlots ? slotCount : SlotTracker.slotLimit), x: x, y: y,
                sizeUnitsPerMillimetre: sizeUnitsPerMillimetre)
            return TouchAbility(
                shape: shape,
                dialect: hasSlots ? .plain : .frames(ProtocolA(x: x, y: y, isTouched: isTouched)), rank: rank)
        }
        guard let x = range(ABS_X), let y = range(ABS_Y), !isTiltedOrTurned else { return nil }
        let shape = SlotTracker.Shape(kind: .pointer, x: x, y: y)
        if keys.contains(BTN_TOUCH) && !keys.contains(BTN_LEFT) || isDirect && keys.contains(BTN_LEFT) {
            return TouchAbility(shape: shape, dialect: .plain, rank: .single)
        }
        if keys.contains(BTN_LEFT) { return TouchAbility(shape: shape, dialect: .plain, rank: .pointer) }
        guard isDirect, range(ABS_PRESSURE) != nil else { return nil }
        return TouchAbility(shape: shape, dialect: .pressure, rank: .single)
    }

    private var isDirect: Bool { properties.contains(INPUT_PROP_DIRECT) }

    /// It moves a cursor. As systemd's `udev-builtin-input_id.c` tells them apart.
    private var isTouchpad: Bool {
        properties.contains(INPUT_PROP_POINTER) || keys.contains(BTN_TOOL_FINGER) && !isDirect
    }

    /// Joysticks and accelerometers have axes too.
    private var isTiltedOrTurned: Bool {
        properties.contains(INPUT_PROP_ACCELEROMETER) || keys.contains(BTN_TRIGGER)
            || keys.contains(BTN_GAMEPAD)
    }

    // By the kernel's word sizes are in the surface's units, but drivers put
    // anything there: only a size axis that names its own resolution is believed. A
    // finger taken for a palm would make the whole panel dead.
    private var sizeUnitsPerMillimetre: Double? {
        axes[ABS_MT_TOUCH_MAJOR].flatMap { $0.resolution > 0 ? Double($0.resolution) : nil }
    }

    /// An axis with a range; a broken descriptor has been seen to declare none.
    private func range(_ axis: Int32) -> ClosedRange<Int32>? {
        axes[axis].map(\.range).flatMap { $0.lowerBound < $0.upperBound ? $0 : nil }
    }
}
