import CEvdev
import Linux

/// There is no touchscreen; try again when an input device appears.
package struct TouchscreenUnavailable: Error, CustomStringConvertible {
    /// Why not, device by device; a device that is no touchscreen is no reason.
    package var reasons: [String]

    package var description: String {
        "no touchscreen" + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; "))
    }
}

/// Which touchscreen is meant, as the board's record says.
package struct TouchMatch: Hashable, Sendable {
    /// The device's whole name; nil takes any.
    package var name: String?

    package init(name: String? = nil) {
        self.name = name
    }
}

/// A touchscreen, or an absolute mouse that stands in for one, for us alone.
package final class Touchscreen: TouchSource {
    package let path: String
    package let name: String

    private let device: TouchDevice
    private var tracker: SlotTracker
    private var lastTimeNanoseconds: Int64 = 0
    private var isGone = false

    /// Opens the device at `path` (`/dev/input/eventN`).
    package static func open(_ path: String) throws(TouchscreenUnavailable) -> Touchscreen {
        do throws(SystemError) {
            let device = try TouchDevice(path)
            guard let shape = device.shape else {
                throw SystemError(call: "libevdev_has_event_code", subject: path, code: ENOTTY)
            }
            return try Touchscreen(device, shape)
        } catch {
            throw TouchscreenUnavailable(reasons: ["\(error)"])
        }
    }

    /// Opens the first touchscreen that matches, else the first absolute mouse.
    ///
    /// - Throws: ``TouchscreenUnavailable`` with the reason of each device that
    ///   could not be looked at.
    package static func find(
        _ match: TouchMatch = TouchMatch(), in folder: String = "/dev/input"
    ) throws(TouchscreenUnavailable) -> Touchscreen {
        var reasons: [String] = []
        var found: [(device: TouchDevice, shape: SlotTracker.Shape)] = []
        for path in deviceNodes("event", in: folder) {
            do throws(SystemError) {
                let device = try TouchDevice(path)
                guard match.name == nil || match.name == device.name else { continue }
                if let shape = device.shape { found.append((device, shape)) }
            } catch {
                reasons.append("\(error)")
            }
        }
        for candidate in found.filter(\.shape.isSlotted) + found.filter({ !$0.shape.isSlotted }) {
            do throws(SystemError) {
                return try Touchscreen(candidate.device, candidate.shape)
            } catch {
                reasons.append("\(error)")
            }
        }
        throw TouchscreenUnavailable(reasons: reasons)
    }

    private init(_ device: TouchDevice, _ shape: SlotTracker.Shape) throws(SystemError) {
        try device.claim()
        self.device = device
        path = device.path
        name = device.name
        tracker = device.tracker(shape)
    }

    package var descriptor: Descriptor { device.descriptor }

    /// Several fingers can be told apart.
    package var isMultitouch: Bool { tracker.shape.isSlotted }

    package func drain() throws(SystemError) -> [TouchEvent] {
        guard !isGone else { return [] }
        var events: [TouchEvent] = []
        do throws(SystemError) {
            try read { events += $0.map(TouchEvent.sample) }
        } catch {
            guard error.code == ENODEV else { throw error }
            isGone = true
            events += tracker.cancelAll(at: lastTimeNanoseconds).map(TouchEvent.sample) + [.gone]
        }
        return events
    }

    private func read(_ give: ([TouchSample]) -> Void) throws(SystemError) {
        var isResyncing = false
        while true {
            switch try device.next(isResyncing: isResyncing) {
            case .event(let event):
                isResyncing = false
                lastTimeNanoseconds = event.timeNanoseconds
                give(tracker.handle(event))
            case .resync(let event):
                isResyncing = true
                give(tracker.handle(event, isResync: true))
            case .nothing:
                // Made up for; what came meanwhile is read as usual.
                guard isResyncing else { return }
                isResyncing = false
            }
        }
    }
}

extension SlotTracker.Shape {
    fileprivate var isSlotted: Bool {
        if case .slots = kind { true } else { false }
    }
}
