/// A moment on the terminal's one clock, in nanoseconds of CLOCK_BOOTTIME.
///
/// Comparable only within one boot; what must outlive a boot is stored with the
/// boot's id beside it. Wall-clock time never enters a state machine.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    /// Nanoseconds since the kernel started, suspended time included.
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package static let zero = Instant(nanoseconds: 0)

    package static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    package static func + (instant: Instant, duration: Duration) -> Instant {
        Instant(nanoseconds: instant.nanoseconds &+ duration.nanoseconds)
    }

    package static func - (later: Instant, earlier: Instant) -> Duration {
        .nanoseconds(later.nanoseconds &- earlier.nanoseconds)
    }
}

extension Duration {
    /// Whole nanoseconds; durations here are far below the 292 years that fit.
    package var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }

    /// Whole milliseconds, rounded down.
    package var milliseconds: Int64 {
        nanoseconds / 1_000_000
    }
}
