import CLinux

/// What wakes a loop at its next deadline: ``Timer``, or a clock that is moved by
/// hand.
package protocol Alarm: AnyObject {
    /// Readable when the deadline has come; for the ``Poller``.
    var descriptor: Descriptor { get }

    /// Replaces the deadline; one in the past has come at once.
    func arm(deadlineNanoseconds: Int64) throws(SystemError)

    /// Forgets the deadline.
    func disarm() throws(SystemError)

    /// Says whether the deadline has come since the last call.
    func drain() throws(SystemError) -> Bool
}

/// One deadline on CLOCK_BOOTTIME, readable when it has come.
///
/// It counts while the machine is suspended. The corresponding C functions are
/// `timerfd_create` and `timerfd_settime`.
package final class Timer: Alarm, Sendable {
    /// For the ``Poller``.
    package let descriptor: Descriptor

    package init() throws(SystemError) {
        descriptor = Descriptor(
            owning: try check("timerfd_create", "timer") {
                timerfd_create(CLOCK_BOOTTIME, Int32(TFD_NONBLOCK | TFD_CLOEXEC))
            })
    }

    /// Replaces the deadline; one in the past has come at once.
    ///
    /// - Parameter deadlineNanoseconds: as ``Clock/bootNanoseconds()`` counts.
    package func arm(deadlineNanoseconds: Int64) throws(SystemError) {
        // Zero would disarm the timer.
        let deadline = max(1, deadlineNanoseconds)
        try set(
            timespec(
                tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000)))
    }

    /// Forgets the deadline.
    package func disarm() throws(SystemError) {
        try set(timespec())
    }

    /// Says whether the deadline has come since the last call.
    package func drain() throws(SystemError) -> Bool {
        try descriptor.read(upTo: 8, subject: "timer") != nil
    }

    private func set(_ deadline: timespec) throws(SystemError) {
        var value = itimerspec(it_interval: timespec(), it_value: deadline)
        try check("timerfd_settime", "timer") {
            timerfd_settime(descriptor.rawValue, Int32(TFD_TIMER_ABSTIME), &value, nil)
        }
    }
}
