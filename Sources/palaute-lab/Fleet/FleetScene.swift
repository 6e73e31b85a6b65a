import ArgumentParser
import Wire

/// What a whole fleet comes back from.
enum FleetScene: String, ExpressibleByArgument, CaseIterable {
    /// Power and network fail together: all boot within a minute, and six hours later
    /// the collector is there again.
    case outage
    /// The power comes back, and with it the collector.
    case boot
    /// The Wi-Fi of one county comes back at one instant; the others never lost theirs.
    case wifi

    /// The units of one county (facts.md).
    static let countyDevices = 327
    private static let away = Duration.seconds(6 * 3_600)
    private static let minute = Duration.seconds(60)

    /// Plays it to the moment at which all comes back.
    ///
    /// - Returns: how many replies wait then.
    func play(_ fleet: inout Fleet) -> Int {
        let count = fleet.devices.count
        switch self {
        case .outage:
            for device in 0..<count {
                fleet.enter(.boot, of: device, at: fleet.now.after(fleet.draw(upTo: Self.minute)))
            }
            fleet.collector.isDownUntil = fleet.now.after(Self.away)
            fleet.run(until: fleet.collector.isDownUntil)
        case .boot:
            // People answered, and were thanked, before the power failed.
            fleet.run(until: fleet.now.after(Self.away))
            for device in 0..<count {
                fleet.enter(.boot, of: device, at: fleet.now.after(fleet.draw(upTo: Self.minute)))
            }
        case .wifi:
            // Their days began at other times.
            for device in 0..<count {
                fleet.enter(.boot, of: device, at: fleet.now.after(fleet.draw(upTo: .seconds(3_600))))
            }
            fleet.run(until: fleet.now.after(.seconds(7_200)))
            for device in 0..<min(count, Self.countyDevices) { fleet.setReachable(false, device) }
            fleet.run(until: fleet.now.after(Self.away))
            for device in 0..<min(count, Self.countyDevices) {
                fleet.setReachable(true, device)
                fleet.enter(.networkComes, of: device, at: fleet.now)
            }
        }
        return fleet.unsent
    }
}
