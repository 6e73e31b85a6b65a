import Surveys
import Wire

/// What the Runtime is to do. Imperative; it has no choice.
package enum Effect: Hashable, Sendable {
    case journal(JournalOrder)
    /// Keep the new calibration, use it from now on and tell the technician.
    case keepCalibration(CalibrationFit)
    /// Tell the technician why there is no new one.
    case refuseCalibration(CalibrationRefusal)
    /// Draw an id and a seed from the kernel; ``Event/entropySupplied(_:)``.
    case supplyEntropy
    /// Read settings, survey and words again; ``Event/contentLoaded(_:)`` or
    /// ``Event/contentRefused``.
    case reloadContent
    /// Show the content that was loaded last, its words and its colours.
    case activateContent
    /// Send a batch over the Link: the items' bytes are the payload.
    case sendBatch([OutgoingReply])
    case sendHello
    case sendHealth
    /// Make the glass so bright, now and whenever it comes back.
    case setGlass(GlassLight)
    case noteLink(LinkReport)
}

/// What the journal's worker is to do, strictly in this order, one after the
/// other; every order is answered by one ``JournalEvent``.
package enum JournalOrder: Hashable, Sendable {
    case open
    case record(AnswerRecord, of: VisitOpening)
    /// Carries every answer again, so that a close alone makes the visit whole.
    case close(VisitOpening, EndReason, at: Instant, [AnswerRecord])
    case fetchBatch(max: Int, bytes: Int)
    case apply([Receipt])
    /// Count again what waits: content came that lets replies be rendered.
    case count
    case noteTime(TimeFix)
    /// Put in line again what the collector lacks.
    case offerAgain([SequenceRange])
    /// Put in line again what it refused, by a technician's wish.
    case resendParked([SequenceRange])
    /// Tell which numbers the collector need not have.
    case account
    /// List what the collector refused for good, from the next number on.
    case listParked(after: Int)
}

/// What a terminal asks and in which words: verified, complete, ready to show.
package struct Content: Hashable, Sendable {
    package var survey: Survey
    /// Offered on the greeting, in this order; the first is where it rests.
    package var languages: [Language]
    package var phrases: Phrasebook
    /// Without a touch for this long a visitor is asked whether to go on.
    package var idle: Duration
    /// How long that question stands before the visit ends.
    package var warning: Duration
    /// How long a choice of one is seen before the next question comes by itself;
    /// nil: it never does.
    package var goesOnAfter: Duration?
    /// The unit that is judged, by the language shown.
    package var unit: [Language: String] = [:]
    /// Nil: always open.
    package var hours: OpeningHours?
    /// What the privacy notice says of the county; nil: there is none to lead to.
    package var privacy: PrivacyScreen?

    package init(
        survey: Survey, languages: [Language], phrases: Phrasebook, idle: Duration, warning: Duration
    ) {
        precondition(!languages.isEmpty, "content without a language is refused at load")
        self.survey = survey
        self.languages = languages
        self.phrases = phrases
        self.idle = idle
        self.warning = warning
    }
}
