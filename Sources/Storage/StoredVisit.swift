import SQLite
import Surveys

/// One visit as a journal keeps it.
struct StoredVisit: Hashable, Sendable {
    struct End: Hashable, Sendable {
        var number: Int
        var reason: EndReason
        var at: Instant
    }

    var opening: VisitOpening
    /// The boot in which all its instants were read.
    var boot: String
    /// In the order shown.
    var answers: [AnswerRecord]
    var end: End?
}

/// How far a reply is on its way (`interfaces.md`, Journal).
enum DeliveryState: String, Storable {
    case waiting, sent, acknowledged, parked, withdrawn
}

extension FrozenReply {
    /// What the reply of a closed visit is rendered from.
    init(
        _ visit: StoredVisit, end: StoredVisit.End, journalID: ReplyID, times: TrustedTimes,
        context: RenderContext
    ) {
        let opening = visit.opening
        self.init(
            id: opening.id, journalID: journalID.description, number: end.number, deviceID: context.deviceID,
            unit: context.unit, survey: opening.survey, language: opening.language,
            respondent: opening.respondent, help: opening.help, seed: opening.seed,
            misuse: opening.misuse, end: end.reason, answers: visit.answers,
            authored: times.authored(end.at, boot: visit.boot, precision: context.authoredPrecision),
            clockState: times.clockState(boot: visit.boot), appVersion: context.appVersion,
            isTest: context.isTest)
    }
}
