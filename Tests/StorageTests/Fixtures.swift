import FHIR
import Foundation
import Storage
import Surveys
import Wire

/// A journal of either kind that can be dropped and opened again, as a program
/// does that stops and starts.
final class Bench {
    enum Kind: CaseIterable {
        case file, memory
    }

    let kind: Kind
    let directory: String
    private(set) var journal: any JournalStore

    init(_ kind: Kind, boot: String = "boot-1") throws {
        self.kind = kind
        directory = try Bench.makeDirectory()
        journal =
            switch kind {
            case .file: try Journal(directory: directory, .of(boot))
            case .memory: MemoryJournal(.of(boot))
            }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Stops and starts again, in another boot if told so.
    func restart(boot: String = "boot-1") throws {
        if let memory = journal as? MemoryJournal {
            journal = MemoryJournal(.of(boot), after: memory)
        } else {
            drop()
            journal = try Journal(directory: directory, .of(boot))
        }
    }

    /// Stops: the lock is free once the journal is gone.
    func drop() {
        journal = MemoryJournal(.of("none"))
    }

    /// A fresh folder, in memory where the machine has that: what is shown here is
    /// order and content, not the disk.
    static func makeDirectory() throws -> String {
        let shared =
            FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        let path = shared + "/journal-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}

extension JournalRun {
    static let journalID = ReplyID(high: 0x1111_2222_3333_4444, low: 0x5555_6666_7777_8888)

    static func of(_ boot: String) -> JournalRun {
        JournalRun(boot: boot, newID: journalID, deviceID: "0d0e0f10-0000-4000-8000-000000000001") { bytes in
            // Four FNV-1a sums with different seeds: unequal bytes give unequal digests here.
            (UInt64(0)..<4).flatMap { lane -> [UInt8] in
                let sum = bytes.reduce(0xCBF2_9CE4_8422_2325 &+ lane) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
                return (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
            }
        }
    }
}

extension RenderContext {
    static func at(
        _ seconds: Int64 = 1000, precision: AuthoredPrecision = .minute, version: String = "1.0"
    ) -> RenderContext {
        RenderContext(
            deviceID: "0d0e0f10-0000-4000-8000-000000000001",
            unit: CareUnit(oid: "1.2.246.10.1", path: ["Alue", "Asema"]), appVersion: version,
            authoredPrecision: precision, now: .at(seconds))
    }
}

extension Instant {
    static func at(_ seconds: Int64) -> Instant {
        Instant(nanoseconds: seconds * 1_000_000_000)
    }
}

extension VisitOpening {
    static func number(
        _ number: UInt64, respondent: Respondent? = nil, misuse: Set<Misuse> = []
    ) -> VisitOpening {
        VisitOpening(
            id: ReplyID(high: number, low: number), survey: "https://palaute.example/nps|1.0.0",
            language: .finnish, seed: .max - number, respondent: respondent, misuse: misuse,
            began: .at(Int64(number)))
    }
}

extension AnswerRecord {
    static func scale(_ value: Int, of linkID: String = "nps", at seconds: Int64 = 10) -> AnswerRecord {
        AnswerRecord(
            linkID: linkID, order: linkID == "nps" ? 0 : 1, state: .answered(.scale(value)),
            firstPress: .milliseconds(1500), changes: 1, at: .at(seconds))
    }
}

extension OutgoingReply {
    var resource: QuestionnaireResponse {
        get throws { try QuestionnaireResponse(json: bytes) }
    }

    var facts: ReplyFacts {
        get throws { try ReplyFacts(resource) }
    }

    func receipt(_ outcome: Receipt.Outcome, code: String = "201") -> Receipt {
        Receipt(id: id, sha256: sha256, outcome: outcome, code: code)
    }
}

extension JournalStore {
    @discardableResult
    func close(
        _ number: UInt64, _ reason: EndReason = .finished, at seconds: Int64 = 20, score: Int = 9
    ) throws -> Int {
        try close(.number(number), reason, at: .at(seconds), [.scale(score)])
    }

    func all(_ context: RenderContext = .at()) throws -> [OutgoingReply] {
        try batch(max: 100, bytes: 1_000_000, context: context)
    }
}
