import CLinux
import Linux
import Testing

struct SignalsTests {
    @Test(arguments: [(SIGTERM, Signals.Signal.terminate), (SIGINT, .interrupt), (SIGHUP, .hangUp)])
    func readsAStopSignalInsteadOfDyingOfIt(number: Int32, signal: Signals.Signal) throws {
        let signals = try Signals()
        #expect(try signals.drain().isEmpty)
        pthread_kill(pthread_self(), number)
        #expect(try signals.drain() == [signal])
    }

    @Test func putsTheMaskBack() throws {
        let before = isBlocked(SIGTERM)
        do {
            let signals = try Signals()
            withExtendedLifetime(signals) { #expect(isBlocked(SIGTERM)) }
        }
        #expect(isBlocked(SIGTERM) == before)
    }

    private func isBlocked(_ signal: Int32) -> Bool {
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        return sigismember(&mask, signal) == 1
    }
}
