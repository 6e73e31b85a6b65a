import Foundation

/// Runs work that blocks on a thread of its own.
///
/// A test that waits for a virtual board would otherwise hold one of the few
/// threads that all asynchronous tests share.
package func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Result(catching: body)) }
        // Disk images are values of this size; the default stack is smaller on musl.
        thread.stackSize = 8 << 20
        thread.start()
    }
}
