import KioskCore
import Painting
import Provisioning
import Scenes
import Surveys

/// A pack laid out for one panel: every question in every language, question and
/// answers, in both sizes of text.
struct PanelTrial {
    static let remedy = "shorten its words, offer fewer choices, or use a larger panel"

    /// The first thing that does not fit; nil where all does.
    let fault: String?

    /// - Throws: ``Problem`` when a translation or the fonts cannot be read.
    init(of survey: Survey, on panel: Panel, root: Root) throws(Problem) {
        let painter: Painter
        do throws(FontSet.Unusable) {
            painter = Painter(fonts: try FontSet(directory: root.fonts))
        } catch {
            throw Problem(
                path: error.path, reason: "no font can be read there",
                remedy: "put the files of Debian's fonts-inter there")
        }
        let phrases = try root.phrasebook(for: survey.languages)
        let screens = Screens(panel: panel, theme: .day, phrases: phrases, measure: painter)
        fault = Self.models(of: survey, phrases).first { !screens.isWhole($0.model) }?.name
    }

    private static func models(
        of survey: Survey, _ phrases: Phrasebook
    ) -> [(name: String, model: ScreenModel)] {
        var models: [(String, ScreenModel)] = []
        for (index, question) in survey.questions.enumerated() {
            for language in survey.languages {
                for showsAnswers in [false, true] {
                    for profile in [Profile(), Profile(isLarge: true)] {
                        let screen = QuestionScreen(
                            question: question, index: index, count: survey.questions.count, chosen: nil,
                            offersBack: true, offersNext: true, offersHelp: true,
                            languageName: phrases.names[language], showsAnswers: showsAnswers)
                        let size = profile.isLarge ? " in large text" : ""
                        models.append(
                            (
                                "item \(question.linkID) does not fit in \(language.rawValue)\(size)",
                                ScreenModel(screen: .question(screen), language: language, profile: profile)
                            ))
                    }
                }
            }
        }
        return models
    }
}
