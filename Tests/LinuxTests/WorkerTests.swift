import Linux
import Synchronization
import Testing

struct WorkerTests {
    @Test func carriesOutCommandsInOrderAndGivesOneOutcomeEach() throws {
        let worker = try Worker<Int, Int>(name: "squares") { { $0 * $0 } }
        #expect((1...50).map { worker.submit($0) }.allSatisfy { $0 })
        #expect(try outcomes(of: worker, 50) == (1...50).map { $0 * $0 })
    }

    @Test func refusesACommandUntilAnOutcomeIsDrained() throws {
        let worker = try Worker<Int, Int>(name: "echo", limit: 2) { { $0 } }
        #expect(worker.submit(1))
        #expect(worker.submit(2))
        #expect(!worker.submit(3))
        #expect(try outcomes(of: worker, 2) == [1, 2])
        try #require(worker.submit(4))
        #expect(try outcomes(of: worker, 1) == [4])
    }

    @Test func keepsItsStateOnItsOwnThread() throws {
        let worker = try Worker<Int, Int>(name: "a name longer than fifteen bytes") {
            var sum = 0
            return {
                sum += $0
                return sum
            }
        }
        for number in 1...4 { #expect(worker.submit(number)) }
        #expect(try outcomes(of: worker, 4) == [1, 3, 6, 10])
    }

    @Test func finishesWhatWasSubmittedBeforeItGoes() throws {
        let carriedOut = Counter()
        do {
            let worker = try Worker<Int, Void>(name: "last") { { carriedOut.add($0) } }
            for _ in 1...20 { #expect(worker.submit(1)) }
        }
        #expect(carriedOut.value == 20)
    }

    private final class Counter: Sendable {
        private let sum = Mutex(0)
        var value: Int { sum.withLock { $0 } }
        func add(_ number: Int) { sum.withLock { $0 += number } }
    }

    private func outcomes(of worker: Worker<Int, Int>, _ count: Int) throws -> [Int] {
        let poller = try Poller()
        try poller.add(worker.descriptor, tag: 0)
        var outcomes: [Int] = []
        while outcomes.count < count {
            _ = try poller.wait()
            outcomes += worker.drain()
        }
        return outcomes
    }
}

struct MailboxTests {
    @Test func keepsTheOrderAndRefusesWhatIsTooMuch() throws {
        let mailbox = try Mailbox<String>(limit: 2)
        #expect(mailbox.post("first"))
        #expect(mailbox.post("second"))
        #expect(!mailbox.post("third"))
        #expect(mailbox.drain() == ["first", "second"])
        #expect(mailbox.drain().isEmpty)
        #expect(mailbox.post("fourth"))
    }

    @Test func isQuietOnceItIsDrained() throws {
        let mailbox = try Mailbox<Int>()
        let poller = try Poller()
        try poller.add(mailbox.descriptor, tag: 0)
        #expect(mailbox.post(1))
        #expect(try poller.wait().count == 1)
        #expect(mailbox.drain() == [1])
        #expect(try poller.wait(timeout: .zero).isEmpty)
    }
}
