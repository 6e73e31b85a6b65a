import Surveys

/// One file of `usr/share/palaute/translations`: a language's own name and all
/// fixed words.
private struct Translation: Codable {
    var name: String
    var phrases: [String: String]
}

extension Root {
    /// Reads the fixed words of `languages`; a phrase that is missing is an error
    /// here and therefore never a hole on the glass.
    package func phrasebook(for languages: [Language]) throws(Problem) -> Phrasebook {
        var book = Phrasebook(names: [:], phrases: [:])
        for language in languages {
            let path = "\(share)/translations/\(language.rawValue).json"
            let remedy = "add the translation or leave the language out of the settings"
            let file = try decode(Translation.self, from: path, limit: 64 * 1024, remedy: remedy)
            let missing = Phrase.allCases.filter { file.phrases[$0.rawValue]?.isEmpty ?? true }
            guard missing.isEmpty else {
                let names = missing.map(\.rawValue).joined(separator: ", ")
                throw Problem(path: path, reason: "it lacks \(names)", remedy: remedy)
            }
            book.names[language] = file.name
            book.phrases[language] = Dictionary(
                uniqueKeysWithValues: Phrase.allCases.map { ($0, file.phrases[$0.rawValue] ?? "") })
        }
        return book
    }
}
