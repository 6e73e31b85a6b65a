import Scenes
import Surveys

/// From what is on the glass, as a value, to a picture: the only place that
/// knows where things lie (`look.md`).
package struct Screens {
    let panel: Panel
    let theme: Theme
    let phrases: Phrasebook
    let measure: any TextMeasure

    package init(panel: Panel, theme: Theme, phrases: Phrasebook, measure: any TextMeasure) {
        self.panel = panel
        self.theme = theme
        self.phrases = phrases
        self.measure = measure
    }

    /// What a terminal draws with before it has content: enough to say that it
    /// rests.
    package static func resting(panel: Panel, measure: any TextMeasure) -> Screens {
        Screens(panel: panel, theme: .day, phrases: Phrasebook(names: [:], phrases: [:]), measure: measure)
    }

    /// Text of twice the size where that was asked for; smaller, step by step, only
    /// where a screen could not be shown whole.
    package func scene(for model: ScreenModel) -> Scene { drawn(model).scene }

    /// Whether nothing of the screen is cut, too small or left out on this panel.
    package func isWhole(_ model: ScreenModel) -> Bool { drawn(model).isWhole }

    private func drawn(_ model: ScreenModel) -> (scene: Scene, isWhole: Bool) {
        let wished = model.profile.isLarge ? Self.enlargements : [1]
        let theme = model.profile.hasContrast ? .contrast : theme
        var (scene, isWhole) = (
            Scene(widthPixels: panel.widthPixels, heightPixels: panel.heightPixels, background: theme.paper),
            false
        )
        for enlargement in wished where !isWhole {
            var sketch = Sketch(
                Metrics(panel, enlargedBy: enlargement), theme, measure, pressed: model.pressed,
                isShrunk: enlargement < wished[0])
            isWhole = draw(model, into: &sketch)
            scene = sketch.scene
        }
        scene.heading = Words(phrases, model.language).heading(of: model.screen, in: model.language)
        return (wandered(scene, model), isWhole)
    }

    private static let enlargements = [2, 1.8, 1.6, 1.45, 1.3, 1.15, 1]

    /// False where something does not fit.
    private func draw(_ model: ScreenModel, into sketch: inout Sketch) -> Bool {
        let words = Words(phrases, model.language)
        switch model.screen {
        case .attract(let languages, let offer):
            return sketch.attract(words, languages, names: phrases.names, offer)
        case .question(let question):
            return sketch.question(question, words, model.language)
        case .languages(let languages):
            return sketch.languages(languages, of: model.language, phrases.names, words)
        case .stopping(let stopping): return sketch.stopping(stopping, words)
        case .help(let help): return sketch.help(help, words)
        case .profile:
            return sketch.profile(model.profile, offersContrast: theme != .contrast, words)
        case .removed: return sketch.removed(words)
        case .idle(let idle): return sketch.idle(idle, words)
        case .privacy(let notice): return sketch.privacy(notice, words)
        case .closed(let closed): return sketch.closed(closed, words)
        case .saving: return sketch.message(words[.saving])
        case .savingFailed: return sketch.message(words[.savingFailed])
        case .thanks: return sketch.thanks(words)
        case .outOfService: sketch.outOfService(words: Words.resting)
        case .calibrating(let calibration): sketch.calibrating(calibration, words)
        }
        return true
    }
}

/// The fixed words in one language; a phrase is never missing, because content
/// without it is refused at load.
struct Words {
    private let phrases: [Phrase: String]

    init(_ book: Phrasebook, _ language: Language) {
        phrases = book.phrases[language] ?? [:]
    }

    subscript(_ phrase: Phrase) -> String { phrases[phrase] ?? "" }

    /// Said when there may be no content at all, in the three languages of the
    /// house: nobody knows who stands there. Compiled in for that reason.
    static let resting = [
        (title: "Laite on tauolla", detail: "Palautteen voi antaa myös henkilökunnalle."),
        (title: "Enheten är på paus", detail: "Du kan också ge respons till personalen."),
        (title: "This device is resting", detail: "You can also give feedback to the staff."),
    ]

    /// Said to a technician likewise.
    static let touchCross = "Kosketa ristiä · Tryck på krysset · Touch the cross"
}
