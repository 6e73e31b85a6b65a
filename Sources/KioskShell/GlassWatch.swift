import KioskCore
import Surveys

/// When the loop has to look after the glass: cards lose flips, give way to others
/// and come back.
package struct GlassWatch: Hashable {
    /// A picture that is not on the glass after twice this long never will be.
    ///
    /// Twice, because a turn reads the clock once, before it paints: on a slow machine
    /// the first half may be over before the flip was even asked for.
    package static let flipLimit = Duration.seconds(1)
    /// How often to look while another program has the card open.
    static let lookAgain = Duration.milliseconds(250)

    /// Until when the picture under way may be missing from the glass.
    private var waitsUntil: Instant?
    private var isSecondHalf = false
    /// When a picture that was refused is to be presented again.
    private var retryAt: Instant?
    /// When to see whether the glass is still ours.
    private var lookAt: Instant?
    private var isShared = false
    /// The kernel told of a change of displays.
    private(set) var displayMayHaveChanged = false

    package init() {}

    package var nextDeadline: Instant? {
        [waitsUntil, retryAt, lookAt].compactMap(\.self).min()
    }

    /// False after a refusal, until the glass was looked at again.
    package var mayPresent: Bool { retryAt == nil }

    package mutating func handedOver(at now: Instant) {
        wait(from: now)
    }

    package mutating func refused(at now: Instant, retryAfter pause: Duration) {
        wait(from: now)
        retryAt = now + pause
    }

    package mutating func flipped() {
        waitsUntil = nil
    }

    private mutating func wait(from now: Instant) {
        guard waitsUntil == nil else { return }
        waitsUntil = now + Self.flipLimit
        isSecondHalf = false
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

    package func isDue(at now: Instant) -> Bool { nextDeadline.map { $0 <= now } ?? false }

    /// Whether the picture under way will never come.
    package mutating func isOverdue(at now: Instant) -> Bool {
        guard let until = waitsUntil, until <= now else { return false }
        if isSecondHalf { return true }
        isSecondHalf = true
        waitsUntil = now + Self.flipLimit
        return false
    }

    /// The glass was looked at and is as it should be.
    package mutating func looked(at now: Instant) {
        retryAt = nil
        displayMayHaveChanged = false
        lookAt = isShared ? now + Self.lookAgain : nil
    }
}
