import FHIR
import Surveys

/// A reply as a terminal renders it.
enum Fixtures {
    static let device = "5f0c7e1a-9d1b-4c53-8f6e-2b7a4c9d1e30"
    static let id = ReplyID(high: 0x1234_5678_9ABC_DEF0, low: 0x0FED_CBA9_8765_4321)

    static func reply(id: ReplyID = id, score: Int = 9, number: Int = 1) -> FrozenReply {
        FrozenReply(
            id: id, journalID: "0d9f6c1e-2a54-4a7e-9a43-6f1d2c3b4a59", number: number, deviceID: device,
            unit: CareUnit(oid: "1.2.246.10.1", path: ["County", "Unit"]),
            survey: "https://palaute.example/nps|1.0.0",
            language: .finnish, end: .finished,
            answers: [AnswerRecord(linkID: "nps", order: 0, state: .answered(.scale(score)), at: .zero)],
            authored: .unknown, clockState: .unknown, appVersion: "1")
    }

    static func resource(_ reply: FrozenReply = reply()) throws -> JSONValue {
        try JSONValue(parsing: try QuestionnaireResponse(reply: reply).json())
    }

    /// The resource with the member at `path` replaced, or taken away by nil.
    static func resource(setting path: [String], to value: JSONValue?) throws -> JSONValue {
        try resource().setting(path[...], to: value)
    }
}

extension JSONValue {
    fileprivate func setting(_ path: ArraySlice<String>, to value: JSONValue?) -> JSONValue {
        guard let name = path.first, case .object(var members) = self else { return self }
        members[name] = path.count == 1 ? value : members[name]?.setting(path.dropFirst(), to: value)
        return .object(members)
    }
}
