extension ScreenModel {
    /// Distinguishes pictures as a person would: a chosen key is the same screen, the
    /// next question is another, and so is the same one in letters of another size.
    struct Identity: Hashable, Sendable {
        var screen: Int
        var profile: Profile
    }

    var identity: Identity { Identity(screen: screen.identity, profile: profile) }
}

extension ScreenModel.Screen {
    fileprivate var identity: Int {
        switch self {
        case .calibrating(let calibration): -10 - calibration.index
        case .outOfService: -5
        case .savingFailed: -4
        case .saving: -3
        case .thanks: -2
        case .attract: -1
        case .question(let question): 2 * question.index + (question.showsAnswers ? 1 : 0)
        case .languages: -29
        case .stopping: -30
        case .idle: -31
        case .removed: -32
        case .privacy(let notice): -40 - notice.page
        case .closed: -6
        case .help: -33
        case .profile: -34
        }
    }
}
