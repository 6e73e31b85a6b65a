import CEvdev
import Touch

/// A device of one of the kinds that panels come in, with axes as drivers declare them.
struct FuzzedPanel {
    enum Kind: CaseIterable {
        /// Protocol B.
        case slots
        /// Protocol A, with tracking ids and without.
        case frames, namelessFrames
        case button, mouse, pressure
    }

    private static let slots = 10
    private let kind: Kind
    private let x: ClosedRange<Int32>
    private let y: ClosedRange<Int32>
    private var nextID: Int32 = 0
    /// Of protocol A, which says every finger again in each frame.
    private var fingers: [UInt8: (id: Int32, x: Int32, y: Int32)] = [:]

    init(kind: Kind, x: ClosedRange<Int32> = 0...4_095, y: ClosedRange<Int32> = 0...4_095) {
        (self.kind, self.x, self.y) = (kind, x, y)
    }

    init(bytes: () -> UInt8) {
        let axes: [ClosedRange<Int32>] = [0...4_095, 0...1, -2_048...2_047, .min ... .max, 1...32_767]
        self.init(
            kind: Kind.allCases[Int(bytes()) % Kind.allCases.count], x: axes[Int(bytes()) % axes.count],
            y: axes[Int(bytes()) % axes.count])
    }

    /// As the kiosk opens it.
    func opened() -> (Dialect, SlotTracker) {
        guard let ability = device.touchAbility(slotCount: Self.slots) else {
            preconditionFailure("\(kind) is a touchscreen")
        }
        return (ability.dialect, SlotTracker(ability.shape))
    }

    private var device: Recording.Device {
        var axes: [Int32: Recording.Axis] = [:]
        var keys: Set<Int32> = []
        switch kind {
        case .slots, .frames, .namelessFrames:
            axes = [ABS_MT_POSITION_X: .init(x), ABS_MT_POSITION_Y: .init(y)]
            axes[ABS_MT_TOUCH_MAJOR] = .init(0...255, resolution: 4)
            if kind == .slots { axes[ABS_MT_SLOT] = .init(0...Int32(Self.slots - 1)) }
        case .button: (axes, keys) = ([ABS_X: .init(x), ABS_Y: .init(y)], [BTN_TOUCH])
        case .mouse: (axes, keys) = ([ABS_X: .init(x), ABS_Y: .init(y)], [BTN_LEFT])
        case .pressure: axes = [ABS_X: .init(x), ABS_Y: .init(y), ABS_PRESSURE: .init(0...255)]
        }
        return Recording.Device(name: "fuzzed", keys: keys, axes: axes)
    }

    mutating func down(_ finger: UInt8, x: UInt8, y: UInt8) -> [InputEvent] {
        nextID = nextID == .max ? 0 : nextID + 1
        return place(finger, id: nextID, x: x, y: y)
    }

    mutating func move(_ finger: UInt8, x: UInt8, y: UInt8) -> [InputEvent] {
        place(finger, id: nil, x: x, y: y)
    }

    mutating func lift(_ finger: UInt8) -> [InputEvent] {
        switch kind {
        case .slots: return [absolute(ABS_MT_SLOT, Int32(finger % 4)), absolute(ABS_MT_TRACKING_ID, -1)]
        case .frames, .namelessFrames:
            fingers[finger % 4] = nil
            return frame
        case .button: return [key(BTN_TOUCH, 0)]
        case .mouse: return [key(BTN_LEFT, 0)]
        case .pressure: return [absolute(ABS_PRESSURE, 0)]
        }
    }

    private mutating func place(_ finger: UInt8, id: Int32?, x: UInt8, y: UInt8) -> [InputEvent] {
        let (x, y) = (Self.value(x, on: self.x), Self.value(y, on: self.y))
        let point = [absolute(ABS_X, x), absolute(ABS_Y, y)]
        switch kind {
        case .slots:
            return [absolute(ABS_MT_SLOT, Int32(finger % 4))]
                + (id.map { [absolute(ABS_MT_TRACKING_ID, $0)] } ?? [])
                + [absolute(ABS_MT_POSITION_X, x), absolute(ABS_MT_POSITION_Y, y)]
        case .frames, .namelessFrames:
            if let id = id ?? fingers[finger % 4]?.id { fingers[finger % 4] = (id, x, y) }
            return frame
        case .button: return point + (id == nil ? [] : [key(BTN_TOUCH, 1)])
        case .mouse: return point + (id == nil ? [] : [key(BTN_LEFT, 1)])
        case .pressure: return point + (id == nil ? [] : [absolute(ABS_PRESSURE, 40)])
        }
    }

    private var frame: [InputEvent] {
        fingers.sorted { $0.key < $1.key }.flatMap { _, finger in
            (kind == .frames ? [absolute(ABS_MT_TRACKING_ID, finger.id)] : [])
                + [
                    absolute(ABS_MT_POSITION_X, finger.x), absolute(ABS_MT_POSITION_Y, finger.y),
                    InputEvent(type: EV_SYN, code: SYN_MT_REPORT, value: 0),
                ]
        }
    }

    /// One word as a confused device says it: of slots that it lacks, with ids that it
    /// has used, at places beyond its axes.
    func word(_ code: UInt8, _ value: UInt8) -> InputEvent {
        let signed = Int32(Int8(bitPattern: value))
        switch code % 9 {
        case 0: return absolute(ABS_MT_SLOT, signed / 4)
        case 1: return absolute(ABS_MT_TRACKING_ID, signed / 8)
        case 2: return absolute(ABS_MT_POSITION_X, Self.value(value, on: x) &+ signed)
        case 3: return absolute(ABS_MT_POSITION_Y, Self.value(value, on: y) &- signed)
        case 4: return absolute(ABS_MT_TOUCH_MAJOR, Int32(value))
        case 5: return absolute(ABS_MT_TOOL_TYPE, value < 200 ? MT_TOOL_FINGER : MT_TOOL_PALM)
        case 6: return key(value % 2 == 0 ? BTN_TOUCH : BTN_LEFT, Int32(value % 3))
        case 7: return InputEvent(type: EV_SYN, code: SYN_MT_REPORT, value: 0)
        default: return absolute(ABS_PRESSURE, signed)
        }
    }

    private static func value(_ share: UInt8, on axis: ClosedRange<Int32>) -> Int32 {
        let length = Double(axis.upperBound) - Double(axis.lowerBound)
        return Int32(clamping: Int64(Double(axis.lowerBound) + length * Double(share) / 255))
    }

    private func absolute(_ code: Int32, _ value: Int32) -> InputEvent {
        InputEvent(type: EV_ABS, code: code, value: value)
    }

    private func key(_ code: Int32, _ value: Int32) -> InputEvent {
        InputEvent(type: EV_KEY, code: code, value: value)
    }
}
