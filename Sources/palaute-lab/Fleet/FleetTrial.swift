import Linux
import Wire

/// One return of a fleet, and what it came to.
struct FleetTrial {
    /// O3 of quality.md.
    private static let limit = Duration.seconds(1_800)
    private static let patience = Duration.seconds(48 * 3_600)

    private let command: SimulateCommand
    private let scene: FleetScene

    init(_ command: SimulateCommand, _ scene: FleetScene) {
        (self.command, self.scene) = (command, scene)
    }

    func run() throws -> TrialResult {
        var fleet = Fleet(
            command.devices, collector: FleetCollector(requestsPerSecond: command.capacity),
            repliesPerDay: command.replies, law: command.control?.law ?? .fullJitter,
            seed: command.options.seed)
        let waiting = scene.play(&fleet)
        let (back, promised) = (fleet.now, fleet.devices.map(\.answered))
        fleet.run(until: back.after(Self.patience)) { fleet in
            zip(fleet.devices, promised).allSatisfy { device, last in (device.unsent.first ?? last + 1) > last
            }
        }
        let took = Duration.nanoseconds(fleet.now.nanoseconds - back.nanoseconds)
        let peak = fleet.collector.peak(from: back)
        Log.write(
            .info,
            "\(scene.rawValue): \(command.devices) terminals, \(waiting) replies waiting; at most "
                + "\(peak) requests a second of \(command.capacity) borne, all delivered after "
                + "\(took.components.seconds) s")
        var result = TrialResult(trial: "fleet", n: command.devices, acknowledged: waiting, seed: 0)
        for (device, last) in promised.enumerated() where last > 0 {
            result.lost += (1...last).count { !fleet.collector.has(device, $0) }
        }
        result.doubled = fleet.collector.doubled
        result.missed = [
            peak > 2 * command.capacity ? "\(peak) requests a second" : nil,
            took > Self.limit ? "\(took.components.seconds) s" : nil,
        ].compactMap(\.self)
        return result
    }
}
