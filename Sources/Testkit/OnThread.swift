import Foundation

/// Runs work that blocks on a thread of its own, within the test's own task.
///
/// A test that waits for a virtual board or a program would otherwise hold one of
/// the few threads that all asynchronous tests share. The thread ends with the
/// work, and with it every ``Program`` that it started.
package func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    let thread = OwnThreads(count: 1)
    defer { thread.close() }
    return try await withTaskExecutorPreference(thread) { try body() }
}

/// Waits on this very thread for what asynchronous work gives, on
/// ``OwnThreads/forServers``; for a thread that belongs to the test alone.
///
/// - Throws: ``Program/Failure`` naming `what` when nothing came within `seconds`.
package func waiting<Value: Sendable>(
    for what: String, within seconds: Double = 60, _ body: @escaping @Sendable () async throws -> Value
) throws -> Value {
    let promise = Promise<Value>(what)
    let task = Task(executorPreference: OwnThreads.forServers) {
        do { promise.keep(.success(try await body())) } catch { promise.keep(.failure(error)) }
    }
    defer { task.cancel() }
    return try promise.wait(within: seconds)
}

/// One value that another thread will give.
package final class Promise<Value: Sendable>: @unchecked Sendable {
    private let what: String
    private let condition = NSCondition()
    private var outcome: Result<Value, any Error>?

    /// - Parameter what: what is waited for, for the message when it never comes.
    package init(_ what: String) {
        self.what = what
    }

    /// The first word counts.
    package func keep(_ new: Result<Value, any Error>) {
        condition.withLock {
            outcome = outcome ?? new
            condition.broadcast()
        }
    }

    package var isKept: Bool { condition.withLock { outcome != nil } }

    package func wait(within seconds: Double = 60) throws -> Value {
        let limit = Date(timeIntervalSinceNow: seconds)
        return try condition.withLock {
            while true {
                if let outcome { return try outcome.get() }
                guard condition.wait(until: limit) else {
                    throw Program.Failure("\(what) did not come within \(seconds) s")
                }
            }
        }
    }
}
