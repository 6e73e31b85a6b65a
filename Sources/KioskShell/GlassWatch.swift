import KioskCore
import Surveys

/// When the loop has to look after the glass: cards lose flips, give way to others
/// and come back.
struct GlassWatch {
    /// A picture that is not on the glass after this long never will be.
    static let flipLimit = Duration.seconds(2)
    /// How often to look while another program has the card open.
    static let lookAgain = Duration.milliseconds(250)

    /// Since when a picture waits to be on the glass.
    private var waitsSince: Instant?
    /// When a picture that was refused is to be presented again.
    private var retryAt: Instant?
    /// When to see whether the glass is still ours.
    private var lookAt: Instant?
    private var isShared = false
    /// The kernel told of a change of displays.
    private(set) var displayMayHaveChanged = false

    var nextDeadline: Instant? {
        [waitsSince.map { $0 + Self.flipLimit }, retryAt, lookAt].compactMap(\.self).min()
    }

    /// False after a refusal, until the glass was looked at again.
    var mayPresent: Bool { retryAt == nil }

    mutating func handedOver(at now: Instant) {
        waitsSince = waitsSince ?? now
    }

    mutating func refused(at now: Instant, retryAfter pause: Duration) {
        waitsSince = waitsSince ?? now
        retryAt = now + pause
    }

    mutating func flipped() {
        waitsSince = nil
    }

    /// A uevent of the displays came.
    mutating func displayChanged(at now: Instant) {
        displayMayHaveChanged = true
        lookAt = now
    }

    /// Another program opened the card, or closed it.
    mutating func visited(isLeaving: Bool, at now: Instant) {
        isShared = !isLeaving
        lookAt = now
    }

    func isDue(at now: Instant) -> Bool { nextDeadline.map { $0 <= now } ?? false }

    func isOverdue(at now: Instant) -> Bool { waitsSince.map { $0 + Self.flipLimit <= now } ?? false }

    /// The glass was looked at and is as it should be.
    mutating func looked(at now: Instant) {
        retryAt = nil
        displayMayHaveChanged = false
        lookAt = isShared ? now + Self.lookAgain : nil
    }
}
