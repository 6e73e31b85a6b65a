/// A place on the virtual board's glass, in its pixels.
package struct GlassPoint: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

extension VirtualBoard {
    package static let width = 1280
    package static let height = 800
    /// Both axes of QEMU's panels.
    private static let axisMaximum = 0x7FFF

    /// What one finger does within one frame of the panel.
    package enum Finger: Hashable, Sendable {
        case down(GlassPoint)
        case move(GlassPoint)
        case up
    }

    /// One frame of the panel: what the finger of each slot does; nil: nothing.
    ///
    /// The kernel sees one SYN_REPORT. Without ``hasMultitouch`` there is one slot.
    package func touch(_ fingers: [Finger?]) throws {
        var events: [[String: Any]] = []
        for (slot, finger) in fingers.enumerated() {
            guard let finger else { continue }
            if case .down = finger {
                lastContact += 1
                contacts[slot] = lastContact
            }
            events += hasMultitouch ? contactEvents(finger, slot) : pointerEvents(finger)
        }
        try monitor.execute("input-send-event", ["events": events])
    }

    /// Puts one finger down and lifts it.
    package func tap(_ point: GlassPoint) throws {
        try touch([.down(point)])
        try touch([.up])
    }

    // Protocol B, as virtio-multitouch-pci takes it.
    private func contactEvents(_ finger: Finger, _ slot: Int) -> [[String: Any]] {
        func event(_ type: String, _ id: Int, _ axis: String = "x", _ value: Int = 0) -> [String: Any] {
            let contact: [String: Any] =
                ["type": type, "slot": slot, "tracking-id": id, "axis": axis, "value": value]
            return ["type": "mtt", "data": contact]
        }
        let button = slot == 0 ? [Self.button("touch", isDown: finger != .up)] : []
        switch finger {
        case .down(let point), .move(let point):
            let (x, y) = Self.onAxes(point)
            let id = contacts[slot] ?? 0
            return [event("update", id), event("data", id, "x", x), event("data", id, "y", y)] + button
        case .up: return [event("end", -1)] + button
        }
    }

    // A mouse that knows where it is, as virtio-tablet-pci takes it.
    private func pointerEvents(_ finger: Finger) -> [[String: Any]] {
        func axis(_ name: String, _ value: Int) -> [String: Any] {
            ["type": "abs", "data": ["axis": name, "value": value]]
        }
        switch finger {
        case .down(let point), .move(let point):
            let (x, y) = Self.onAxes(point)
            return [axis("x", x), axis("y", y), Self.button("left", isDown: true)]
        case .up: return [Self.button("left", isDown: false)]
        }
    }

    private static func button(_ name: String, isDown: Bool) -> [String: Any] {
        ["type": "btn", "data": ["down": isDown, "button": name]]
    }

    private static func onAxes(_ point: GlassPoint) -> (x: Int, y: Int) {
        (point.x * axisMaximum / (width - 1), point.y * axisMaximum / (height - 1))
    }
}
