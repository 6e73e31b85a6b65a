/// What a person answered to one question.
package enum Answer: Hashable, Sendable {
    /// A point of a ``Scale``.
    case scale(Int)
    /// The code of a ``Choice``: of a statement's step, a smiley or an option.
    case choice(String)
    case yesNo(Bool)
}

/// Why a question has no answer. Skipping is data here: a forced "5, to get
/// forward" poisons the index.
package enum Missing: String, Hashable, Sendable, Codable, CaseIterable {
    /// The person pressed `En osaa sanoa`.
    case cannotSay
    /// The person pressed `Ohita`.
    case skipped
    /// The question was shown and left without any press.
    case notAnswered
    /// The visit ended before the question was shown.
    case notReached
}

/// The state of one question within a visit.
package enum AnswerState: Hashable, Sendable {
    case answered(Answer)
    case missing(Missing)
}

/// Who speaks in the reply.
package enum Respondent: String, Hashable, Sendable, Codable, CaseIterable {
    case client, relative, child, staff
}

/// What help the person had.
package enum Help: String, Hashable, Sendable, Codable, CaseIterable {
    case none, readAloud, pressedFor, interpreted
}

/// How a visit came to its end.
package enum EndReason: String, Hashable, Sendable, Codable, CaseIterable {
    /// The person went through to the thanks.
    case finished
    /// The person stopped and sent what was given so far: a partial reply.
    case stopped
    /// The person left; what was given is kept as a partial reply.
    case walkedAway
    /// The person removed the answers: content erased, number kept.
    case withdrawn
    /// The power or the program went away in the middle.
    case interrupted
}

/// The beginning of a visit, as the journal stores it with the first answer.
package struct VisitOpening: Hashable, Sendable {
    package var id: ReplyID
    /// `url|version` of the survey shown.
    package var survey: String
    package var language: Language
    /// Seed of the draw of statements; zero where nothing is drawn.
    package var seed: UInt64
    /// Nil until somebody says; never guessed.
    package var respondent: Respondent?
    package var help: Help
    /// What was noticed so far; never a reason to drop anything.
    package var misuse: Set<Misuse>
    package var began: Instant

    package init(
        id: ReplyID, survey: String, language: Language, seed: UInt64 = 0,
        respondent: Respondent? = nil, help: Help = .none, misuse: Set<Misuse> = [], began: Instant
    ) {
        self.id = id
        self.survey = survey
        self.language = language
        self.seed = seed
        self.respondent = respondent
        self.help = help
        self.misuse = misuse
        self.began = began
    }
}

/// One question's state within a visit, as the journal stores it: the latest
/// record of a `linkID` supersedes the earlier ones.
package struct AnswerRecord: Hashable, Sendable {
    package var linkID: String
    /// Place of the question in the order shown, from 0.
    package var order: Int
    package var state: AnswerState
    package var help: Help
    /// From the question's first frame to the first press; nil without a press.
    package var firstPress: Duration?
    /// How many times the mind was changed after the first press.
    package var changes: Int
    package var at: Instant

    package init(
        linkID: String, order: Int, state: AnswerState, help: Help = .none, firstPress: Duration? = nil,
        changes: Int = 0, at: Instant
    ) {
        self.linkID = linkID
        self.order = order
        self.state = state
        self.help = help
        self.firstPress = firstPress
        self.changes = changes
        self.at = at
    }
}
