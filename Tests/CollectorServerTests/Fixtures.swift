import CollectorServer
import FHIR
import Foundation
import Surveys

/// Replies as terminals render them, and stores to put them in.
enum Fixtures {
    static let journal = "0d9f6c1e-2a54-4a7e-9a43-6f1d2c3b4a59"
    static let survey = "https://palaute.example/fhir/Questionnaire/nps|1.0.0"

    static func id(_ number: Int) -> ReplyID {
        ReplyID(high: 0x1234_5678_9ABC_DEF0, low: UInt64(number))
    }

    static func reply(
        _ number: Int = 1, by device: String, _ state: AnswerState = .answered(.scale(9)),
        unit: String = "1.2.246.10.1",
        isTest: Bool = false
    ) throws -> [UInt8] {
        let frozen = FrozenReply(
            id: id(number), journalID: journal, number: number, deviceID: device,
            unit: CareUnit(oid: unit, path: ["Unit"]), survey: survey, language: .finnish, end: .finished,
            answers: [AnswerRecord(linkID: "nps", order: 0, state: state, at: .zero)], authored: .unknown,
            clockState: .unknown, appVersion: "1", isTest: isTest)
        return try QuestionnaireResponse(reply: frozen).json()
    }

    static func batch(_ numbers: some Sequence<Int>, by device: String) throws -> [UInt8] {
        Bundle.batch(putting: try numbers.map { (id($0), try reply($0, by: device)) })
    }

    static func stored(
        _ number: Int = 1, sha256: String = "aa", device: String = "d", journal: String = journal,
        id: ReplyID? = nil
    ) -> StoredReply {
        StoredReply(
            id: id ?? self.id(number), device: device, journal: journal, number: number, sha256: sha256,
            bytes: Array(sha256.utf8), receivedMs: 7)
    }
}

/// A folder of a test's own, removed with the value.
final class TemporaryFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "palaute-\(UUID().uuidString)").path

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }
}
