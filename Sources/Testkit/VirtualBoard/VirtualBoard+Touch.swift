/// A place on the virtual board's glass, in its pixels.
package struct GlassPoint: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }

    /// From the millimetres that `look.md` speaks in (217 mm are 1280 pixels).
    package init(xMillimetres: Double, yMillimetres: Double) {
        let pixelsPerMillimetre = Double(VirtualBoard.width) / 217
        self.init(
            x: Int((xMillimetres * pixelsPerMillimetre).rounded()),
            y: Int((yMillimetres * pixelsPerMillimetre).rounded()))
    }
}

extension VirtualBoard {
    package static let width = 1280
    package static let height = 800

    /// What one finger does within one frame of the panel.
    package enum Finger: Hashable, Sendable {
        case down(GlassPoint)
        case move(GlassPoint)
        case up
    }

    /// One frame of the panel: what the finger in each slot does; nil: nothing.
    ///
    /// The kernel sees one SYN_REPORT.
    package func touch(_ fingers: [Finger?]) throws {
        let events = fingers.enumerated().flatMap { slot, finger in
            finger.map { Self.events($0, slot, &nextContact) } ?? []
        }
        try monitor.execute("input-send-event", ["events": events])
    }

    /// Puts one finger down and lifts it.
    package func tap(_ point: GlassPoint) throws {
        try touch([.down(point)])
        try touch([.up])
    }

    private static func events(_ finger: Finger, _ slot: Int, _ nextContact: inout Int) -> [[String: Any]] {
        func contact(_ type: String, _ id: Int, _ axis: String = "x", _ value: Int = 0) -> [String: Any] {
            [
                "type": "mtt",
                "data": ["type": type, "slot": slot, "tracking-id": id, "axis": axis, "value": value],
            ]
        }
        func places(_ point: GlassPoint, _ id: Int) -> [[String: Any]] {
            [
                contact("update", id),
                contact("data", id, "x", point.x * 0x7FFF / (width - 1)),
                contact("data", id, "y", point.y * 0x7FFF / (height - 1)),
            ]
        }
        func button(_ isDown: Bool) -> [String: Any] {
            ["type": "btn", "data": ["down": isDown, "button": "touch"]]
        }
        switch finger {
        case .down(let point):
            nextContact += 1
            return places(point, nextContact) + (slot == 0 ? [button(true)] : [])
        case .move(let point):
            return places(point, nextContact)
        case .up:
            return [contact("end", -1)] + (slot == 0 ? [button(false)] : [])
        }
    }
}
