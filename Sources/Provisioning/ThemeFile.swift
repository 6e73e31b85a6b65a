import Scenes
import Surveys

/// A file of `usr/share/palaute/themes`: the colours, the logo and the greeting of
/// whoever runs the terminal.
package struct ThemeFile: Hashable, Sendable {
    /// With its logo.
    package var theme: Theme
    /// What the greeting says instead of the translations' words.
    package var words: [Language: [Phrase: String]]

    static let remedy = "mend the theme or name another in the settings"
}

extension Root {
    /// Reads a theme and refuses one whose contrast is too low, naming the pair, or
    /// whose logo or words cannot be used, naming the file.
    package func themeFile(named name: String) throws(Problem) -> ThemeFile {
        let path = "\(share)/themes/\(name).json"
        let remedy = ThemeFile.remedy
        let bytes = try read(path, limit: 64 * 1024, remedy: remedy)
        var theme = try decode(Theme.self, from: bytes, of: path, remedy: remedy)
        if let problem = theme.problems().first {
            throw Problem(path: path, reason: "\(problem)", remedy: remedy)
        }
        let extras = try decode(Extras.self, from: bytes, of: path, remedy: remedy)
        if let logo = extras.logo { theme.logo = try self.logo(named: logo, of: path) }
        return ThemeFile(theme: theme, words: try (extras.words ?? [:]).greetings(at: path))
    }

    /// The theme of ``themeFile(named:)`` alone.
    package func theme(named name: String) throws(Problem) -> Theme {
        try themeFile(named: name).theme
    }
}

/// What a theme's file may hold beside the colours.
private struct Extras: Decodable {
    /// A PNG file beside the theme.
    var logo: String?
    var words: [Language: [String: String]]?
}

extension [Language: [String: String]] {
    /// At most this many characters, and none of them in a longer word than the
    /// narrowest panel has room for.
    private static var limits: (text: Int, word: Int) { (60, 24) }

    fileprivate func greetings(at path: String) throws(Problem) -> [Language: [Phrase: String]] {
        var greetings: [Language: [Phrase: String]] = [:]
        for (language, texts) in sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
                let name = "words.\(language.rawValue).\(key)"
                // What stands below it promises anonymity: that is not a theme's to say.
                guard key == Phrase.greeting.rawValue else {
                    throw Problem(
                        path: path, reason: "\(name) cannot be replaced; only greeting can",
                        remedy: ThemeFile.remedy)
                }
                guard Self.isUsable(text) else {
                    throw Problem(
                        path: path,
                        reason: "\(name) must be one line of 1–\(Self.limits.text) characters"
                            + " with no word of more than \(Self.limits.word)",
                        remedy: ThemeFile.remedy)
                }
                greetings[language, default: [:]][.greeting] = text
            }
        }
        return greetings
    }

    private static func isUsable(_ text: String) -> Bool {
        // A Character holds any number of combining marks.
        1...limits.text ~= text.unicodeScalars.count && text.contains { $0 != " " }
            && text.split(separator: " ").allSatisfy { $0.count <= limits.word }
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: false
                default: true
                }
            }
    }
}

extension Phrasebook {
    /// The same book with `words` in the place of its own; languages that it lacks
    /// stay away.
    package func saying(_ words: [Language: [Phrase: String]]) -> Phrasebook {
        var book = self
        for (language, texts) in words where book.phrases[language] != nil {
            book.phrases[language]?.merge(texts) { _, own in own }
        }
        return book
    }
}
