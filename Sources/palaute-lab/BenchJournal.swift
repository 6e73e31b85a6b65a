import FoundationEssentials
import Linux
import Sealing
import Storage
import Surveys
import Wire

/// A journal of its own, to which answers of new visits are given.
final class BenchJournal {
    private let journal: Journal
    private var count = 0

    init(folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let run = JournalRun(boot: "bench", newID: Self.id(0), deviceID: nil, sha256: SHA256.digest)
        journal = try Journal(directory: folder, run)
    }

    /// Stores one answer of a visit that is new, and gives how long that took.
    func timeOfOneAnswer() throws -> Int64 {
        count += 1
        let opening = VisitOpening(
            id: Self.id(count), survey: "https://palaute.example/fhir/Questionnaire/nps|1.0.0",
            language: .finnish,
            seed: 1, began: Instant(nanoseconds: Int64(count)))
        let answer = AnswerRecord(
            linkID: "nps", order: 0, state: .answered(.scale(9)), firstPress: .milliseconds(900), changes: 0,
            at: Instant(nanoseconds: Int64(count)))
        return try time { try journal.record(answer, of: opening) }
    }

    private static func id(_ number: Int) -> ReplyID {
        ReplyID(high: 0x1234_5678_9ABC_DEF0, low: UInt64(number))
    }
}
