import Linux

/// One finger at one moment, as the device says it.
package struct TouchSample: Hashable, Sendable {
    package enum Phase: Hashable, Sendable {
        case down, moved, up
        /// The contact ended without a word about where: the device went away,
        /// or events were lost. Nothing is to be chosen by it.
        case cancelled
    }

    /// The device's place for this finger; free again after `up` or `cancelled`.
    package var slot: Int
    /// The device's name for this contact; another finger in the same slot has
    /// another one.
    package var trackingID: Int
    package var phase: Phase
    /// From 0 (left) to 1 (right) of the device's own axis, before any
    /// calibration or rotation.
    package var x: Double
    /// From 0 (top) to 1 (bottom), likewise.
    package var y: Double
    /// Length of the contact's longer axis in millimetres; nil where the device
    /// does not say it or not in which unit.
    package var sizeMillimetres: Double?
    /// The device calls it a palm (`MT_TOOL_PALM`).
    package var isPalm: Bool
    /// CLOCK_MONOTONIC: for latencies only.
    package var timeNanoseconds: Int64

    package init(
        slot: Int, trackingID: Int, phase: Phase, x: Double, y: Double, sizeMillimetres: Double? = nil,
        isPalm: Bool = false, timeNanoseconds: Int64
    ) {
        self.slot = slot
        self.trackingID = trackingID
        self.phase = phase
        self.x = x
        self.y = y
        self.sizeMillimetres = sizeMillimetres
        self.isPalm = isPalm
        self.timeNanoseconds = timeNanoseconds
    }
}

package enum TouchEvent: Hashable, Sendable {
    case sample(TouchSample)
    /// The device is no more; nothing will follow. Let the source go and look
    /// for another when a device appears.
    case gone
}

/// Where touches come from.
///
/// Every `down` is followed by exactly one `up` or `cancelled` of the same slot
/// and tracking id, before the slot's next `down` and before `gone`. A finger
/// that was on the glass already when the source was opened is not reported.
package protocol TouchSource: AnyObject {
    /// Readable when ``drain()`` has something to say; for the Poller.
    var descriptor: Descriptor { get }

    /// Takes what happened since the last call, oldest first, without waiting.
    func drain() throws(SystemError) -> [TouchEvent]

    /// Puts what the device says from now on onto a tape, or stops doing so.
    ///
    /// - Returns: the tape; nil where there is no device to record.
    func record(_ isOn: Bool) -> EventTape?

    /// Opens a source that tells fingers better and has come since this one was
    /// opened: a panel whose driver was slow, after an absolute mouse.
    ///
    /// - Returns: nil where this one is still the best.
    func betterOne() -> (any TouchSource)?
}

extension TouchSource {
    package func betterOne() -> (any TouchSource)? { nil }
    package func record(_ isOn: Bool) -> EventTape? { nil }
}
