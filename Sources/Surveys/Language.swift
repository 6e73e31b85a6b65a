/// A language of the glass, named by its BCP 47 tag (`fi`, `sv`, `en`, `se`, …).
///
/// Languages are data: a pack brings them, no Swift file lists them all.
package struct Language: RawRepresentable, Hashable, Sendable, Codable, CodingKeyRepresentable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let finnish = Language(rawValue: "fi")
    package static let swedish = Language(rawValue: "sv")
    package static let english = Language(rawValue: "en")
}

/// One text in the languages that have it.
package struct LocalizedText: Hashable, Sendable {
    package var translations: [Language: String]

    package init(_ translations: [Language: String]) {
        self.translations = translations
    }

    /// The text in `language`, or nil: a missing translation is told by `survey
    /// check` and never swapped silently on the glass.
    package subscript(_ language: Language) -> String? {
        translations[language]
    }
}
