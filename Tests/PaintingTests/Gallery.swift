import FHIR
import Foundation
import KioskCore
import Painting
import Scenes
import Surveys

/// Every picture that the product has today: the published survey and the
/// published words, on the panels of `look.md`, with the real fonts.
///
/// Used on the main actor only: two font maps on two threads crash inside Cairo.
struct Gallery {
    enum Glass: String, CaseIterable {
        case tenLandscape = "10l"
        case tenPortrait = "10p"
        case fifteen = "15"
        case twentyOnePortrait = "21p"
        case seven = "7"
        /// The virtual board's, whose pictures are compared with golden ones.
        case board

        static let allCases: [Glass] = [.tenLandscape, .tenPortrait, .fifteen, .twentyOnePortrait, .seven]

        var panel: Panel {
            func make(_ width: Int, _ height: Int, _ mm: Double, _ tall: Double, _ far: Double) -> Panel {
                Panel(
                    widthPixels: width, heightPixels: height, width: Millimetres(mm),
                    height: Millimetres(tall), distance: Millimetres(far))
            }
            return switch self {
            case .tenLandscape: make(1280, 800, 217, 135.6, 500)
            case .tenPortrait: make(800, 1280, 135.6, 217, 500)
            case .fifteen: make(1920, 1080, 344.2, 193.6, 600)
            case .twentyOnePortrait: make(1080, 1920, 267.8, 476.1, 700)
            case .board: make(1280, 800, 217, 136, 500)
            case .seven: make(800, 480, 152.4, 91.4, 400)
            }
        }

        /// Panels on which the recommendation question is claimed (`quality.md` A2).
        static let claimed: [Glass] = [.tenLandscape, .tenPortrait, .fifteen, .twentyOnePortrait]
    }

    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let languages: [Language] = [.finnish, .swedish, .english]

    let painter: Painter
    let phrases: Phrasebook
    let question: Question

    init() throws {
        painter = Painter(fonts: try FontSet(directory: "/usr/share/fonts/opentype/inter"))
        question = try Self.survey("nps").questions[0]
        phrases = try Self.phrasebook()
    }

    static func survey(_ name: String) throws -> Survey {
        let file = root.appending(path: "Assets/surveys/\(name).json")
        return try Survey(questionnaire: Questionnaire(json: [UInt8](Data(contentsOf: file))))
    }

    private static func phrasebook() throws -> Phrasebook {
        struct Translation: Decodable {
            var name: String
            var phrases: [String: String]
        }
        var book = Phrasebook(names: [:], phrases: [:])
        for language in languages {
            let file = root.appending(path: "Assets/translations/\(language.rawValue).json")
            let translation = try JSONDecoder().decode(Translation.self, from: Data(contentsOf: file))
            book.names[language] = translation.name
            for (key, text) in translation.phrases {
                if let phrase = Phrase(rawValue: key) { book.phrases[language, default: [:]][phrase] = text }
            }
        }
        return book
    }

    func scene(_ glass: Glass, _ theme: Theme, _ model: ScreenModel) -> Scene {
        Screens(panel: glass.panel, theme: theme, phrases: phrases, measure: painter).scene(for: model)
    }

    /// Every screen in one language: at rest, chosen, and with each key pressed.
    func models(_ language: Language) -> [(name: String, model: ScreenModel)] {
        var models: [(String, ScreenModel.Screen)] = [
            ("attract", .attract(languages: Self.languages)), ("saving", .saving),
            ("savingFailed", .savingFailed), ("thanks", .thanks), ("outOfService", .outOfService),
            ("nps", .question(asked(chosen: nil))),
            ("nps-second", .question(asked(chosen: 3, index: 1, of: 4))),
        ]
        models += (0...10).map { (point: Int) in ("nps-chosen-\(point)", .question(asked(chosen: point))) }
        return models.flatMap { name, screen in
            let keys = [nil] + pressable(screen).map(Optional.some)
            return keys.map { key in
                let model = ScreenModel(screen: screen, language: language, pressed: key?.target)
                return (key.map { "\(name)-pressed-\($0.target)" } ?? name, model)
            }
        }
    }

    func asked(chosen: Int?, index: Int = 0, of count: Int = 1) -> QuestionScreen {
        QuestionScreen(
            question: question, index: index, count: count, chosen: chosen.map { .scale($0) },
            offersBack: true, offersNext: chosen != nil)
    }

    private func pressable(_ screen: ScreenModel.Screen) -> [Key] {
        switch screen {
        case .attract(let languages, _): [.start] + languages.map { .language($0) }
        case .question: [.scale(0), .scale(8), .scale(10), .back, .skip, .cannotSay, .next]
        case .thanks: [.done]
        case .saving, .savingFailed, .outOfService, .calibrating, .languages, .stopping, .removed, .idle,
            .privacy, .closed, .help, .profile:
            []
        }
    }
}
