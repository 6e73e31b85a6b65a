import Surveys

extension LocalizedText {
    /// The text of a FHIR element: its own words in `language`, and the
    /// `translation` extensions beside it.
    init(_ text: String?, _ element: Element?, in language: Language) {
        var translations: [Language: String] = [:]
        for (language, content) in element?.translations ?? [] { translations[language] = content }
        translations[language] = text
        self.init(translations)
    }

    /// The words in the first of `languages`, and the element that carries those
    /// in the others, in that order.
    func parts(in languages: [Language]) -> (text: String?, element: Element?) {
        let extensions = languages.dropFirst().compactMap { language in
            self[language].map { content in
                Extension(
                    Canonicals.translation,
                    [Extension("lang", .code(language.rawValue)), Extension("content", .string(content))])
            }
        }
        return (languages.first.flatMap { self[$0] }, extensions.isEmpty ? nil : Element(extensions))
    }
}

extension Element {
    /// The `translation` extensions, in order; one without language or content
    /// is passed over.
    var translations: [(Language, String)] {
        (`extension` ?? []).filter { $0.url == Canonicals.translation }.compactMap { translation in
            guard let parts = translation.extension, let code = parts.text("lang"),
                let content = parts.text("content")
            else { return nil }
            return (Language(rawValue: code), content)
        }
    }
}
