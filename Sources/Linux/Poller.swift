import CLinux

/// The set of descriptors that the one loop waits for.
///
/// A descriptor that is closed leaves the set by itself. The corresponding C
/// functions are `epoll_create1`, `epoll_ctl` and `epoll_wait`.
package final class Poller {
    /// What to wait for; failures and hang-ups are always reported.
    package struct Interest: OptionSet, Sendable {
        package let rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }

        package static let read = Interest(rawValue: EPOLLIN.rawValue)
        package static let write = Interest(rawValue: EPOLLOUT.rawValue)
    }

    /// One descriptor that can be served now.
    package struct Ready: Hashable, Sendable {
        /// The tag it was added with.
        package var tag: UInt64
        /// There is something to read, the end of the stream included.
        package var isReadable: Bool
        package var isWritable: Bool
        /// The other side is gone or the device failed; reading says why.
        package var isBroken: Bool

        package init(tag: UInt64, isReadable: Bool, isWritable: Bool, isBroken: Bool) {
            self.tag = tag
            self.isReadable = isReadable
            self.isWritable = isWritable
            self.isBroken = isBroken
        }
    }

    /// One turn serves at most this many; the others are reported by the next.
    private static let readyLimit = 32

    private let descriptor: Descriptor

    package init() throws(SystemError) {
        descriptor = Descriptor(
            owning: try check("epoll_create1", "poller") { epoll_create1(Int32(EPOLL_CLOEXEC)) })
    }

    /// Waits for `descriptor` from now on and reports it as `tag`.
    package func add(
        _ descriptor: Descriptor, tag: UInt64, for interest: Interest = .read
    ) throws(SystemError) {
        try control(EPOLL_CTL_ADD, descriptor, tag, interest)
    }

    /// Replaces what is waited for, and the tag.
    package func modify(
        _ descriptor: Descriptor, tag: UInt64, for interest: Interest
    ) throws(SystemError) {
        try control(EPOLL_CTL_MOD, descriptor, tag, interest)
    }

    /// Stops waiting for `descriptor`.
    package func remove(_ descriptor: Descriptor) throws(SystemError) {
        try control(EPOLL_CTL_DEL, descriptor, 0, [])
    }

    /// Waits until something is ready, for at most `timeout` (nil: for ever).
    ///
    /// - Returns: nothing when the time is over or a signal came first.
    package func wait(timeout: Duration? = nil) throws(SystemError) -> [Ready] {
        var events = [epoll_event](repeating: epoll_event(), count: Self.readyLimit)
        // EINTR is no failure and is not waited through: the loop reads its clock
        // and its deadlines anew, so that a stop signal or SIGCONT after a long
        // stop is not followed by the rest of an old timeout.
        let count = try check("epoll_wait", "poller", expecting: EINTR) {
            epoll_wait(
                descriptor.rawValue, &events, Int32(Self.readyLimit), Self.milliseconds(timeout))
        }
        return events.prefix(Int(count ?? 0)).map { event in
            Ready(
                tag: event.data.u64,
                isReadable: event.events & EPOLLIN.rawValue != 0,
                isWritable: event.events & EPOLLOUT.rawValue != 0,
                isBroken: event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0)
        }
    }

    /// Rounded up, so that the loop does not spin through the last millisecond.
    private static func milliseconds(_ timeout: Duration?) -> Int32 {
        guard let (seconds, attoseconds) = timeout?.components else { return -1 }
        guard seconds < Int64(Int32.max) / 1000 else { return .max }
        let roundedUp = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(max(0, seconds * 1000 + roundedUp))
    }

    private func control(
        _ operation: Int32, _ subject: Descriptor, _ tag: UInt64, _ interest: Interest
    ) throws(SystemError) {
        var event = epoll_event(events: interest.rawValue, data: epoll_data_t(u64: tag))
        try check("epoll_ctl", "descriptor \(subject.rawValue)") {
            epoll_ctl(descriptor.rawValue, operation, subject.rawValue, &event)
        }
    }
}
