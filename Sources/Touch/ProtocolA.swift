import CEvdev

/// Makes slots of contacts that have none: protocol A of the kernel's
/// `multi-touch-protocol.rst`, in which every frame says all contacts anew.
///
/// A contact keeps its slot by its tracking id; where the device gives none, by
/// the nearest place in the frame before. What comes out is protocol B, so that
/// one ``SlotTracker`` keeps the promises for every device.
package struct ProtocolA {
    private struct Contact {
        var id: Int32?
        var x: Int32
        var y: Int32
        /// What else the device said of it, such as its size.
        var facts: [(code: Int32, value: Int32)] = []
        /// On the glass since before we could see it come: nothing is said of it.
        var isMuted = false
    }

    /// Farther than this share of an axis in one frame is another finger: no hand
    /// moves so fast, and a lift and a new touch must not look like a slide.
    package static let reach = 0.125

    private let x: ClosedRange<Int32>
    private let y: ClosedRange<Int32>
    private var current: (id: Int32?, x: Int32?, y: Int32?, facts: [(code: Int32, value: Int32)])
    private var frame: [Contact] = []
    /// The frame before, by slot.
    private var slots: [Contact?]
    private var nextID: Int32 = 0
    /// Whether the fingers of the next frame have been there before it.
    private var mutesNextFrame: Bool

    /// - Parameter isTouched: a finger is on the glass already (`BTN_TOUCH`).
    package init(
        x: ClosedRange<Int32>, y: ClosedRange<Int32>, isTouched: Bool = false,
        slotCount: Int = SlotTracker.slotLimit
    ) {
        self.x = x
        self.y = y
        mutesNextFrame = isTouched
        slots = Array(repeating: nil, count: slotCount)
        current = (nil, nil, nil, [])
    }

    /// Takes one event of the device.
    ///
    /// - Returns: nothing until a frame is whole, then all of it as protocol B.
    package mutating func translate(_ event: InputEvent) -> [InputEvent] {
        switch (event.type, event.code) {
        case (EV_ABS, ABS_MT_POSITION_X): current.x = event.value
        case (EV_ABS, ABS_MT_POSITION_Y): current.y = event.value
        case (EV_ABS, ABS_MT_TRACKING_ID): current.id = event.value < 0 ? nil : event.value
        case (EV_ABS, ABS_MT_TOUCH_MAJOR...ABS_MT_TOOL_Y):
            if current.facts.count < 16 { current.facts.append((event.code, event.value)) }
        case (EV_SYN, SYN_MT_REPORT): endContact()
        case (EV_SYN, SYN_REPORT):
            endContact()
            return takeFrame(at: event.timeNanoseconds)
        default: break
        }
        return []
    }

    // A packet without a place says that there is no finger.
    private mutating func endContact() {
        defer { current = (nil, nil, nil, []) }
        guard let x = current.x, let y = current.y, frame.count < slots.count else { return }
        frame.append(Contact(id: current.id, x: x, y: y, facts: current.facts))
    }

    /// Events were lost: what ends every finger, as protocol B. Those that are
    /// still down are not seen again before they have lifted.
    package mutating func lost(at time: Int64) -> [InputEvent] {
        current = (nil, nil, nil, [])
        frame = []
        mutesNextFrame = true
        return release(keeping: [], at: time) + [InputEvent.report(at: time)]
    }

    private mutating func takeFrame(at time: Int64) -> [InputEvent] {
        let places = continued()
        var events = release(keeping: Set(places.compactMap(\.self)), at: time)
        for (contact, place) in zip(frame, places) {
            let slot = place ?? slots.firstIndex { $0 == nil } ?? 0
            events += say(contact, in: slot, at: time)
        }
        frame = []
        mutesNextFrame = false
        return events + [InputEvent.report(at: time)]
    }

    private mutating func say(_ contact: Contact, in slot: Int, at time: Int64) -> [InputEvent] {
        let before = slots[slot]
        var contact = contact
        contact.isMuted = before?.isMuted ?? mutesNextFrame
        slots[slot] = contact
        if contact.isMuted { return [] }
        var said: [(code: Int32, value: Int32)] = [(ABS_MT_SLOT, Int32(slot))]
        if before == nil {
            said.append((ABS_MT_TRACKING_ID, nextID))
            nextID = nextID == .max ? 0 : nextID + 1
        }
        said += contact.facts
        // Like the kernel with slots: what did not change is not said again.
        if before?.x != contact.x { said.append((ABS_MT_POSITION_X, contact.x)) }
        if before?.y != contact.y { said.append((ABS_MT_POSITION_Y, contact.y)) }
        return said.map { InputEvent(type: EV_ABS, code: $0.code, value: $0.value, timeNanoseconds: time) }
    }

    /// Lifts every finger whose slot is not kept.
    private mutating func release(keeping kept: Set<Int>, at time: Int64) -> [InputEvent] {
        var events: [InputEvent] = []
        for slot in slots.indices where !kept.contains(slot) {
            if slots[slot]?.isMuted == false {
                events += [(ABS_MT_SLOT, Int32(slot)), (ABS_MT_TRACKING_ID, -1)].map {
                    InputEvent(type: EV_ABS, code: $0.0, value: $0.1, timeNanoseconds: time)
                }
            }
            slots[slot] = nil
        }
        return events
    }

    /// For each contact of the frame the slot it had in the frame before.
    private func continued() -> [Int?] {
        var places = [Int?](repeating: nil, count: frame.count)
        var taken: Set<Int> = []
        for pair in candidates() where places[pair.contact] == nil && !taken.contains(pair.slot) {
            places[pair.contact] = pair.slot
            taken.insert(pair.slot)
        }
        return places
    }

    /// Which contact may be which finger of the frame before, likeliest first.
    private func candidates() -> [(contact: Int, slot: Int, distance: Double)] {
        frame.indices.flatMap { contact in
            slots.indices.compactMap { slot in
                guard let before = slots[slot], let distance = distance(frame[contact], before) else {
                    return nil
                }
                return (contact, slot, distance)
            }
        }
        .sorted { ($0.distance, $0.slot, $0.contact) < ($1.distance, $1.slot, $1.contact) }
    }

    /// Nil when they are two fingers.
    private func distance(_ one: Contact, _ other: Contact) -> Double? {
        if let id = one.id, let otherID = other.id { return id == otherID ? 0 : nil }
        let dx = (Double(one.x) - Double(other.x)) / Double(x.count)
        let dy = (Double(one.y) - Double(other.y)) / Double(y.count)
        let distance = (dx * dx + dy * dy).squareRoot()
        return distance <= Self.reach ? distance : nil
    }
}

extension InputEvent {
    /// The end of a frame.
    static func report(at timeNanoseconds: Int64) -> InputEvent {
        InputEvent(type: EV_SYN, code: SYN_REPORT, value: 0, timeNanoseconds: timeNanoseconds)
    }
}
