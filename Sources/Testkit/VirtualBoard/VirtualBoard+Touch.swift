import CEvdev
import Foundation
import KioskShell
import Touch

extension VirtualBoard: Glass {
    package func status() throws -> Status? {
        let answer = try run("palautectl --json status")
        guard answer.status == 0 else { return nil }
        return try JSONDecoder().decode(Status.self, from: Data(answer.output.utf8))
    }

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
    /// The kernel sees one SYN_REPORT.
    package func touch(_ fingers: [Finger?]) throws {
        var events: [[String: Any]] = []
        var lines: [String] = []
        for (slot, finger) in fingers.enumerated() {
            guard let finger else { continue }
            if case .down = finger {
                lastContact += 1
                contacts[slot] = lastContact
            }
            switch panel {
            case .multitouch: events += contactEvents(finger, slot)
            case .uinput: lines += evemuLines(finger, slot)
            }
        }
        if let panel = self.fingers {
            for line in lines + [InputEvent(type: EV_SYN, code: SYN_REPORT, value: 0).evemu()] {
                try panel.send(line)
            }
        } else {
            try monitor.execute("input-send-event", ["events": events])
        }
    }

    /// Puts one finger down and lifts it.
    package func tap(_ point: GlassPoint) throws {
        try touch([.down(point)])
        try touch([.up])
    }

    /// Pulls QEMU's own panel out; fingers on it are gone with it.
    ///
    /// Waits until the guest has let go of it.
    package func unplugPanel() throws {
        try monitor.execute("device_del", ["id": "touch0"])
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(60)
        while try panelIsPlugged() {
            guard clock.now < deadline else { throw BoardError.silent("an unplugged panel", lastLines: []) }
            usleep(20_000)
        }
        contacts = [:]
    }

    /// Plugs QEMU's own panel in again.
    package func plugPanel() throws {
        try monitor.execute(
            "device_add", ["driver": "virtio-multitouch-pci", "id": "touch0", "bus": "panel"])
    }

    private func panelIsPlugged() throws -> Bool {
        let devices = try monitor.execute("qom-list", ["path": "/machine/peripheral"]) as? [[String: Any]]
        return devices?.contains { $0["name"] as? String == "touch0" } == true
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
            let (x, y) = onAxes(point)
            let id = contacts[slot] ?? 0
            return [event("update", id), event("data", id, "x", x), event("data", id, "y", y)] + button
        case .up: return [event("end", -1)] + button
        }
    }

    // Protocol B, as the guest's own panel plays it.
    private func evemuLines(_ finger: Finger, _ slot: Int) -> [String] {
        func line(_ code: Int32, _ value: Int) -> String {
            InputEvent(type: EV_ABS, code: code, value: Int32(value)).evemu()
        }
        let lines = [line(ABS_MT_SLOT, slot)]
        switch finger {
        case .down(let point), .move(let point):
            let (x, y) = onAxes(point)
            return lines + [
                line(ABS_MT_TRACKING_ID, contacts[slot] ?? 0), line(ABS_MT_POSITION_X, x),
                line(ABS_MT_POSITION_Y, y),
            ]
        case .up: return lines + [line(ABS_MT_TRACKING_ID, -1)]
        }
    }

    private static func button(_ name: String, isDown: Bool) -> [String: Any] {
        ["type": "btn", "data": ["down": isDown, "button": name]]
    }

    private func onAxes(_ point: GlassPoint) -> (x: Int, y: Int) {
        let place = display.place(of: point)
        return (
            place.x * Self.axisMaximum / (display.width - 1),
            place.y * Self.axisMaximum / (display.height - 1)
        )
    }
}
