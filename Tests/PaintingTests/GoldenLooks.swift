import KioskCore
import Scenes
import Surveys

// What has a golden picture: kinds of questions, sheets and both profiles, over the
// panels and the languages.
extension GoldenTests {
    nonisolated static let looks = single + questions + sheets + profiles + visitors

    /// One by one.
    nonisolated private static let single = [
        Look(name: "greeting-10l-fi", glass: .tenLandscape, language: .finnish) { _ in
            .attract(languages: Gallery.languages)
        },
        Look(name: "greeting-10p-sv", glass: .tenPortrait, language: .swedish) { _ in
            .attract(languages: Gallery.languages)
        },
        Look(name: "question-10l-fi", glass: .tenLandscape, language: .finnish) {
            .question($0.asked(chosen: nil))
        },
        Look(
            name: "question-10l-en-pressed", glass: .tenLandscape, language: .english,
            screen: { .question($0.asked(chosen: nil)) }, pressed: .scale(7)),
        Look(name: "question-10p-sv-chosen", glass: .tenPortrait, language: .swedish) {
            .question($0.asked(chosen: 8))
        },
        Look(name: "question-10l-fi-contrast", glass: .tenLandscape, language: .finnish, theme: .contrast) {
            .question($0.asked(chosen: 8))
        },
        Look(name: "thanks-10l-fi", glass: .tenLandscape, language: .finnish) { _ in .thanks },
        Look(name: "calibrating-10l-fi", glass: .tenLandscape, language: .finnish) { _ in
            .calibrating(CalibrationScreen(index: 2, count: 9, cross: SharePoint(x: 0.9, y: 0.1)))
        },
        Look(name: "calibrating-10p-sv", glass: .tenPortrait, language: .swedish) { _ in
            .calibrating(CalibrationScreen(index: 4, count: 9, cross: SharePoint(x: 0.5, y: 0.5)))
        },
        Look(name: "smileys-10l-sv", glass: .tenLandscape, language: .swedish) { _ in
            .question(asked(Kinds.smileys))
        },
        Look(name: "statement-10p-fi-chosen", glass: .tenPortrait, language: .finnish, theme: .contrast) {
            _ in
            .question(asked(Kinds.statement, chosen: .choice("4")))
        },
        Look(name: "idle-10l-fi", glass: .tenLandscape, language: .finnish) { _ in
            .idle(IdleScreen(secondsLeft: 18, secondsInAll: 30))
        },
        Look(name: "stopping-10p-en", glass: .tenPortrait, language: .english) { _ in
            .stopping(StoppingScreen(hasAnswers: true))
        },
        Look(
            name: "large-10l-fi", glass: .tenLandscape, language: .finnish,
            screen: { _ in .question(asked(Kinds.yesNo, showsAnswers: true)) },
            profile: Profile(isLarge: true)),
        Look(name: "closed-10l-fi", glass: .tenLandscape, language: .finnish) { _ in
            .closed(ClosedScreen(opening: OpeningHours.Opening(.on(.monday), minute: 480)))
        },
        Look(name: "resting-10p", glass: .tenPortrait, language: .finnish) { _ in .outOfService },
    ]

    /// The second of four questions, with the way to help.
    nonisolated private static func asked(
        _ question: Question, chosen: Answer? = nil, showsAnswers: Bool = false
    ) -> QuestionScreen {
        QuestionScreen(
            question: question, index: 1, count: 4, chosen: chosen, offersBack: true,
            offersNext: chosen != nil, offersHelp: true, showsAnswers: showsAnswers)
    }

    nonisolated private static func look(
        _ name: String, _ glass: Gallery.Glass, _ language: Language, _ profile: Profile = Profile(),
        _ screen: @escaping @Sendable (Gallery) -> ScreenModel.Screen
    ) -> Look {
        let size = profile.isLarge ? "-large" : ""
        let contrast = profile.hasContrast ? "-contrast" : ""
        return Look(
            name: "\(name)-\(glass.rawValue)-\(language.rawValue)\(size)\(contrast)", glass: glass,
            language: language, screen: screen, profile: profile)
    }

    /// The smallest panel is claimed for faces and yes/no; of the recommendation it
    /// shows its ruler.
    nonisolated private static let questions: [Look] = [
        look("nps", .fifteen, .finnish) { .question(named($0.asked(chosen: 9, index: 0, of: 10))) },
        look("nps", .twentyOnePortrait, .swedish) {
            .question(named($0.asked(chosen: nil, index: 0, of: 10)))
        },
        look("nps", .seven, .finnish) { .question(named($0.asked(chosen: 8, index: 0, of: 2))) },
        look("statement", .tenLandscape, .english) { _ in .question(asked(Kinds.statement)) },
        look("statement", .tenPortrait, .swedish) { _ in .question(asked(Kinds.long)) },
        look("statement", .fifteen, .finnish) { _ in .question(asked(Kinds.long, chosen: .choice("2"))) },
        look("statement", .twentyOnePortrait, .english) { _ in .question(asked(Kinds.statement)) },
        look("smileys", .tenPortrait, .finnish) { _ in .question(asked(Kinds.smileys)) },
        look("smileys", .fifteen, .english) { _ in
            .question(asked(Kinds.smileys, chosen: .choice("3")))
        },
        look("smileys", .twentyOnePortrait, .finnish) { _ in .question(asked(Kinds.smileys)) },
        look("smileys", .seven, .swedish) { _ in .question(asked(Kinds.smileys, chosen: .choice("1"))) },
        look("child", .tenLandscape, .finnish) { _ in .question(asked(Kinds.child)) },
        look("child", .tenPortrait, .swedish) { _ in .question(asked(Kinds.child, chosen: .choice("5"))) },
        look("yesno", .tenLandscape, .finnish) { _ in .question(asked(Kinds.yesNo, chosen: .yesNo(true))) },
        look("yesno", .seven, .english) { _ in .question(asked(Kinds.yesNo)) },
        look("yesno", .twentyOnePortrait, .swedish) { _ in .question(asked(Kinds.yesNo)) },
        look("choice", .tenLandscape, .swedish) { _ in .question(asked(Kinds.choice)) },
        look("choice", .tenPortrait, .finnish) { _ in .question(asked(Kinds.choice, chosen: .choice("2"))) },
        look("choice", .fifteen, .english) { _ in .question(asked(Kinds.choice)) },
    ]

