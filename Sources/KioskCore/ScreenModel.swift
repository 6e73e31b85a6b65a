import Scenes
import Surveys

/// What is on the glass, as a value: the state decides it, ``Screens`` draws it.
package struct ScreenModel: Hashable, Sendable {
    package enum Screen: Hashable, Sendable {
        case attract(languages: [Language], offer: Offer? = nil)
        case question(QuestionScreen)
        /// Every language of the pack; the question comes back in the chosen one.
        case languages([Language])
        /// What stopping does: send, remove, or go on.
        case stopping(StoppingScreen)
        /// Help with answering, over a question.
        case help(HelpScreen)
        /// The switches of the ``Profile``.
        case profile
        /// The answers are gone, as was asked.
        case removed
        /// Covers the question while the time runs out.
        case idle(IdleScreen)
        case privacy(PrivacyScreen)
        case closed(ClosedScreen)
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
    /// How the visitor wants to have it.
    package var profile: Profile
    /// How far the greeting has wandered; one pixel a step (``Wandering``).
    package var wandered = 0

    package init(screen: Screen, language: Language, pressed: Target? = nil, profile: Profile = Profile()) {
        self.screen = screen
        self.language = language
        self.pressed = pressed
        self.profile = profile
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
    /// Whether `Apua` stands in the head, or in the bar of a panel without one; on a
    /// large panel `Lopeta` beside it.
    package var offersHelp: Bool
    /// The name of the language of now, in the head: it leads to the others.
    package var languageName: String?
    /// What is being judged, said in the head where it fits whole.
    package var unit: String?
    /// The second of two steps; means nothing where question and answers fit at
    /// once.
    package var showsAnswers: Bool

    package init(
        question: Question, index: Int, count: Int, chosen: Answer?, offersBack: Bool, offersNext: Bool,
        offersHelp: Bool = false, languageName: String? = nil, unit: String? = nil, showsAnswers: Bool = false
    ) {
        self.question = question
        self.index = index
        self.count = count
        self.chosen = chosen
        self.offersBack = offersBack
        self.offersNext = offersNext
        self.offersHelp = offersHelp
        self.languageName = languageName
        self.unit = unit
        self.showsAnswers = showsAnswers
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
