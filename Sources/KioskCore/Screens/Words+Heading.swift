import Surveys

extension Words {
    /// What a voice says first of a screen: the whole question, also where the glass has
    /// room for its beginning only, or the title with what stands below it.
    func heading(of screen: ScreenModel.Screen, in language: Language) -> [String] {
        switch screen {
        case .attract: [self[.greeting], self[.anonymous]]
        case .question(let asked): [asked.question.text[language] ?? ""]
        case .languages: []
        case .help: [self[.helpTitle]]
        case .profile: [self[.profileTitle]]
        case .stopping(let stopping):
            stopping.hasAnswers ? [self[.stopTitle], self[.stopDetail]] : [self[.stopTitle]]
        case .removed: [self[.removed], self[.removedDetail]]
        case .idle: [self[.idleTitle], self[.idleDetail]]
        case .privacy: [self[.privacy]]
        case .closed(let closed): [self[.closed]] + (closed.opening.map { [saying($0)] } ?? [])
        case .saving: [self[.saving]]
        case .savingFailed: [self[.savingFailed]]
        case .thanks: [self[.thanks], self[.thanksDetail]]
        case .outOfService: Words.resting.flatMap { [$0.title, $0.detail] }
        case .calibrating: [self[.touchCross]]
        }
    }
}
