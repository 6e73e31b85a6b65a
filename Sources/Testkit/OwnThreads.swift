import Foundation

/// Threads of its own for asynchronous work: it goes on while tests that block
/// hold every thread of Swift's pool.
///
/// Child tasks and actors follow the preference (SE-0417), and so a whole server;
/// a `Task { }` within does not.
package final class OwnThreads: TaskExecutor {
    /// For servers in the test's process; lives as long as the process.
    package static let forServers = OwnThreads(count: 4)

    private let queue = JobQueue()

    package init(count: Int) {
        for number in 1...count {
            let thread = Thread { [queue] in queue.work() }
            thread.name = "own-\(number)"
            // Disk images are values of this size; the default stack is smaller on musl.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Ends the threads once nothing waits for them.
    package func close() {
        queue.close()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        queue.add(UnownedJob(job), by: asUnownedTaskExecutor())
    }
}

/// What waits for the threads.
private final class JobQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var waiting: [(job: UnownedJob, executor: UnownedTaskExecutor)] = []
    private var isClosed = false

    func add(_ job: UnownedJob, by executor: UnownedTaskExecutor) {
        condition.withLock {
            waiting.append((job, executor))
            condition.signal()
        }
    }

    func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
        }
    }

    func work() {
        while let (job, executor) = next() { job.runSynchronously(on: executor) }
    }

    private func next() -> (job: UnownedJob, executor: UnownedTaskExecutor)? {
        condition.withLock {
            while waiting.isEmpty, !isClosed { condition.wait() }
            return waiting.isEmpty ? nil : waiting.removeFirst()
        }
    }
}
