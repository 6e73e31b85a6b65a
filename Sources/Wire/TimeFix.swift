import Surveys

/// One reading of a trusted clock: at `atBootNs` of this boot it was `utcMs`.
package struct TimeFix: Hashable, Sendable, Codable {
    package var utcMs: Int64
    package var errorMs: Int64
    package var atBootNs: Int64
    /// `chrony` or `heartbeat`.
    package var source: String

    package init(utcMs: Int64, errorMs: Int64, atBootNs: Int64, source: String) {
        self.utcMs = utcMs
        self.errorMs = errorMs
        self.atBootNs = atBootNs
        self.source = source
    }
}

extension TimeFix {
    private static let years2020To2200: ClosedRange<Int64> = 1_577_836_800_000...7_258_118_400_000

    /// Whether the figures can be true, and computed with: who brings them is not
    /// trusted.
    package var isPossible: Bool {
        TimeFix.years2020To2200.contains(utcMs) && (0...86_400_000).contains(errorMs)
            && (0...TimeFix.years2020To2200.upperBound * 1_000_000 / 2).contains(atBootNs)
    }

    /// What the clock says at `instant` of the same boot. Never traps; true only of
    /// a fix that ``isPossible``.
    package func utcMs(at instant: Instant) -> Int64 {
        utcMs &+ (instant - Instant(nanoseconds: atBootNs)).milliseconds
    }

    /// When in this boot the clock says `utcMs`, as ``utcMs(at:)`` does.
    package func instant(at utcMs: Int64) -> Instant {
        Instant(nanoseconds: atBootNs &+ (utcMs &- self.utcMs) &* 1_000_000)
    }
}
