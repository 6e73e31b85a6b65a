/// A survey as FHIR has it (R4 `Questionnaire`).
package struct Questionnaire: Resource {
    package static let typeName = "Questionnaire"

    package private(set) var resourceType = ResourceType<Questionnaire>()
    package var id: String?
    package var meta: Meta?
    /// The language of every text that has no `translation` around it.
    package var language: String?
    package var modifierExtension: [Extension]?
    package var url: String?
    package var version: String?
    package var title: String?
    package var titleElement: Element?
    package var status: PublicationStatus
    package var description: String?
    package var item: [Item]?

    /// One question, or a text shown with one.
    package struct Item: Hashable, Sendable, Codable {
        package var `extension`: [Extension]?
        package var modifierExtension: [Extension]?
        package var linkId: String
        package var text: String?
        package var textElement: Element?
        package var type: ItemType
        package var required: Bool?
        package var repeats: Bool?
        /// Conditions of showing the item; not supported, so only their presence counts.
        package var enableWhen: [JSONValue]?
        /// An answer given beforehand; not supported, so only its presence counts.
        package var initial: [JSONValue]?
        package var readOnly: Bool?
        package var answerValueSet: String?
        package var answerOption: [AnswerOption]?
        package var item: [Item]?

        enum CodingKeys: String, CodingKey {
            case `extension`, modifierExtension, linkId, text, type, required, repeats, enableWhen, initial
            case readOnly, answerValueSet, answerOption, item
            case textElement = "_text"
        }
    }

    package struct ItemType: OpenCode {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package static let integer: ItemType = "integer"
        package static let choice: ItemType = "choice"
        package static let boolean: ItemType = "boolean"
        package static let display: ItemType = "display"
    }

    enum CodingKeys: String, CodingKey {
        case resourceType, id, meta, language, modifierExtension, url, version, title, status, description
        case item
        case titleElement = "_title"
    }
}

/// Where a published resource is in its life.
package struct PublicationStatus: OpenCode {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package static let draft: PublicationStatus = "draft"
    package static let active: PublicationStatus = "active"
    package static let retired: PublicationStatus = "retired"
}
