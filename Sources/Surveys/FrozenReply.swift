/// The content of one ended visit, fixed for good: what its bytes are rendered
/// from, before the first send.
///
/// A withdrawn visit has no answers; it keeps its number and is never sent.
package struct FrozenReply: Hashable, Sendable {
    package var id: ReplyID
    /// The journal whose numbering ``number`` belongs to.
    package var journalID: String
    /// Gapless within (device, journal), from 1.
    package var number: Int
    /// The device's UUID, lower case.
    package var deviceID: String
    package var unit: CareUnit
    /// `url|version` of the survey shown.
    package var survey: String
    package var language: Language
    /// Nil when nobody said; never guessed.
    package var respondent: Respondent?
    package var help: Help
    /// Seed of the draw of statements; zero where nothing is drawn.
    package var seed: UInt64
    package var misuse: Set<Misuse>
    package var end: EndReason
    /// One record for each drawn question, in the order drawn: the questions
    /// that the visit never came to stand here as `notReached`.
    package var answers: [AnswerRecord]
    package var authored: Authored
    package var clockState: ClockState
    package var appVersion: String
    /// Whether the reply was given on a bench or at a trial, to be left out of
    /// figures.
    package var isTest: Bool

    package init(
        id: ReplyID, journalID: String, number: Int, deviceID: String, unit: CareUnit, survey: String,
        language: Language, respondent: Respondent? = nil, help: Help = .none, seed: UInt64 = 0,
        misuse: Set<Misuse> = [], end: EndReason, answers: [AnswerRecord], authored: Authored,
        clockState: ClockState, appVersion: String, isTest: Bool = false
    ) {
        self.id = id
        self.journalID = journalID
        self.number = number
        self.deviceID = deviceID
        self.unit = unit
        self.survey = survey
        self.language = language
        self.respondent = respondent
        self.help = help
        self.seed = seed
        self.misuse = misuse
        self.end = end
        self.answers = answers
        self.authored = authored
        self.clockState = clockState
        self.appVersion = appVersion
        self.isTest = isTest
    }
}

/// Where the terminal stands.
package struct CareUnit: Hashable, Sendable, Codable {
    /// OID in the national register of social and health care organisations.
    package var oid: String
    /// Names from the county down to the unit.
    package var path: [String]

    package init(oid: String, path: [String]) {
        self.oid = oid
        self.path = path
    }
}
