import ArgumentParser
import FoundationEssentials
import Sealing
import Storage
import Surveys
import Testkit
import Wire

/// What goes on while the power is cut.
enum CutScene: String, ExpressibleByArgument, CaseIterable {
    /// A terminal's first start, and people who answer.
    case firstStart = "first start"
    /// As many people at a terminal that has been answered at before.
    case visits
    /// The start of a newer program over replies of an earlier schema.
    case migration
    /// New settings between two visits.
    case activation
    /// A start with a spoilt database, made anew from the ledger.
    case restore

    /// How many replies a terminal has that has been answered at before.
    private static let earlier = 24

    /// The disk before the board starts.
    func disk() throws -> [UInt8] {
        let fresh = try BoardImage.disk().path()
        let disk = try DiskImage { try FileManager.default.copyItem(atPath: fresh, toPath: $0) }
        let folder = try TemporaryFolder(isInMemory: true)
        switch self {
        case .firstStart, .activation: break
        case .migration: try EarlierJournal.write(schema: 2, to: "\(folder.path)/journal.sqlite")
        case .visits: try fill(folder.path)
        case .restore:
            try fill(folder.path)
            try spoil("\(folder.path)/journal.sqlite")
        }
        try disk.put(folder.path, into: "/palaute")
        return try disk.bytes
    }

    /// What people were promised who answered before.
    var promises: [CutPromise] {
        switch self {
        case .firstStart, .activation: []
        // What was not received of the fixture: handed out, and waiting.
        case .migration: [3, 5].map { CutPromise(number: $0, point: $0, mark: 0) }
        case .visits, .restore:
            (1...Self.earlier).map { CutPromise(number: $0, point: $0 % 11, mark: 0) }
        }
    }

    private func fill(_ folder: String) throws {
        let run = JournalRun(
            boot: "earlier", newID: ReplyID(high: 9, low: 9), deviceID: nil, sha256: SHA256.digest)
        let journal = try Journal(directory: folder, run)
        for promise in promises {
            let at = Instant(nanoseconds: Int64(promise.number) * 1_000_000_000)
            let visit = VisitOpening(
                id: ReplyID(high: UInt64(promise.number) << 16, low: UInt64(promise.number)),
                survey: "https://palaute.example/fhir/Questionnaire/nps|1.0.0", language: .finnish, seed: 1,
                began: at)
            let answer = AnswerRecord(
                linkID: "nps", order: 0, state: .answered(.scale(promise.point)), firstPress: .seconds(1),
                changes: 0, at: at)
            _ = try journal.close(visit, .finished, at: at, [answer])
        }
    }

    /// Puts nothing where pages of the tables were.
    private func spoil(_ path: String) throws {
        var bytes = try Data(contentsOf: URL(filePath: path))
        for place in 4096..<min(bytes.count, 5 * 4096) { bytes[place] = 0 }
        try bytes.write(to: URL(filePath: path))
    }
}

/// Somebody was thanked for `point`.
struct CutPromise: Sendable {
    var number: Int
    var point: Int
    /// From this place in the disk's log on.
    var mark: Int
}
