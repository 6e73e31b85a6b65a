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
    /// Where it is plugged in, as the kernel writes it; nil: anywhere.
    package var physicalPath: String?
    /// Vendor and product, such as `0eef:c002`; nil takes any.
    package var identity: String?

    package init(name: String? = nil, physicalPath: String? = nil, identity: String? = nil) {
        self.name = name
        self.physicalPath = physicalPath
        self.identity = identity
    }

    func holds(for device: TouchDevice) -> Bool {
        let ids = device.description.identity[1...2].map { number in
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 4 - digits.count) + digits
        }
        return (name ?? device.name) == device.name
            && (physicalPath ?? device.physicalPath) == device.physicalPath
            && (identity?.lowercased() ?? ids.joined(separator: ":")) == ids.joined(separator: ":")
    }
}

/// A touchscreen, or an absolute mouse that stands in for one, for us alone.
package final class Touchscreen: TouchSource {
    package let path: String
    package let name: String

    private let device: TouchDevice
    private let rank: TouchAbility.Rank
    /// How it was found; nil where its path was given.
    private var search: (match: TouchMatch, folder: String)?
    private var dialect: Dialect
    private var tracker: SlotTracker
    private var lastTimeNanoseconds: Int64 = 0
    private var isGone = false
    private var tape: EventTape?

    /// Opens the device at `path` (`/dev/input/eventN`).
    package static func open(_ path: String) throws(TouchscreenUnavailable) -> Touchscreen {
        do throws(SystemError) {
            let device = try TouchDevice(path)
            guard let ability = device.ability else {
                throw SystemError(call: "libevdev_has_event_code", subject: path, code: ENOTTY)
            }
            return try Touchscreen(device, ability)
        } catch {
            throw TouchscreenUnavailable(reasons: ["\(error)"])
        }
    }

    /// Opens the touchscreen that matches: of several the one with the highest
    /// ``TouchAbility/Rank``, and of equals the first.
    ///
    /// One glass has one panel: two devices that both feel it would count each
    /// finger twice.
    ///
    /// - Parameter rank: only a higher one will do; nil: any.
    /// - Throws: ``TouchscreenUnavailable`` with the reason of each device that
    ///   could not be looked at.
    package static func find(
        _ match: TouchMatch = TouchMatch(), in folder: String = "/dev/input",
        above rank: TouchAbility.Rank? = nil
    ) throws(TouchscreenUnavailable) -> Touchscreen {
        var reasons: [String] = []
        var found: [(device: TouchDevice, ability: TouchAbility)] = []
        for path in deviceNodes("event", in: folder) {
            do throws(SystemError) {
                let device = try TouchDevice(path)
                guard match.holds(for: device), let ability = device.ability else { continue }
                if let rank, ability.rank <= rank { continue }
                let place = found.firstIndex { $0.ability.rank < ability.rank } ?? found.endIndex
                found.insert((device, ability), at: place)
            } catch {
                reasons.append("\(error)")
            }
        }
        for candidate in found {
            do throws(SystemError) {
                let found = try Touchscreen(candidate.device, candidate.ability)
                found.search = (match, folder)
                return found
            } catch {
                reasons.append("\(error)")
            }
        }
        throw TouchscreenUnavailable(reasons: reasons)
    }

    private init(_ device: TouchDevice, _ ability: TouchAbility) throws(SystemError) {
        try device.claim()
        self.device = device
        path = device.path
        name = device.name
        rank = ability.rank
        dialect = ability.dialect
        tracker = device.tracker(ability)
    }

    package var descriptor: Descriptor { device.descriptor }

    /// Several fingers can be told apart.
    package var isMultitouch: Bool {
        if case .slots = tracker.shape.kind { true } else { false }
    }

    package func record(_ isOn: Bool) -> EventTape? {
        tape = isOn ? tape ?? EventTape(of: device.description) : nil
        return tape
    }

    package func betterOne() -> (any TouchSource)? {
        guard let search else { return nil }
        return try? Self.find(search.match, in: search.folder, above: rank)
    }

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
                tape?.note(event)
                for event in dialect.translate(event) { give(tracker.handle(event)) }
            case .resync(let event):
                if !isResyncing {
                    for event in dialect.lost(at: event.timeNanoseconds) {
                        give(tracker.handle(event, isResync: true))
                    }
                }
                isResyncing = true
                for event in dialect.translate(event) { give(tracker.handle(event, isResync: true)) }
            case .nothing:
                // Made up for; what came meanwhile is read as usual.
                guard isResyncing else { return }
                isResyncing = false
            }
        }
    }
}
