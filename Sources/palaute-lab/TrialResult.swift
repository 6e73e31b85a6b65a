import FoundationEssentials

/// What a trial came to: one line of JSON, kept in `Tests/Evidence` (`interfaces.md`).
struct TrialResult: Codable {
    var trial: String
    /// Kills, cuts, damaged blocks: whatever was done to the terminal.
    var n = 0
    var acknowledged = 0
    /// Acknowledged, and neither in the journal nor at the collector.
    var lost = 0
    /// At the collector twice, under one number twice, or there although nobody gave it.
    var doubled = 0
    /// Files that contradict themselves, and journals that no longer open by themselves.
    var corrupt = 0
    var seed: UInt64
    var commit: String?
    /// The protection that was taken away; nil: none.
    var control: String?

    /// What was done, where a trial has more than one line.
    var fault: String?
    /// The most memory the uplink ever had.
    var uplinkPeakKiB: Int?

    /// What happened, as one number in hexadecimal digits: the same for the same seeds.
    var hash: String?

    /// Figures that were not reached, in words; nil where none is asked for.
    var missed: [String]?

    var isWell: Bool { lost == 0 && doubled == 0 && corrupt == 0 && missed?.isEmpty ?? true }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            // The trial first, as Board/nightly looks for it.
            let line = String(decoding: try encoder.encode(self), as: UTF8.self)
            return "{\"trial\":\"\(trial)\","
                + line.dropFirst().replacing(",\"trial\":\"\(trial)\"", with: "")
        }
    }

    mutating func add(_ other: TrialResult) {
        n += other.n
        acknowledged += other.acknowledged
        lost += other.lost
        doubled += other.doubled
        corrupt += other.corrupt
        if let more = other.missed { missed = (missed ?? []) + more }
    }
}
