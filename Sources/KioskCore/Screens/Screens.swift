import Scenes
import Surveys

/// From what is on the glass, as a value, to a picture: the only place that
/// knows where things lie (`look.md`).
package struct Screens {
    let metrics: Metrics
    let theme: Theme
    let phrases: Phrasebook
    let measure: any TextMeasure

    package init(panel: Panel, theme: Theme, phrases: Phrasebook, measure: any TextMeasure) {
        metrics = Metrics(panel)
        self.theme = theme
        self.phrases = phrases
        self.measure = measure
    }

    /// What a terminal draws with before it has content: enough to say that it
    /// rests.
    package static func resting(panel: Panel, measure: any TextMeasure) -> Screens {
        Screens(panel: panel, theme: .day, phrases: Phrasebook(names: [:], phrases: [:]), measure: measure)
    }

    package func scene(for model: ScreenModel) -> Scene {
        var sketch = Sketch(metrics, theme, measure, pressed: model.pressed)
        let words = Words(phrases, model.language)
        switch model.screen {
        case .attract(let languages): sketch.attract(words, languages, names: phrases.names)
        case .question(let question): sketch.question(question, words, model.language)
        case .saving: sketch.message(words[.saving])
        case .savingFailed: sketch.message(words[.savingFailed])
        case .thanks: sketch.thanks(words)
        case .outOfService: sketch.outOfService(words: Words.resting)
        case .calibrating(let calibration): sketch.calibrating(calibration, words)
        }
        return sketch.scene
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
