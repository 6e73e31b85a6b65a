/// A reply as FHIR has it (R4 `QuestionnaireResponse`).
package struct QuestionnaireResponse: Resource {
    package static let typeName = "QuestionnaireResponse"

    package private(set) var resourceType = ResourceType<QuestionnaireResponse>()
    package var id: String?
    package var meta: Meta?
    /// The language shown.
    package var language: String?
    package var `extension`: [Extension]?
    package var identifier: Identifier?
    /// The survey's canonical, `url|version`.
    package var questionnaire: String?
    package var status: Status
    package var authored: String?
    package var authoredElement: Element?
    package var author: Reference?
    package var item: [Item]?

    /// The reply to one question.
    package struct Item: Hashable, Sendable, Codable {
        package var `extension`: [Extension]?
        package var linkId: String
        package var answer: [Answer]?
        package var item: [Item]?
    }

    package struct Status: OpenCode {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package static let completed: Status = "completed"
        /// Ended before its end: a partial reply.
        package static let stopped: Status = "stopped"
    }

    enum CodingKeys: String, CodingKey {
        case resourceType, id, meta, language, `extension`, identifier, questionnaire, status, authored
        case author, item
        case authoredElement = "_authored"
    }
}

extension QuestionnaireResponse.Item {
    /// One answer: a value, or an extension that says why there is none.
    package struct Answer: Hashable, Sendable {
        package var value: Value?
        package var `extension`: [Extension]?
    }
}

extension QuestionnaireResponse.Item.Answer: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ElementName.self)
        value = try Value(from: container)
        `extension` = try container.decodeIfPresent([Extension].self, forKey: ElementName("extension"))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ElementName.self)
        try value?.encode(to: &container)
        try container.encodeIfPresent(`extension`, forKey: ElementName("extension"))
    }
}
