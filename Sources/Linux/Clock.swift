import CLinux

/// The only readings of a clock in the project.
package enum Clock {
    /// Nanoseconds since the kernel started, suspended time included; the
    /// terminal's one clock (CLOCK_BOOTTIME).
    package static func bootNanoseconds() -> Int64 {
        read(CLOCK_BOOTTIME)
    }

    /// What evdev and KMS stamp their events with (CLOCK_MONOTONIC): for
    /// latencies only.
    package static func monotonicNanoseconds() -> Int64 {
        read(CLOCK_MONOTONIC)
    }

    /// Milliseconds since 1970 of a clock that anybody may set
    /// (CLOCK_REALTIME): recorded, never computed with.
    package static func wallMilliseconds() -> Int64 {
        read(CLOCK_REALTIME) / 1_000_000
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        precondition(clock_gettime(clock, &time) == 0, "Linux has this clock")
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
