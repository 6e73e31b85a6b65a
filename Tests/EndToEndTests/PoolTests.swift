import Foundation
import Testing
import Testkit

extension EndToEndTests {
    /// Tests that block take every thread of Swift's pool; the collector goes on.
    @Suite struct PoolTests {
        @Test func answersWhileEveryThreadOfThePoolIsHeldUp() async throws {
            try await onThread {
                let collector = try LocalCollector()
                let gate = Shutter()
                defer { gate.open() }
                for _ in 0..<64 { Task.detached { gate.pass() } }
                // The control: a task of the pool finds no thread now.
                let probe = Promise<Void>("a thread of the pool")
                Task.detached { probe.keep(.success(())) }
                #expect(try collector.figures().n == 0)
                #expect(throws: Program.Failure.self) { try probe.wait(within: 0) }
                gate.open()
                try probe.wait(within: 30)
            }
        }
    }
}

/// Holds every thread that comes until it is opened.
private final class Shutter: @unchecked Sendable {
    private let condition = NSCondition()
    private var isOpen = false

    func pass() {
        condition.withLock {
            while !isOpen { condition.wait() }
        }
    }

    func open() {
        condition.withLock {
            isOpen = true
            condition.broadcast()
        }
    }
}
