import Wire

/// When to try again: full jitter, so that a fleet does not come back at once.
///
/// The wait before attempt n is drawn evenly from zero to `base · 2ⁿ⁻¹`, at most
/// ``cap``. Randomness is a value (splitmix64): a seed replays bit for bit.
package struct Backoff: Hashable, Sendable {
    package static let base = Duration.seconds(2)
    package static let cap = Duration.seconds(900)
    /// Spread after the network came back, or around a wait the server chose.
    package static let spread = Duration.seconds(5)

    /// How long the waits are. Every terminal draws them; the others are what a fleet's
    /// trial holds that against.
    package enum Law: Hashable, Sendable {
        case fullJitter
        /// The whole window, every time.
        case noJitter
        case fixed(Duration)
    }

    private let law: Law
    /// Failures; each success halves them.
    package private(set) var failures = 0
    private var random: UInt64

    package init(seed: UInt64, law: Law = .fullJitter) {
        random = seed
        self.law = law
    }

    /// Halves the failures: a collector that is overrun still answers now and then, and
    /// a fleet in which each answer forgot all failures kept one busy for a day.
    package mutating func succeeded() {
        failures /= 2
    }

    /// As if nothing had failed: other settings, another collector.
    package mutating func forget() {
        failures = 0
    }

    /// The wait after one more failure.
    ///
    /// - Parameter retryAfter: what the server asked for. It is kept as far as it
    ///   is within zero and ``cap``, with a spread behind it; nonsense counts
    ///   for nothing and ten years for the cap.
    package mutating func failed(retryAfter: Duration? = nil) -> Duration {
        let window = min(Self.cap, Self.base * (1 << min(failures, 9)))
        failures += 1
        let wait =
            switch law {
            case .fullJitter: draw(upTo: window)
            case .noJitter: window
            case .fixed(let wait): wait
            }
        guard let retryAfter, retryAfter > .zero else { return wait }
        return max(wait, min(retryAfter, Self.cap) + draw(upTo: Self.spread))
    }

    /// An even draw from zero to `limit`.
    package mutating func draw(upTo limit: Duration) -> Duration {
        random &+= 0x9E37_79B9_7F4A_7C15
        var mixed = random
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return .nanoseconds(Int64(mixed % UInt64(limit.nanoseconds + 1)))
    }
}

extension Instant {
    /// The moment `duration` later.
    package func after(_ duration: Duration) -> Instant {
        Instant(nanoseconds: nanoseconds + duration.nanoseconds)
    }
}