    nonisolated private static let sheets: [Look] = [
        look("greeting", .fifteen, .finnish) { _ in .attract(languages: Gallery.languages, offer: offer) },
        look("greeting", .twentyOnePortrait, .english) { _ in
            .attract(languages: Gallery.languages, offer: offer)
        },
        look("greeting", .seven, .swedish) { _ in .attract(languages: Gallery.languages, offer: offer) },
        look("help", .tenLandscape, .finnish) { _ in .help(HelpScreen(offersLanguages: true)) },
        look("help", .tenPortrait, .swedish) { _ in .help(HelpScreen(offersLanguages: true)) },
        look("profile", .tenLandscape, .swedish) { _ in .profile },
        look("profile", .seven, .finnish) { _ in .profile },
        look("languages", .tenLandscape, .swedish) { _ in .languages(Gallery.languages) },
        look("stopping", .tenLandscape, .finnish) { _ in .stopping(StoppingScreen(hasAnswers: true)) },
        look("removed", .tenLandscape, .swedish) { _ in .removed },
        look("idle", .tenPortrait, .english) { _ in .idle(IdleScreen(secondsLeft: 7, secondsInAll: 30)) },
        look("privacy", .tenLandscape, .finnish) { _ in .privacy(notice) },
        look("saving", .tenPortrait, .finnish) { _ in .saving },
        look("saving-failed", .tenLandscape, .english) { _ in .savingFailed },
        look("thanks", .tenPortrait, .swedish) { _ in .thanks },
    ]

    nonisolated private static let profiles: [Look] = [
        look("nps", .tenLandscape, .finnish, large) {
            .question(named($0.asked(chosen: nil, index: 0, of: 10)))
        },
        look("nps-answers", .tenLandscape, .finnish, large) { gallery in
            var screen = gallery.asked(chosen: 8, index: 0, of: 10)
            screen.showsAnswers = true
            return .question(named(screen))
        },
        look("statement-answers", .tenPortrait, .finnish, large) { _ in
            .question(asked(Kinds.statement, chosen: .choice("4"), showsAnswers: true))
        },
        look("smileys", .fifteen, .finnish, large) { _ in
            .question(asked(Kinds.smileys, showsAnswers: true))
        },
        look("profile", .tenLandscape, .finnish, large) { _ in .profile },
        look("profile", .tenPortrait, .english, both) { _ in .profile },
        look("stopping", .tenLandscape, .swedish, large) { _ in .stopping(StoppingScreen(hasAnswers: true)) },
        look("smileys", .tenLandscape, .finnish, strong) { _ in
            .question(asked(Kinds.smileys, chosen: .choice("2")))
        },
        look("privacy", .tenPortrait, .swedish, strong) { _ in .privacy(notice) },
        look("thanks", .tenLandscape, .english, strong) { _ in .thanks },
    ]

    nonisolated private static let large = Profile(isLarge: true)
    nonisolated private static let strong = Profile(hasContrast: true)
    nonisolated private static let both = Profile(isLarge: true, hasContrast: true)

    nonisolated private static let offer = Offer(
        questions: 10, minutes: 2, unit: "Keskustan hyvinvointiasema", offersPrivacy: true)
    nonisolated private static let notice = PrivacyScreen(
        controller: "Keskustan hyvinvointialue", contact: "tietosuoja@esimerkki.fi", days: 30)

    /// With the head that a terminal of more than one language has.
    nonisolated private static func named(_ screen: QuestionScreen) -> QuestionScreen {
        var screen = screen
        screen.offersHelp = true
        screen.languageName = "Suomi"
        screen.unit = "Keskustan hyvinvointiasema"
        return screen
    }

    /// What the scripted visitors of the virtual board see on their way.
    nonisolated private static let visitors: [Look] = [
        look("visit-greeting", .board, .finnish) { _ in
            .attract(
                languages: Gallery.languages,
                offer: Offer(questions: 10, minutes: 2, unit: "Koepenkki", offersPrivacy: true))
        },
        look("visit-smileys", .board, .finnish) { _ in
            .question(first(of: "smileys", language: "Suomi", unit: "Koepenkki"))
        },
        look("visit-nps-chosen", .board, .swedish) { _ in
            .question(first(of: "national-adult", chosen: 3, language: "Svenska", unit: "Provbänk"))
        },
        look("visit-removed", .board, .finnish) { _ in .removed },
    ]

    nonisolated private static func first(
        of pack: String, chosen: Int? = nil, language: String, unit: String
    ) -> QuestionScreen {
        guard let survey = try? Gallery.survey(pack) else { preconditionFailure("\(pack) is published") }
        return QuestionScreen(
            question: survey.questions[0], index: 0, count: survey.questions.count,
            chosen: chosen.map { .scale($0) }, offersBack: true, offersNext: chosen != nil,
            offersHelp: true, languageName: language, unit: unit)
    }
}
