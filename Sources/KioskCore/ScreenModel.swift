import Scenes
import Surveys

/// What is on the glass, as a value: the state decides it, ``Screens`` draws it.
package struct ScreenModel: Hashable, Sendable {
    package enum Screen: Hashable, Sendable {
        case attract(languages: [Language])
        case question(QuestionScreen)
        /// The journal takes longer than two seconds; the thank-you waits.
        case saving
        /// The journal failed under a visit: the person is told, the answers wait
        /// in memory for a journal that works again.
        case savingFailed
        case thanks
        case outOfService
        /// A technician touches crosses.
        case calibrating(CalibrationScreen)
    }

    package var screen: Screen
    package var language: Language
    /// The key under the finger, drawn pressed.
    package var pressed: Target?

    package init(screen: Screen, language: Language, pressed: Target? = nil) {
        self.screen = screen
        self.language = language
        self.pressed = pressed
    }
}

/// One question with its answers and the bar.
package struct QuestionScreen: Hashable, Sendable {
    package var question: Question
    /// From 0.
    package var index: Int
    package var count: Int
    package var chosen: Answer?
    /// Whether the bar shows `Takaisin`.
    package var offersBack: Bool
    /// Whether the bar shows `Seuraava`, the one filled key.
    package var offersNext: Bool

    package init(
        question: Question, index: Int, count: Int, chosen: Answer?, offersBack: Bool, offersNext: Bool
    ) {
        self.question = question
        self.index = index
        self.count = count
        self.chosen = chosen
        self.offersBack = offersBack
        self.offersNext = offersNext
    }
}

/// One of the crosses of a calibration.
package struct CalibrationScreen: Hashable, Sendable {
    /// From 0.
    package var index: Int
    package var count: Int
    /// Where the cross is, as shares of the picture.
    package var cross: SharePoint

    package init(index: Int, count: Int, cross: SharePoint) {
        self.index = index
        self.count = count
        self.cross = cross
    }
}

/// Every key of the glass and the name its region carries in the ``HitMap``.
package enum Key: Hashable, Sendable {
    case start
    case language(Language)
    case scale(Int)
    /// By the code of the ``Choice``.
    case choice(String)
    case yes, no
    case back, skip, cannotSay, next, done

    package var target: Target {
        switch self {
        case .start: Target(rawValue: "start")
        case .language(let language): Target(rawValue: "language.\(language.rawValue)")
        case .scale(let point): Target(rawValue: "scale.\(point)")
        case .choice(let code): Target(rawValue: "choice.\(code)")
        case .yes: Target(rawValue: "yes")
        case .no: Target(rawValue: "no")
        case .back: Target(rawValue: "back")
        case .skip: Target(rawValue: "skip")
        case .cannotSay: Target(rawValue: "cannotSay")
        case .next: Target(rawValue: "next")
        case .done: Target(rawValue: "done")
        }
    }

    /// The key a target names; nil for a target that is no key of ours.
    package init?(_ target: Target) {
        let parts = target.rawValue.split(separator: ".", maxSplits: 1).map(String.init)
        switch (parts.first, parts.dropFirst().first) {
        case ("start", nil): self = .start
        case ("language", .some(let tag)): self = .language(Language(rawValue: tag))
        case ("scale", .some(let point)):
            guard let point = Int(point) else { return nil }
            self = .scale(point)
        case ("choice", .some(let code)): self = .choice(code)
        case ("yes", nil): self = .yes
        case ("no", nil): self = .no
        case ("back", nil): self = .back
        case ("skip", nil): self = .skip
        case ("cannotSay", nil): self = .cannotSay
        case ("next", nil): self = .next
        case ("done", nil): self = .done
        default: return nil
        }
    }

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
        case .start, .language, .back, .skip, .cannotSay, .next, .done: nil
        }
    }
}
