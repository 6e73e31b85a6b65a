import KioskCore
import Storage
import Wire

/// What status tells, counted by the loop.
struct Figures {
    private(set) var frames = 0
    /// Fingers that are down now, for `palautectl touch`: x and y in pixels.
    private(set) var contacts: [Int: [Int]] = [:]
    private(set) var touches = 0
    private(set) var touchToFlip = Latency()
    /// CLOCK_MONOTONIC of the first frame on the glass.
    private(set) var firstFrameNanoseconds: Int64?
    var journal: JournalSummary?
    /// As the journal last told it.
    var account: JournalAccount?
    var timeFix: TimeFix?
    var link = LinkReport(state: .starting)
    /// Kernel time of the touch that the next picture answers.
    private var pendingTouch: Int64?
    /// Kernel time of the touch that the picture under way answers.
    private var touchUnderWay: Int64?

    /// A finger did something at `kernelTime` (CLOCK_MONOTONIC). Only coming
    /// down and lifting are measured: they are what the picture answers.
    mutating func touched(_ contact: Contact, at kernelTime: Int64) {
        switch contact.phase {
        case .down:
            touches += 1
            pendingTouch = kernelTime
        case .up: pendingTouch = kernelTime
        case .moved, .cancelled: break
        }
        let isDown = contact.phase == .down || contact.phase == .moved
        contacts[contact.id] = isDown ? [Int(contact.at.x), Int(contact.at.y)] : nil
    }

    /// Another device is read from now on; what was down on the last one is not here.
    mutating func forgetContacts() {
        contacts = [:]
    }

    /// The turn's touches led to no new picture.
    mutating func touchLedToNothing() {
        pendingTouch = nil
    }

    mutating func pictureSubmitted() {
        touchUnderWay = pendingTouch
        pendingTouch = nil
    }

    /// The picture under way is on the glass since `kernelTime`.
    mutating func flipped(at kernelTime: Int64) {
        frames += 1
        if firstFrameNanoseconds == nil { firstFrameNanoseconds = kernelTime }
        if let touch = touchUnderWay { touchToFlip.note(kernelTime - touch) }
        touchUnderWay = nil
    }
}
