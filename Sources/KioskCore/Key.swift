import Scenes
import Surveys

/// Every key of the glass and the name its region carries in the ``HitMap``.
package enum Key: Hashable, Sendable {
    case start
    case language(Language)
    case scale(Int)
    /// By the code of the ``Choice``.
    case choice(String)
    case yes, no
    case back, skip, cannotSay, next, done
    /// From the question to its answers and back, where both do not fit at once.
    case toAnswers, toQuestion
    /// Opens the sheet of languages.
    case languages
    /// Asks whether to stop; the three ways from there.
    case stop, sendSoFar, removeAnswers, goOn
    case moreTime
    case privacy
    /// Opens the sheet of help, and from there the switches of the ``Profile``.
    case help, settings
    case largeText, contrast, calm
    /// All switches back.
    case usual

    package var target: Target {
        switch self {
        case .language(let language): Target(rawValue: "language.\(language.rawValue)")
        case .scale(let point): Target(rawValue: "scale.\(point)")
        case .choice(let code): Target(rawValue: "choice.\(code)")
        case .start: Target(rawValue: "start")
        case .yes: Target(rawValue: "yes")
        case .no: Target(rawValue: "no")
        case .back: Target(rawValue: "back")
        case .skip: Target(rawValue: "skip")
        case .cannotSay: Target(rawValue: "cannotSay")
        case .next: Target(rawValue: "next")
        case .done: Target(rawValue: "done")
        case .toAnswers: Target(rawValue: "toAnswers")
        case .toQuestion: Target(rawValue: "toQuestion")
        case .languages: Target(rawValue: "languages")
        case .stop: Target(rawValue: "stop")
        case .sendSoFar: Target(rawValue: "sendSoFar")
        case .removeAnswers: Target(rawValue: "removeAnswers")
        case .goOn: Target(rawValue: "goOn")
        case .moreTime: Target(rawValue: "moreTime")
        case .privacy: Target(rawValue: "privacy")
        case .help: Target(rawValue: "help")
        case .settings: Target(rawValue: "settings")
        case .largeText: Target(rawValue: "largeText")
        case .contrast: Target(rawValue: "contrast")
        case .calm: Target(rawValue: "calm")
        case .usual: Target(rawValue: "usual")
        }
    }

    /// The key a target names; nil for a target that is no key of ours.
    package init?(_ target: Target) {
        let parts = target.rawValue.split(separator: ".", maxSplits: 1).map(String.init)
        switch (parts.first, parts.dropFirst().first) {
        case ("language", .some(let tag)): self = .language(Language(rawValue: tag))
        case ("scale", .some(let point)):
            guard let point = Int(point) else { return nil }
            self = .scale(point)
        case ("choice", .some(let code)): self = .choice(code)
        default:
            guard let key = Self.plain.first(where: { $0.target == target }) else { return nil }
            self = key
        }
    }

    /// The keys that carry no value.
    private static let plain: [Key] = [
        .start, .yes, .no, .back, .skip, .cannotSay, .next, .done, .toAnswers, .toQuestion, .languages,
        .stop, .sendSoFar, .removeAnswers, .goOn, .moreTime, .privacy, .help, .settings, .largeText,
        .contrast,
        .calm, .usual,
    ]

    /// The key that gives an answer.
    package init(_ answer: Answer) {
        self =
            switch answer {
            case .scale(let point): .scale(point)
            case .choice(let code): .choice(code)
            case .yesNo(let isYes): isYes ? .yes : .no
            }
    }

    /// What the key answers; nil for one that answers nothing.
    package var answer: Answer? {
        switch self {
        case .scale(let point): .scale(point)
        case .choice(let code): .choice(code)
        case .yes: .yesNo(true)
        case .no: .yesNo(false)
        case .start, .language, .back, .skip, .cannotSay, .next, .done, .toAnswers, .toQuestion,
            .languages, .stop, .sendSoFar, .removeAnswers, .goOn, .moreTime, .privacy, .help, .settings,
            .largeText, .contrast, .calm, .usual:
            nil
        }
    }
}
