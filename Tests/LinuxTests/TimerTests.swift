import Linux
import Testing

struct TimerTests {
    @Test func comesNotBeforeItsDeadline() throws {
        let timer = try Timer()
        let poller = try Poller()
        try poller.add(timer.descriptor, tag: 1)
        let deadline = Clock.bootNanoseconds() + 5_000_000
        try timer.arm(deadlineNanoseconds: deadline)
        #expect(try poller.wait().map(\.tag) == [1])
        #expect(Clock.bootNanoseconds() >= deadline)
        #expect(try timer.drain())
        #expect(try !timer.drain())
    }

    @Test(arguments: [Int64.min, -1, 0, 1]) func comesAtOnceForADeadlineInThePast(deadline: Int64) throws {
        let timer = try Timer()
        let poller = try Poller()
        try poller.add(timer.descriptor, tag: 1)
        try timer.arm(deadlineNanoseconds: deadline)
        #expect(try poller.wait().map(\.tag) == [1])
    }

    @Test func forgetsADeadlineThatWasDisarmed() throws {
        let timer = try Timer()
        try timer.arm(deadlineNanoseconds: 0)
        try timer.disarm()
        #expect(try !timer.drain())
    }
}
