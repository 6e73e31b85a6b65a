import Surveys

/// The codes of the data-absent-reason code system that a reply may carry.
enum AbsentReason: String {
    case askedUnknown = "asked-unknown"
    case askedDeclined = "asked-declined"
    case temporarilyUnknown = "temp-unknown"
    case notAsked = "not-asked"

    /// Whether the person pressed something that says so: the reason then stands
    /// on the answer, else on the item.
    var wasPressed: Bool {
        switch self {
        case .askedUnknown, .askedDeclined: true
        case .temporarilyUnknown, .notAsked: false
        }
    }

    var missing: Missing {
        switch self {
        case .askedUnknown: .cannotSay
        case .askedDeclined: .skipped
        case .temporarilyUnknown: .notAnswered
        case .notAsked: .notReached
        }
    }
}

extension Missing {
    var reason: AbsentReason {
        switch self {
        case .cannotSay: .askedUnknown
        case .skipped: .askedDeclined
        case .notAnswered: .temporarilyUnknown
        case .notReached: .notAsked
        }
    }
}

extension QuestionnaireResponse.Item {
    /// Why there is no answer; nil with an answer, with a reason in the wrong
    /// place and with one this version does not know.
    var absentReason: AbsentReason? {
        let pressed = answer?.first
        guard pressed?.value == nil else { return nil }
        let extensions = pressed?.extension ?? `extension` ?? []
        let reason = extensions.text(Canonicals.dataAbsentReason).flatMap(AbsentReason.init)
        return reason?.wasPressed == (pressed != nil) ? reason : nil
    }
}
