import FHIR
import FoundationEssentials
import Linux
import Sealing
import Storage
import Surveys
import Testkit
import Wire

/// What a terminal's next start makes of the disk after one cut.
struct CutVerdict {
    let recording: CutRecording
    let cut: Int

    /// - Parameter disk: as the cut left it.
    /// - Returns: what is missing, twice there or spoilt, and the story of it.
    func judge(_ disk: DiskImage) throws -> (TrialResult, story: [String]) {
        var result = TrialResult(trial: "cuts", seed: 0)
        var story: [String] = []
        guard let folder = try disk.directory("/palaute") else {
            // Before the board had made it.
            result.lost = promised.count
            return (result, promised.isEmpty ? [] : ["the terminal's folder is gone"])
        }
        if recording.scene == .activation {
            // The settings that hold until others are whole.
            let settings = try? readFile("\(folder)/content/1/settings.jws", limit: 1 << 20)
            if settings?.isEmpty ?? true {
                result.corrupt += 1
                story.append("the settings that held are gone")
            }
        }
        // And if the cut takes the whole database with it. A copy, made first: opening the
        // journal gives the ledger what it lacks.
        let alone = try TemporaryFolder(isInMemory: true)
        try? FileManager.default.copyItem(atPath: "\(folder)/ledger", toPath: "\(alone.path)/ledger")
        try look(into: folder, for: promised, "the journal", &result, &story)
        try look(into: alone.path, for: promisedByLedger, "the ledger alone", &result, &story)
        return (result, story)
    }

    private var promised: [CutPromise] { recording.promises.filter { $0.mark <= cut } }

    private var promisedByLedger: [CutPromise] {
        let isLate = recording.scene == .migration && cut < recording.ledgerMark
        return isLate ? [] : promised
    }

    private func look(
        into folder: String, for promised: [CutPromise], _ place: String, _ result: inout TrialResult,
        _ story: inout [String]
    ) throws {
        let points: [Int: [Int]]
        do {
            points = try delivered(from: folder)
        } catch {
            result.corrupt += 1
            story.append("\(place): \(error)")
            return
        }
        for promise in promised where points[promise.number]?.contains(promise.point) != true {
            result.lost += 1
            story.append("\(place): number \(promise.number) is not there with \(promise.point)")
        }
        // What was to be thanked for a moment later may be there; anything else may not.
        let known = recording.promises.reduce(into: [:]) { $0[$1.number] = $1.point }
        for (number, found) in points {
            if found.count > 1 { result.doubled += 1 }
            if let point = known[number], found.contains(where: { $0 != point }) { result.corrupt += 1 }
        }
    }

    /// The points under each number that a collector would get.
    private func delivered(from folder: String) throws -> [Int: [Int]] {
        let run = JournalRun(
            boot: "after the cut", newID: ReplyID(high: 8, low: 8), deviceID: nil, sha256: SHA256.digest)
        let journal = try Journal(directory: folder, run)
        try journal.interruptOpenVisits()
        var points: [Int: [Int]] = [:]
        for reply in try journal.batch(max: 1_000, bytes: 1 << 24, context: context) {
            let facts = try ReplyFacts(QuestionnaireResponse(json: reply.bytes))
            guard case .answered(.scale(let point)) = facts.answers["nps"] else { continue }
            points[facts.number, default: []].append(point)
        }
        return points
    }

    private var context: RenderContext {
        RenderContext(
            deviceID: "0d0e0f10-0000-4000-8000-000000000001",
            unit: CareUnit(oid: "1.2.246.10.1", path: ["Alue", "Asema"]), appVersion: "lab",
            authoredPrecision: .hour, now: Instant(nanoseconds: 1))
    }
}
