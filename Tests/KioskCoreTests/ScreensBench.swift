import KioskCore
import Painting
import Provisioning
import Scenes
import Surveys
import Testkit

/// A picture and the glass it is for.
struct Picture {
    var name: String
    var scene: Scene
    var panel: Panel
    var pressed: Target?
    var chosen: Int?

    var pixelsPerMillimetre: Double { panel.pixelsPerMillimetre }
    var isUpright: Bool { panel.heightPixels > panel.widthPixels }
}

/// The real words, themes and letters, and every picture they make.
@MainActor final class ScreensBench {
    static let panels: [(name: String, panel: Panel)] = [
        (
            "10l",
            Panel(
                widthPixels: 1280, heightPixels: 800, width: Millimetres(217), height: Millimetres(135.6),
                distance: Millimetres(500))
        ),
        (
            "10p",
            Panel(
                widthPixels: 800, heightPixels: 1280, width: Millimetres(135.6), height: Millimetres(217),
                distance: Millimetres(500))
        ),
    ]
    static let languages: [Language] = [.finnish, .swedish, .english]
    static let themes = ["paiva", "vahva"]

    private let terminal: TerminalRoot
    private let painter: Painter
    private let phrases: Phrasebook
    private let question: Question

    init() throws {
        terminal = try TerminalRoot()
        painter = Painter(fonts: try FontSet(directory: terminal.root.fonts))
        phrases = try terminal.root.phrasebook(for: Self.languages)
        let file = try SurveyFile(path: "\(terminal.root.share)/surveys/nps.json")
        question = try file.survey().questions[0]
    }

    /// Every screen in every state, language, theme and panel.
    func pictures() throws -> [Picture] {
        try Self.panels.flatMap { panel in
            try Self.themes.flatMap { theme in
                try Self.languages.flatMap { language in
                    try states.map { state in
                        try picture(state, panel: panel, theme: theme, language: language)
                    }
                }
            }
        }
    }

    /// One of ``states`` in Finnish and the light theme.
    func picture(_ name: String, on panel: String) throws -> Picture {
        let state = states.first { $0.name == name }
        let glass = Self.panels.first { $0.name == panel }
        guard let state, let glass else { throw UnknownPicture(name: "\(panel) \(name)") }
        return try picture(state, panel: glass, theme: "paiva", language: .finnish)
    }

    struct UnknownPicture: Error {
        var name: String
    }

    private func picture(
        _ state: State, panel: (name: String, panel: Panel), theme: String, language: Language
    ) throws -> Picture {
        let screens = Screens(
            panel: panel.panel, theme: try terminal.root.theme(named: theme), phrases: phrases,
            measure: painter)
        let model = ScreenModel(screen: state.screen, language: language, pressed: state.pressed?.target)
        return Picture(
            name: "\(panel.name) \(theme) \(language.rawValue) \(state.name)",
            scene: screens.scene(for: model), panel: panel.panel, pressed: model.pressed,
            chosen: state.chosen)
    }

    private struct State {
        var name: String
        var screen: ScreenModel.Screen
        var pressed: Key?

        init(_ name: String, _ screen: ScreenModel.Screen, pressed: Key? = nil) {
            self.name = name
            self.screen = screen
            self.pressed = pressed
        }

        var chosen: Int? {
            guard case .question(let question) = screen, case .scale(let point) = question.chosen else {
                return nil
            }
            return point
        }
    }

    private var states: [State] {
        let greeting = ScreenModel.Screen.attract(languages: Self.languages)
        return [
            State("greeting", greeting),
            State("greeting, one language", .attract(languages: [.finnish])),
            State("greeting, start pressed", greeting, pressed: .start),
            State("greeting, Swedish pressed", greeting, pressed: .language(.swedish)),
            State("question", .question(asked())),
            State("first question of nine", .question(asked(offersBack: false, count: 9))),
            State("question without cannot-say", .question(asked(allowsCannotSay: false))),
            State("question, 7 pressed", .question(asked()), pressed: .scale(7)),
            State("question, back pressed", .question(asked()), pressed: .back),
            State("question, cannot-say pressed", .question(asked()), pressed: .cannotSay),
            State("question, 8 chosen", .question(asked(chosen: 8))),
            State("question, 10 chosen", .question(asked(chosen: 10, count: 9))),
            State("question, chosen 8 pressed", .question(asked(chosen: 8)), pressed: .scale(8)),
            State("question, next pressed", .question(asked(chosen: 0)), pressed: .next),
            State("thanks", .thanks),
            State("thanks, done pressed", .thanks, pressed: .done),
            State("saving", .saving),
            State("saving failed", .savingFailed),
            State("out of service", .outOfService),
        ]
    }

    private func asked(
        chosen: Int? = nil, offersBack: Bool = true, count: Int = 1, allowsCannotSay: Bool = true
    ) -> QuestionScreen {
        var question = question
        question.allowsCannotSay = allowsCannotSay
        return QuestionScreen(
            question: question, index: 0, count: count, chosen: chosen.map { .scale($0) },
            offersBack: offersBack, offersNext: chosen != nil)
    }
}
