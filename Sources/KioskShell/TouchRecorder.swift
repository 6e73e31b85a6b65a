import KioskCore
import Surveys
import Touch

/// `palautectl touch --record`: what the touch device says, raw, for as long as
/// somebody keeps asking.
///
/// Where fingers were is what they answered: nothing is kept five seconds after
/// the last question.
package struct TouchRecorder {
    package static let patience = Duration.seconds(5)
    /// So many lines fit into one answer.
    package static let answerLimit = 1_500

    private(set) var tape: EventTape?
    private var lastAsked = Instant.zero

    /// One answer, as `control.sock` gives it.
    package struct Answer: Hashable, Sendable, Codable {
        /// The device's description in evemu's text.
        package var device: String
        /// Evemu's lines `E:`, times of CLOCK_MONOTONIC.
        package var events: [String]
        package var next: Int
        package var missed: Int
    }

    /// - Parameter fingers: starts the tape; nil where there is nothing to record.
    mutating func answer(from start: Int, at now: Instant, _ fingers: () -> EventTape?) -> Answer? {
        lastAsked = now
        guard let current = fingers() else { return nil }
        // Another device, or the same plugged in again, begins another tape.
        let start = current === tape ? start : 0
        tape = current
        let reading = current.read(from: start, atMost: Self.answerLimit)
        return Answer(
            device: current.device.evemu, events: reading.events.map { $0.evemu() }, next: reading.next,
            missed: reading.missed)
    }

    /// Whether nobody has asked for so long that recording ends.
    mutating func isOver(at now: Instant) -> Bool {
        guard tape != nil, now - lastAsked > Self.patience else { return false }
        tape = nil
        return true
    }
}
