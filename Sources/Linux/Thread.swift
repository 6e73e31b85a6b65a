import CLinux

/// A POSIX thread that leaves the process' stop signals to the others.
///
/// Its owner calls ``join()`` once. The corresponding C functions are
/// `pthread_create` and `pthread_join`.
struct Thread: @unchecked Sendable {
    // Only join() reads the handle, which any thread may do.
    private let handle: pthread_t

    init(name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
        final class Start {
            let name: String
            let body: @Sendable () -> Void
            init(name: String, body: @escaping @Sendable () -> Void) {
                self.name = name
                self.body = body
            }
        }
        var handle = pthread_t()
        let start = Unmanaged.passRetained(Start(name: name, body: body))
        let code = pthread_create(
            &handle, nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                // A longer name is refused by the kernel, not cut.
                pthread_setname_np(
                    pthread_self(), String(decoding: start.name.utf8.prefix(15), as: UTF8.self))
                Signals.block()
                start.body()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            start.release()
            throw SystemError(call: "pthread_create", subject: name, code: code)
        }
        self.handle = handle
    }

    func join() {
        pthread_join(handle, nil)
    }
}
