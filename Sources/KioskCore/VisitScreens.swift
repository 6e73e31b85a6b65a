// The screens around the questions, as plain values.

/// What the greeting says of the survey, honestly.
package struct Offer: Hashable, Sendable {
    package var questions: Int
    package var minutes: Int
    package var unit: String?
    /// Whether the greeting leads to the privacy notice.
    package var offersPrivacy: Bool

    package init(questions: Int, minutes: Int, unit: String? = nil, offersPrivacy: Bool = false) {
        self.questions = questions
        self.minutes = minutes
        self.unit = unit
        self.offersPrivacy = offersPrivacy
    }
}

package struct HelpScreen: Hashable, Sendable {
    /// Whether there is another language: the way to it where the head has none.
    package var offersLanguages: Bool

    package init(offersLanguages: Bool) {
        self.offersLanguages = offersLanguages
    }
}

package struct StoppingScreen: Hashable, Sendable {
    /// Without any answer there is nothing to send.
    package var hasAnswers: Bool

    package init(hasAnswers: Bool) {
        self.hasAnswers = hasAnswers
    }
}

package struct IdleScreen: Hashable, Sendable {
    package var secondsLeft: Int
    package var secondsInAll: Int

    package init(secondsLeft: Int, secondsInAll: Int) {
        self.secondsLeft = secondsLeft
        self.secondsInAll = secondsInAll
    }
}

/// The privacy notice, in as many pages as the panel needs.
package struct PrivacyScreen: Hashable, Sendable {
    /// Who collects.
    package var controller: String
    /// Whom to ask.
    package var contact: String
    /// How long the device keeps what has been sent.
    package var days: Int
    /// From 0; a page past the end is the last one.
    package var page: Int

    package init(controller: String, contact: String, days: Int, page: Int = 0) {
        self.controller = controller
        self.contact = contact
        self.days = days
        self.page = page
    }

    func page(_ page: Int) -> PrivacyScreen {
        PrivacyScreen(controller: controller, contact: contact, days: days, page: page)
    }
}

/// Black, with a few words that wander.
package struct ClosedScreen: Hashable, Sendable {
    /// Nil when nobody knows.
    package var opening: OpeningHours.Opening?
    /// 0–8: where the words stand now.
    package var place: Int

    package init(opening: OpeningHours.Opening? = nil, place: Int = 4) {
        self.opening = opening
        self.place = place
    }
}
