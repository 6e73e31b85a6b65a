extension Questionnaire.Item {
    /// One of the answers that a question allows (R4 `Questionnaire.item.answerOption`).
    package struct AnswerOption: Hashable, Sendable {
        package var `extension`: [Extension]?
        package var modifierExtension: [Extension]?
        package var value: Value?
        package var initialSelected: Bool?

        package init(_ value: Value, extension: [Extension]? = nil) {
            self.value = value
            self.extension = `extension`
        }
    }
}

extension Questionnaire.Item.AnswerOption: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ElementName.self)
        value = try Value(from: container)
        `extension` = try container.decodeIfPresent([Extension].self, forKey: ElementName("extension"))
        modifierExtension = try container.decodeIfPresent(
            [Extension].self, forKey: ElementName("modifierExtension"))
        initialSelected = try container.decodeIfPresent(Bool.self, forKey: ElementName("initialSelected"))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ElementName.self)
        try value?.encode(to: &container)
        try container.encodeIfPresent(`extension`, forKey: ElementName("extension"))
        try container.encodeIfPresent(modifierExtension, forKey: ElementName("modifierExtension"))
        try container.encodeIfPresent(initialSelected, forKey: ElementName("initialSelected"))
    }
}
