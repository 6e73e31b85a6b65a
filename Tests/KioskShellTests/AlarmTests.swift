import Linux
import Testing
import Testkit

/// What an alarm promises, the real one and the one that is moved by hand.
struct AlarmTests {
    private static func isReady(_ alarm: any Alarm, within patience: Duration) throws -> Bool {
        let poller = try Poller()
        try poller.add(alarm.descriptor, tag: 0)
        return try !poller.wait(timeout: patience).isEmpty
    }

    private static func holds(_ alarm: any Alarm, now: () -> Int64, pass: (Duration) -> Void) throws {
        #expect(try alarm.drain() == false)
        try alarm.arm(deadlineNanoseconds: now() - 1)
        #expect(try isReady(alarm, within: .seconds(10)))
        #expect(try alarm.drain())
        #expect(try alarm.drain() == false)
        try alarm.arm(deadlineNanoseconds: now() + 3_600_000_000_000)
        #expect(try isReady(alarm, within: .zero) == false)
        try alarm.arm(deadlineNanoseconds: now() + 1_000_000)
        pass(.milliseconds(1))
        #expect(try isReady(alarm, within: .seconds(10)))
        // A new deadline takes the place of one that has come.
        try alarm.arm(deadlineNanoseconds: now() + 3_600_000_000_000)
        #expect(try isReady(alarm, within: .zero) == false)
        try alarm.arm(deadlineNanoseconds: now() - 1)
        try alarm.disarm()
        #expect(try isReady(alarm, within: .zero) == false)
    }

    @Test func timerCallsWhenItsDeadlineHasCome() throws {
        try Self.holds(Timer(), now: Clock.bootNanoseconds) { _ in }
    }

    @Test func manualClockCallsWhenItIsMovedThere() throws {
        let clock = try ManualClock()
        try Self.holds(clock, now: { clock.nowNanoseconds }) { clock.advance(by: $0) }
    }
}
