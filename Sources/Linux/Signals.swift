import CLinux

/// The signals that ask the program to stop, as something to read.
///
/// While it lives they are masked in the thread that made it and in threads
/// started later; make it first of all. `deinit` puts the old mask back and
/// belongs to the same thread. The corresponding C function is `signalfd`.
package final class Signals {
    /// A request to stop.
    package enum Signal: Hashable, Sendable, CaseIterable {
        /// SIGTERM, from systemd.
        case terminate
        /// SIGINT, from Ctrl-C.
        case interrupt
        /// SIGHUP, from a terminal that closed.
        case hangUp

        fileprivate var number: Int32 {
            switch self {
            case .terminate: SIGTERM
            case .interrupt: SIGINT
            case .hangUp: SIGHUP
            }
        }
    }

    /// For the ``Poller``.
    package let descriptor: Descriptor
    private var oldMask: sigset_t

    package init() throws(SystemError) {
        oldMask = Self.block()
        var mask = Self.mask
        descriptor = Descriptor(
            owning: try check("signalfd", "stop signals") {
                signalfd(-1, &mask, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
            })
    }

    deinit {
        pthread_sigmask(SIG_SETMASK, &oldMask, nil)
    }

    /// Takes the requests that came since the last call.
    package func drain() throws(SystemError) -> [Signal] {
        var signals: [Signal] = []
        var information = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        while try check(
            "read", "stop signals", expecting: EAGAIN, { read(descriptor.rawValue, &information, size) })
            != nil
        {
            signals += Signal.allCases.filter { $0.number == Int32(information.ssi_signo) }
        }
        return signals
    }

    /// Masks the stop signals in this thread and gives the mask it had.
    @discardableResult
    static func block() -> sigset_t {
        var mask = mask
        var old = sigset_t()
        pthread_sigmask(SIG_BLOCK, &mask, &old)
        return old
    }

    private static var mask: sigset_t {
        var mask = sigset_t()
        sigemptyset(&mask)
        for signal in Signal.allCases { sigaddset(&mask, signal.number) }
        return mask
    }
}
