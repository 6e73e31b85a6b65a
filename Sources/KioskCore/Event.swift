import Scenes
import Surveys
import Wire

/// What happened. Past tense; nothing here asks for anything.
package enum Event: Hashable, Sendable {
    case touched(Contact)
    /// The glass went dark by another's hand. Only a touch, ``lit``, a technician or
    /// the opening of the unit ends it.
    case darkened
    /// The glass is lit again without a touch.
    case lit
    /// A technician wants the touchscreen calibrated; answered by
    /// ``Effect/keepCalibration(_:)`` or ``Effect/refuseCalibration(_:)``.
    case calibrationAsked(CalibrationRequest)
    /// A technician wants to see what the collector refused.
    case parkedAsked(after: Int)
    /// A technician wants those of these numbers sent again that are parked.
    case resendAsked([SequenceRange])
    /// The technician went away before it was done.
    case calibrationGivenUp
    /// The picture of `model` was handed to the page flip; from now on taps are
    /// judged against `hits`, because that is what people see.
    case presented(ScreenModel, HitMap)
    /// The instant of ``Terminal/nextDeadline`` has come.
    case deadlinePassed
    case entropySupplied(Entropy)
    case contentLoaded(Content)
    /// The reason went to the log; the glass only says that it rests.
    case contentRefused
    case journal(JournalEvent)
    case uplink(UplinkEvent)
}

/// What the journal's worker reports, one per ``JournalOrder``, in order.
package enum JournalEvent: Hashable, Sendable {
    case opened(unsent: Int)
    /// The order before could not be carried out and the journal was closed; it
    /// is opened again before anything else.
    case failed
    /// An answer is durable.
    case recorded(ReplyID)
    /// A visit is frozen, numbered and durable: now it may be thanked for.
    case closed(ReplyID)
    case batchFetched([OutgoingReply])
    /// What waits is known anew, after an order that has no other answer.
    case counted(unsent: Int)
    case timeNoted
    /// Which numbers the collector need not have is known.
    case accounted
}

/// What happened on the Link.
package enum UplinkEvent: Hashable, Sendable {
    case connected
    case said(UplinkMessage)
    case vanished
}
