/// The fixed words of the glass, by name. Questions come from packs; these do not.
package enum Phrase: String, Hashable, Sendable, CaseIterable {
    case greeting, greetingDetail
    case start, back, skip, cannotSay, next, done
    /// `{index}` and `{count}` are filled in.
    case progress
    /// `{count}` and `{minutes}` are filled in.
    case lengthOfOne, lengthOfMinute, length
    /// `{unit}` is filled in.
    case judging
    case anonymous
    case yes, no
    /// The two halves of a question that does not fit with its answers.
    case toAnswers, toQuestion
    case stop, stopTitle, stopDetail, sendSoFar, removeAnswers, goOn
    case help, helpTitle, settings, otherLanguage
    case profileTitle, largeText, contrast, calm, usual
    case removed, removedDetail
    case idleTitle, idleDetail, moreTime
    case privacy
    /// `{controller}`, `{contact}` and `{days}` are filled in.
    case privacyWho, privacyWhy, privacyHowLong, privacyAsk, privacyAnonymous
    /// `{hour}` is filled in: an hour or a ``timeOfDay``.
    case closed, opensToday, opensTomorrow
    case opensOnMonday, opensOnTuesday, opensOnWednesday, opensOnThursday, opensOnFriday
    case opensOnSaturday, opensOnSunday
    /// `{hour}` and `{minute}` are filled in.
    case timeOfDay
    case thanks, thanksDetail
    case saving, savingFailed
    /// Said to technicians.
    case touchCross
}

/// The fixed words in the languages a terminal has (`Assets/translations`).
package struct Phrasebook: Hashable, Sendable {
    /// Each language's own name (`Suomi`), as its key on the greeting says.
    package var names: [Language: String]
    package var phrases: [Language: [Phrase: String]]

    package init(names: [Language: String], phrases: [Language: [Phrase: String]]) {
        self.names = names
        self.phrases = phrases
    }

    /// The phrase in `language`; nil where the translation lacks it, which
    /// Provisioning refuses at load.
    package func text(_ phrase: Phrase, in language: Language) -> String? {
        phrases[language]?[phrase]
    }
}
