import KioskCore
import Scenes
import Surveys

extension World {
    /// The keys of a screen, as ``Screens`` lays them out.
    static func keys(of screen: ScreenModel.Screen) -> [Key] {
        switch screen {
        case .attract(let languages, _): [.start] + languages.map { .language($0) }
        case .question(let question):
            question.question.kind.keys + [.skip]
                + (question.question.allowsCannotSay ? [.cannotSay] : [])
                + (question.offersBack ? [.back] : []) + (question.offersNext ? [.next] : [])
                + (question.offersHelp ? [.help, .stop] : [])
                + (question.languageName != nil ? [.languages] : [])
        case .languages(let languages): languages.map { .language($0) } + [.goOn]
        case .stopping(let stopping): (stopping.hasAnswers ? [.sendSoFar] : []) + [.removeAnswers, .goOn]
        case .idle: [.moreTime, .stop]
        case .help: [.settings, .languages, .stop, .goOn]
        case .profile: [.largeText, .contrast, .calm, .usual, .done]
        case .privacy: [.back, .next]
        case .thanks, .removed: [.done]
        case .saving, .savingFailed, .outOfService, .calibrating, .closed: []
        }
    }

    /// Each key a square of its own.
    static func hits(of model: ScreenModel) -> HitMap {
        HitMap(
            keys(of: model.screen).enumerated().map { place, key in
                HitMap.Region(
                    target: key.target, rect: Rect(x: Double(place) * 120, y: 0, width: 100, height: 100))
            })
    }
}

extension Question.Kind {
    /// Of its answers.
    var keys: [Key] {
        switch self {
        case .scale(let scale): scale.values.map { .scale($0) }
        case .statement(let choices), .smileys(let choices), .choice(let choices):
            choices.map { .choice($0.code) }
        case .yesNo: [.yes, .no]
        }
    }
}

extension ScreenModel.Screen {
    /// For the trace.
    var name: String {
        switch self {
        case .attract: "attract"
        case .question(let question): "question \(question.index) \(question.chosen.map { "\($0)" } ?? "")"
        case .languages: "languages"
        case .stopping: "stopping"
        case .idle: "idle"
        case .help: "help"
        case .profile: "profile"
        case .privacy: "privacy"
        case .thanks: "thanks"
        case .removed: "removed"
        case .saving: "saving"
        case .savingFailed: "saving failed"
        case .outOfService: "out of service"
        case .calibrating: "calibrating"
        case .closed: "closed"
        }
    }
}

extension Content {
    /// Three questions of different kinds.
    static let simulated: Content = {
        let text = LocalizedText([.finnish: "Kysymys", .swedish: "Fråga"])
        let steps = (1...5).map { Choice(code: "\($0)", label: text) }
        let scale = Scale(values: 0...10, lowEnd: text, highEnd: text)
        let kinds: [Question.Kind] = [.scale(scale), .statement(steps), .yesNo]
        let survey = Survey(
            url: "https://palaute.example/fhir/Questionnaire/simulated", version: "1.0.0", title: text,
            languages: [.finnish, .swedish],
            questions: kinds.enumerated().map { Question(linkID: "q\($0)", text: text, kind: $1) })
        return Content(
            survey: survey, languages: survey.languages,
            phrases: Phrasebook(names: [.finnish: "Suomi", .swedish: "Svenska"], phrases: [:]),
            idle: .seconds(45), warning: .seconds(30))
    }()
}
