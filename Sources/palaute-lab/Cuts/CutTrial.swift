import Linux
import Testkit

/// All cuts of one recording.
struct CutTrial: Sendable {
    private struct Cut: Sendable {
        var place: Int
        var policy: VolatileDisk.Policy
        var seed: UInt64
    }

    private let recording: CutRecording
    /// In the order of the log.
    private let cuts: [Cut]

    /// - Parameter count: how many places, each in every way.
    init(_ recording: CutRecording, seed: UInt64, cuts count: Int) {
        self.recording = recording
        var random = SplitMix(seed: seed)
        let length = recording.disk.logLength
        let places = (0..<count).map { _ in Int.random(in: 0...length, using: &random) }
        cuts = places.sorted().flatMap { place in
            VolatileDisk.Policy.allCases.map { Cut(place: place, policy: $0, seed: random.next()) }
        }
    }

    /// Shares the cuts out among threads, each of which goes through the log by itself.
    func run(jobs: Int) throws -> TrialResult {
        let outcomes = try (0..<jobs).map { job in
            try Errand(name: "cuts \(job)") { Result { try run(job: job, of: jobs) } }
        }
        var result = TrialResult(trial: "cuts", seed: 0)
        // People were thanked once, however often the power was cut.
        result.acknowledged = recording.promises.count
        for outcome in outcomes { result.add(try outcome.wait().get()) }
        return result
    }

    private func run(job: Int, of jobs: Int) throws -> TrialResult {
        var disk = CutDisk(recording.disk)
        var result = TrialResult(trial: "cuts", seed: 0)
        for index in stride(from: job, to: cuts.count, by: jobs) {
            let cut = cuts[index]
            disk.advance(to: cut.place)
            result.n += 1
            do {
                let image = try DiskImage { try disk.leave(cut.policy, seed: cut.seed, at: $0) }
                let (outcome, story) = try CutVerdict(recording: recording, cut: cut.place).judge(image)
                result.add(outcome)
                for line in story { tell(line, of: cut) }
            } catch let error as DiskDamaged {
                result.corrupt += 1
                tell("the file system is beyond repair: \(error.report)", of: cut)
            }
        }
        return result
    }

    private func tell(_ line: String, of cut: Cut) {
        Log.write(
            .warning,
            "\(recording.scene.rawValue), \(cut.policy) after \(cut.place), seed \(cut.seed): \(line)")
    }
}
