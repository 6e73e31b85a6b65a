import CEvdev

/// One event of an input device (`struct input_event`).
package struct InputEvent: Hashable, Sendable {
    package var type: Int32
    package var code: Int32
    package var value: Int32
    package var timeNanoseconds: Int64

    package init(type: Int32, code: Int32, value: Int32, timeNanoseconds: Int64 = 0) {
        self.type = type
        self.code = code
        self.value = value
        self.timeNanoseconds = timeNanoseconds
    }
}

/// Turns the events of a touch device into samples: no device, no clock.
///
/// Takes slotted multitouch (protocol B of the kernel's
/// `multi-touch-protocol.rst`) and pointers with absolute axes and one button.
/// Whatever the events, every `down` it gives has exactly one end.
package struct SlotTracker {
    /// What the device looks like.
    package struct Shape: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            case slots(count: Int)
            /// One contact, while BTN_TOUCH or BTN_LEFT is pressed: QEMU's
            /// tablet declares both and sends either.
            case pointer
        }

        package var kind: Kind
        package var x: ClosedRange<Int32>
        package var y: ClosedRange<Int32>
        /// Of `ABS_MT_TOUCH_MAJOR`; nil where the device tells no size, or not its
        /// unit.
        package var sizeUnitsPerMillimetre: Double?

        package init(
            kind: Kind, x: ClosedRange<Int32>, y: ClosedRange<Int32>, sizeUnitsPerMillimetre: Double? = nil
        ) {
            self.kind = kind
            self.x = x
            self.y = y
            self.sizeUnitsPerMillimetre = sizeUnitsPerMillimetre
        }
    }

    /// One finger's place; position is the last word about it, also between
    /// contacts: the kernel does not repeat what did not change.
    package struct Slot: Hashable, Sendable {
        package enum Contact: Hashable, Sendable {
            case none
            /// On the glass since before the device was opened: not reported.
            case unreported(id: Int)
            case reported(id: Int)

            fileprivate var id: Int? {
                switch self {
                case .none: nil
                case .unreported(let id), .reported(let id): id
                }
            }
        }

        package var contact: Contact
        package var x: Int32
        package var y: Int32
        package var size: Int32
        package var tool: Int32
        /// The frame's sample of this contact that still follows the position.
        fileprivate var open: Int?

        package init(
            contact: Contact = .none, x: Int32 = 0, y: Int32 = 0, size: Int32 = 0,
            tool: Int32 = MT_TOOL_FINGER
        ) {
            self.contact = contact
            self.x = x
            self.y = y
            self.size = size
            self.tool = tool
        }
    }

    /// A frame of more samples is given in parts.
    package static let frameLimit = 64
    /// Slots above are left out; no hand has as many fingers.
    package static let slotLimit = 32

    package let shape: Shape
    private var slots: [Slot]
    /// nil while the device speaks of a slot that it does not have.
    private var current: Int?
    private var frame: [TouchSample] = []
    /// The buttons of a pointer that are down.
    private var pressed: Set<Int32>
    private var nextPointerID = 0

    /// - Parameters:
    ///   - slots: what the device says of its slots when it is opened.
    ///   - current: the slot that its next events are about.
    ///   - pressed: the buttons of a pointer that are down already.
    package init(_ shape: Shape, slots: [Slot] = [], current: Int = 0, pressed: Set<Int32> = []) {
        precondition(shape.x.count > 1 && shape.y.count > 1, "an axis has a range")
        self.shape = shape
        self.pressed = pressed
        let count =
            switch shape.kind {
            case .slots(let count): min(max(count, 1), Self.slotLimit)
            case .pointer: 1
            }
        self.slots = (0..<count).map { $0 < slots.count ? slots[$0] : Slot() }
        self.current = self.slots.indices.contains(current) ? current : nil
    }

    /// Takes one event.
    ///
    /// - Parameter isResync: the event stands for others that were lost; what
    ///   ends by it is cancelled.
    /// - Returns: the samples of a frame once it is complete.
    package mutating func handle(_ event: InputEvent, isResync: Bool = false) -> [TouchSample] {
        switch (event.type, event.code, shape.kind) {
        case (EV_SYN, SYN_REPORT, _):
            return takeFrame(at: event.timeNanoseconds)
        case (EV_ABS, ABS_MT_SLOT, .slots):
            current = slots.indices.contains(Int(event.value)) ? Int(event.value) : nil
        case (EV_ABS, ABS_MT_TRACKING_ID, .slots):
            setContact(event.value < 0 ? nil : Int(event.value), isResync)
        case (EV_ABS, ABS_MT_POSITION_X, .slots), (EV_ABS, ABS_X, .pointer):
            move { $0.x = event.value }
        case (EV_ABS, ABS_MT_POSITION_Y, .slots), (EV_ABS, ABS_Y, .pointer):
            move { $0.y = event.value }
        case (EV_ABS, ABS_MT_TOUCH_MAJOR, .slots):
            move { $0.size = event.value }
        case (EV_ABS, ABS_MT_TOOL_TYPE, .slots):
            move { $0.tool = event.value }
        case (EV_KEY, BTN_TOUCH, .pointer), (EV_KEY, BTN_LEFT, .pointer):
            setPressed(event.code, event.value != 0, isResync)
        default:
            break
        }
        return frame.count < Self.frameLimit ? [] : takeFrame(at: event.timeNanoseconds)
    }

    /// Ends every contact, because the device is gone.
    package mutating func cancelAll(at timeNanoseconds: Int64) -> [TouchSample] {
        for slot in slots.indices {
            current = slot
            setContact(nil, true)
        }
        return takeFrame(at: timeNanoseconds)
    }

    private mutating func setPressed(_ button: Int32, _ isPressed: Bool, _ isResync: Bool) {
        if isPressed { pressed.insert(button) } else { pressed.remove(button) }
        guard pressed.isEmpty != (slots[0].contact == .none) else { return }
        if isPressed { nextPointerID += 1 }
        setContact(isPressed ? nextPointerID : nil, isResync)
    }

    private mutating func setContact(_ id: Int?, _ isResync: Bool) {
        guard let slot = current, slots[slot].contact.id != id else { return }
        if case .reported(let old) = slots[slot].contact {
            frame.append(sample(slot, old, isResync ? .cancelled : .up))
        }
        guard let id else {
            slots[slot].contact = .none
            return
        }
        slots[slot].contact = .reported(id: id)
        slots[slot].open = frame.count
        frame.append(sample(slot, id, .down))
    }

    private mutating func move(_ change: (inout Slot) -> Void) {
        guard let slot = current else { return }
        change(&slots[slot])
        guard case .reported(let id) = slots[slot].contact else { return }
        if let open = slots[slot].open {
            frame[open] = sample(slot, id, frame[open].phase)
        } else {
            slots[slot].open = frame.count
            frame.append(sample(slot, id, .moved))
        }
    }

    private mutating func takeFrame(at timeNanoseconds: Int64) -> [TouchSample] {
        for slot in slots.indices { slots[slot].open = nil }
        defer { frame = [] }
        return frame.map { sample in
            var sample = sample
            sample.timeNanoseconds = timeNanoseconds
            return sample
        }
    }

    private func sample(_ slot: Int, _ id: Int, _ phase: TouchSample.Phase) -> TouchSample {
        TouchSample(
            slot: slot, trackingID: id, phase: phase, x: Self.share(slots[slot].x, of: shape.x),
            y: Self.share(slots[slot].y, of: shape.y),
            sizeMillimetres: shape.sizeUnitsPerMillimetre.map { Double(slots[slot].size) / $0 },
            isPalm: slots[slot].tool == MT_TOOL_PALM, timeNanoseconds: 0)
    }

    /// Devices do send values outside of what they declare.
    private static func share(_ value: Int32, of range: ClosedRange<Int32>) -> Double {
        let length = Double(range.upperBound) - Double(range.lowerBound)
        return min(max((Double(value) - Double(range.lowerBound)) / length, 0), 1)
    }
}
