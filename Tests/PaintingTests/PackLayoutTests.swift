import FHIR
import Foundation
import KioskCore
import Scenes
import Surveys
import Testing

/// Every question of every published pack, as the panels show it: in three languages,
/// both themes, both sizes of text and both steps.
@MainActor struct PackLayoutTests {
    private nonisolated static let packs = ["national-adult", "national-adult-situation", "smileys", "nps"]

    @Test(arguments: packs, Gallery.Glass.claimed)
    func liesWholeAndIsHitWhereItIsAimedAt(pack: String, glass: Gallery.Glass) throws {
        let (gallery, survey) = (try Gallery(), try Gallery.survey(pack))
        var faults: Set<String> = []
        var worst = (share: 0.0, name: "")
        for (index, question) in survey.questions.enumerated() {
            for (name, model) in Self.models(of: question, index, of: survey.questions.count) {
                for theme in [Theme.day, .contrast] {
                    let scene = gallery.scene(glass, theme, model)
                    faults.formUnion(scene.faults(on: glass.panel).map { "\(theme.name) \(name): \($0)" })
                    let missed = TapCloud.worst(scene.hitMap, glass.panel.pixelsPerMillimetre)
                    if missed.share > worst.share { worst = (missed.share, "\(name) \(missed.target)") }
                }
            }
        }
        #expect(faults.sorted().prefix(8) == [])
        let percent = String(format: "%.3f", worst.share * 100)
        print("tap cloud \(pack) \(glass.rawValue): \(percent) % on a neighbour at worst, \(worst.name)")
        #expect(worst.share <= 0.002)
    }

    private static func models(
        of question: Question, _ index: Int, of count: Int
    ) -> [(name: String, model: ScreenModel)] {
        var models: [(String, ScreenModel)] = []
        for language in Gallery.languages {
            for showsAnswers in [false, true] {
                for isLargeText in [false, true] {
                    let screen = QuestionScreen(
                        question: question, index: index, count: count, chosen: nil, offersBack: true,
                        offersNext: true, offersHelp: true, languageName: "Svenska",
                        unit: "Keskustan hyvinvointiasema", showsAnswers: showsAnswers)
                    let name = "\(language.rawValue) \(question.linkID)\(isLargeText ? " large" : "")"
                    models.append(
                        (
                            name + (showsAnswers ? " answers" : ""),
                            ScreenModel(
                                screen: .question(screen), language: language,
                                profile: Profile(isLarge: isLargeText))
                        ))
                }
            }
        }
        return models
    }
}

/// Fingers that aim at the middle of a key and land around it, 3.36 mm of standard
/// deviation along each axis (`quality.md` A3).
private enum TapCloud {
    /// The answer whose neighbours catch most of the taps meant for it.
    static func worst(_ map: HitMap, _ pixelsPerMillimetre: Double) -> (target: String, share: Double) {
        let spread = 3.36 * pixelsPerMillimetre
        let shares = map.regions.map { aim in
            let x = aim.rect.x + aim.rect.width / 2
            let y = aim.rect.y + aim.rect.height / 2
            let share = map.regions.filter { $0.target != aim.target }.reduce(0) {
                $0 + within($1.rect.x - x, $1.rect.maxX - x, spread)
                    * within($1.rect.y - y, $1.rect.maxY - y, spread)
            }
            return (target: aim.target.rawValue, share: share)
        }
        return shares.max { $0.share < $1.share } ?? ("", 1)
    }

    private static func within(_ low: Double, _ high: Double, _ spread: Double) -> Double {
        (erf(high / spread / 2.0.squareRoot()) - erf(low / spread / 2.0.squareRoot())) / 2
    }
}
