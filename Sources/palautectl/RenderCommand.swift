import ArgumentParser
import FoundationEssentials
import KioskCore
import Linux
import Painting
import Provisioning
import Scenes
import Surveys

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Draw a screen into a PNG file, as the glass would show it.",
        discussion: """
            Uses translations, themes and fonts below ROOT/usr/share/palaute.

              palautectl render --survey nps.json --language sv --chosen 8 --out nps.png
              palautectl render --screen attract --panel 800x1280@135.6mm --out greeting.png
              palautectl render --survey nps.json --targets
            """)

    enum ScreenName: String, CaseIterable, ExpressibleByArgument {
        case attract, question, saving, savingFailed, thanks, outOfService
    }

    @ParentCommand var parent: Palautectl
    @Option(help: "A pack: its question is drawn.") var survey: String?
    @Option(help: "Which screen.") var screen = ScreenName.question
    @Option(help: "Which question of the pack, from 1.") var question = 1
    @Option(help: "A language of the translations.") var language = "fi"
    @Option(help: "Languages of the greeting.") var languages = "fi,sv,en"
    @Option(help: "A theme of the themes folder.") var theme = "paiva"
    @Option(help: "Width and height in pixels as people see them, and the width in millimetres.")
    var panel = "1280x800@217mm"
    @Option(help: "Degrees clockwise that the panel gets the picture turned: 0, 90, 180 or 270.")
    var rotation = 0
    @Option(help: "Millimetres from the eye.") var distance = 500.0
    @Option(help: "The point of the scale that is chosen.") var chosen: Int?
    @Option(help: "The key under the finger, such as scale.7 or next.") var pressed: String?
    @Option(help: "The PNG file.") var out: String?
    @Flag(help: "Print the pressable regions as JSON: name to x, y, width, height.") var targets = false

    func validate() throws {
        if glass == nil { throw ValidationError("--panel is written like 1280x800@217mm") }
        if Rotation(rawValue: rotation) == nil {
            throw ValidationError("--rotation is 0, 90, 180 or 270")
        }
        if screen == .question, survey == nil {
            throw ValidationError("--survey FILE names the pack to draw")
        }
        if out == nil, !targets { throw ValidationError("--out FILE or --targets: say what to make") }
    }

    func run() throws {
        try reporting {
            let painter = Painter(fonts: try FontSet(directory: parent.place.fonts))
            let scene = try scene(measure: painter)
            if targets { print(json(scene.hitMap.boxes)) }
            let png = painter.png(of: scene, turnedBy: Rotation(rawValue: rotation) ?? .none)
            if let out { try Data(png).write(to: URL(filePath: out)) }
        }
    }

    private func scene(measure: any TextMeasure) throws -> Scene {
        guard let glass else { preconditionFailure("validate() saw a panel") }
        let offered = languages.split(separator: ",").map { Language(rawValue: String($0)) }
        let place = parent.place
        let chosenLanguage = Language(rawValue: language)
        let screens = Screens(
            panel: glass, theme: try place.theme(named: theme),
            phrases: try place.phrasebook(for: offered + [chosenLanguage]), measure: measure)
        let model = ScreenModel(
            screen: try model(offered), language: chosenLanguage,
            pressed: pressed.map(Target.init(rawValue:)))
        return screens.scene(for: model)
    }

    private func model(_ offered: [Language]) throws -> ScreenModel.Screen {
        switch screen {
        case .attract: return .attract(languages: offered)
        case .saving: return .saving
        case .savingFailed: return .savingFailed
        case .thanks: return .thanks
        case .outOfService: return .outOfService
        case .question:
            let pack = try SurveyFile(path: survey ?? "").survey()
            let index = min(max(question, 1), pack.questions.count) - 1
            return .question(
                QuestionScreen(
                    question: pack.questions[index], index: index, count: pack.questions.count,
                    chosen: chosen.map { .scale($0) }, offersBack: true, offersNext: chosen != nil))
        }
    }

    /// `1280x800@217mm`; the pixels are square.
    private var glass: Panel? {
        guard let match = panel.wholeMatch(of: /(\d{3,4})x(\d{3,4})@(\d+(?:\.\d+)?)(?:mm)?/),
            let width = Int(match.1), let height = Int(match.2), let millimetres = Double(match.3)
        else { return nil }
        return Panel(
            widthPixels: width, heightPixels: height, width: Millimetres(millimetres),
            height: Millimetres(millimetres * Double(height) / Double(width)), distance: Millimetres(distance)
        )
    }
}

extension HitMap {
    /// Whole pixels, by name.
    fileprivate var boxes: [String: [Int]] {
        Dictionary(
            regions.map { region in
                let rect = region.rect
                return (region.target.rawValue, [rect.x, rect.y, rect.width, rect.height].map { Int($0) })
            }, uniquingKeysWith: { first, _ in first })
    }
}
