import Synchronization

/// Work done on a thread of its own while its owner does other work; the result is
/// waited for once.
///
/// For what a start needs and no descriptor tells of: reading files beside the
/// opening of devices.
package final class Errand<Result: Sendable>: Sendable {
    private let result: Box
    private let thread: Thread

    private final class Box: Sendable {
        let value = Mutex<Result?>(nil)
    }

    /// Starts the thread; `name` is shown by `ps -L`, at most 15 bytes of it.
    package init(name: String, _ work: @escaping @Sendable () -> Result) throws(SystemError) {
        let box = Box()
        result = box
        thread = try Thread(name: name) {
            let done = work()
            box.value.withLock { $0 = done }
        }
    }

    /// Waits for the end of the work. Called once, or the thread is not given back.
    package consuming func wait() -> Result {
        thread.join()
        guard let done = result.value.withLock({ $0 }) else {
            preconditionFailure("a thread that was joined has done its work")
        }
        return done
    }
}
