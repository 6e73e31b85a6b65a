/// A published survey: a fixed, ordered list of questions.
///
/// Published versions are immutable: any change of meaning, scale or option is a
/// new ``version``, and a reply always pins the version it answers.
package struct Survey: Hashable, Sendable {
    /// The Questionnaire's canonical url, without a version.
    package var url: String
    package var version: String
    package var title: LocalizedText
    /// The languages that every text of the survey has, in the order offered.
    package var languages: [Language]
    package var questions: [Question]

    package init(
        url: String, version: String, title: LocalizedText, languages: [Language], questions: [Question]
    ) {
        self.url = url
        self.version = version
        self.title = title
        self.languages = languages
        self.questions = questions
    }

    /// What a reply's `questionnaire` says: `url|version`.
    package var canonical: String { "\(url)|\(version)" }
}

/// One question, shown on a screen of its own.
package struct Question: Hashable, Sendable {
    /// The Questionnaire item's linkId, unique in the survey.
    package var linkID: String
    package var text: LocalizedText
    package var kind: Kind
    /// Whether `En osaa sanoa` is offered beside `Ohita`.
    package var allowsCannotSay: Bool

    /// What may be answered.
    package enum Kind: Hashable, Sendable {
        /// Every whole number of a range, low first, with words at both ends: the
        /// recommendation question's 0–10.
        case scale(Scale)
        /// A statement and how far one agrees: five steps with the codes 1 to 5,
        /// disagreement first. Steps between the ends may be without words.
        case statement([Choice])
        /// Three or five faces with the codes 1, 2, 3, …, the least content first.
        case smileys([Choice])
        case yesNo
        /// One of several options.
        case choice([Choice])
    }

    /// Whether the question can be answered so.
    package func allows(_ answer: Answer) -> Bool {
        switch (kind, answer) {
        case (.scale(let scale), .scale(let point)): scale.values.contains(point)
        case (.statement(let choices), .choice(let code)), (.smileys(let choices), .choice(let code)),
            (.choice(let choices), .choice(let code)):
            choices.contains { $0.code == code }
        case (.yesNo, .yesNo): true
        default: false
        }
    }

    package init(linkID: String, text: LocalizedText, kind: Kind, allowsCannotSay: Bool = true) {
        self.linkID = linkID
        self.text = text
        self.kind = kind
        self.allowsCannotSay = allowsCannotSay
    }
}

/// A scale of whole numbers with words at its ends.
package struct Scale: Hashable, Sendable {
    package var values: ClosedRange<Int>
    package var lowEnd: LocalizedText
    package var highEnd: LocalizedText

    package init(values: ClosedRange<Int>, lowEnd: LocalizedText, highEnd: LocalizedText) {
        self.values = values
        self.lowEnd = lowEnd
        self.highEnd = highEnd
    }
}
