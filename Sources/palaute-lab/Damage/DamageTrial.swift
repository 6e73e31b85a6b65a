import FoundationEssentials
import Sealing
import Storage
import Surveys
import Testkit
import Wire

/// One journal, one spoilt block.
struct DamageTrial {
    let seed: UInt64
    let ledger: LedgerPlace

    private static let run = JournalRun(
        boot: "boot-1", newID: ReplyID(high: 1, low: 1), deviceID: nil, sha256: SHA256.digest)

    /// - Returns: what came of it, and what was done, for whoever looks into it.
    func run() throws -> (TrialResult, story: String) {
        var random = SplitMix(seed: seed)
        var life = JournalLife(random: random)
        let (before, after) = (try TemporaryFolder(isInMemory: true), try TemporaryFolder(isInMemory: true))
        var earlier: [String: Data] = [:]
        do {
            let journal = try Journal(directory: before.path, Self.run, ledger: ledger)
            let steps = Int.random(in: 5...120, using: &random)
            let look = Int.random(in: 0..<steps, using: &random)
            for step in 0..<steps {
                if step == look { earlier = try Spoiling.files(in: before.path) }
                try life.step(journal)
            }
            // The files as they are while the journal is still open: what a power cut leaves.
            try FileManager.default.createDirectory(
                atPath: "\(after.path)/ledger", withIntermediateDirectories: false)
            for (name, bytes) in try Spoiling.files(in: before.path) where !name.hasSuffix("-shm") {
                try bytes.write(to: URL(filePath: "\(after.path)/\(name)"))
            }
        }
        let spoiling = try Spoiling(in: after.path, earlier: earlier, &random)
        var result = TrialResult(trial: "damage", n: 1, acknowledged: life.acknowledged.count, seed: seed)
        do {
            try deliver(from: after.path, &life)
        } catch {
            result.corrupt = 1
            return (result, "\(spoiling): \(error)")
        }
        result.lost = life.lost
        result.doubled = life.doubled
        return (result, "\(spoiling): \(result.lost) lost, \(result.doubled) doubled")
    }

    /// Opens the journal as the kiosk does, again after a failure, and delivers all.
    private func deliver(from folder: String, _ life: inout JournalLife) throws {
        var run = Self.run
        for attempt in 1... {
            do throws(JournalError) {
                let journal = try Journal(directory: folder, run, ledger: ledger)
                try journal.interruptOpenVisits()
                try life.deliverAll(journal)
                return try life.goOn(journal)
            } catch {
                guard attempt < 4 else { throw error }
                if case .damaged = error { run.isSuspect = true } else { run.isSuspect = false }
            }
        }
    }
}
