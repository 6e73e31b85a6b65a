import Surveys

/// One file of `usr/share/palaute/translations`: a language's own name and all
/// fixed words.
private struct Translation: Codable {
    var name: String
    var phrases: [String: String]

    static let remedy = "add the translation or leave the language out of the settings"
}

extension Root {
    /// Reads the fixed words of `languages`; a phrase that is missing is an error
    /// here and therefore never a hole on the glass.
    package func phrasebook(for languages: [Language]) throws(Problem) -> Phrasebook {
        var book = Phrasebook(names: [:], phrases: [:])
        for language in languages {
            let path = "\(share)/translations/\(language.rawValue).json"
            try book.add(
                read(path, limit: 64 * 1024, remedy: Translation.remedy), of: language, at: path)
        }
        return book
    }
}

extension Phrasebook {
    /// Adds the translation in `bytes`, which came from `path`.
    mutating func add(_ bytes: [UInt8], of language: Language, at path: String) throws(Problem) {
        let file = try decode(Translation.self, from: bytes, of: path, remedy: Translation.remedy)
        let missing = Phrase.allCases.filter { file.phrases[$0.rawValue]?.isEmpty ?? true }
        guard missing.isEmpty else {
            let names = missing.map(\.rawValue).joined(separator: ", ")
            throw Problem(path: path, reason: "it lacks \(names)", remedy: Translation.remedy)
        }
        names[language] = file.name
        phrases[language] = Dictionary(
            uniqueKeysWithValues: Phrase.allCases.map { ($0, file.phrases[$0.rawValue] ?? "") })
    }
}
