import Linux

/// A clock that stands still until it is moved, and the alarm that goes by it.
package final class ManualClock: Alarm {
    package private(set) var nowNanoseconds: Int64
    /// How long until the alarm calls; nil: it is not armed.
    package var deadline: Duration? {
        deadlineNanoseconds.map { .nanoseconds($0 - nowNanoseconds) }
    }

    private var deadlineNanoseconds: Int64?
    private let calls: Mailbox<Void>

    /// Begins at the machine's own reading, so that what is stamped elsewhere by
    /// the real clock lies in the past.
    package init() throws {
        nowNanoseconds = Clock.bootNanoseconds()
        calls = try Mailbox(limit: 1)
    }

    package func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        nowNanoseconds += seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        callIfDue()
    }

    package var descriptor: Descriptor { calls.descriptor }

    package func arm(deadlineNanoseconds: Int64) {
        _ = calls.drain()
        self.deadlineNanoseconds = deadlineNanoseconds
        callIfDue()
    }

    package func disarm() {
        _ = calls.drain()
        deadlineNanoseconds = nil
    }

    package func drain() -> Bool { !calls.drain().isEmpty }

    private func callIfDue() {
        guard let deadlineNanoseconds, deadlineNanoseconds <= nowNanoseconds else { return }
        self.deadlineNanoseconds = nil
        _ = calls.post(())
    }
}
