import Surveys
import Wire

/// The boots of the terminal and the trusted times read in them, in the order
/// they happened; from this an instant of any boot becomes a time of day, as far
/// as that is true (`contract.md` §7).
package struct TrustedTimes: Hashable, Sendable {
    /// A boot's beginning when `fix` is nil, a reading in it otherwise.
    package struct Entry: Hashable, Sendable {
        package var boot: String
        package var fix: TimeFix?
    }

    /// What noting did, for whoever stores the entries.
    package enum Change {
        case nothing, appended, replacedLast
    }

    /// Entries kept: six weeks of a terminal that always knows the time. One
    /// that does not know it adds none but its boots.
    package static let limit = 1000
    /// A clock that drifts by 100 ppm is 0.36 s off after this.
    package static let spacing = Duration.seconds(3600)

    package private(set) var entries: [Entry]

    package init(_ entries: [Entry] = []) {
        self.entries = entries
    }

    /// Notes that `boot` runs; its readings follow.
    package mutating func begin(boot: String) -> Change {
        guard entries.last?.boot != boot else { return .nothing }
        append(Entry(boot: boot))
        return .appended
    }

    /// Notes a reading of a trusted clock. Of several within an hour the most
    /// exact one is kept; impossible ones are ignored, since the uplink that
    /// brings them is not trusted.
    package mutating func note(_ fix: TimeFix, boot: String) -> Change {
        guard fix.isPossible else { return .nothing }
        guard let last = entries.last, last.boot == boot, let known = last.fix,
            fix.atBootNs - known.atBootNs < TrustedTimes.spacing.nanoseconds
        else {
            append(Entry(boot: boot, fix: fix))
            return .appended
        }
        guard fix.errorMs < known.errorMs else { return .nothing }
        entries[entries.count - 1].fix = fix
        return .replacedLast
    }

    private mutating func append(_ entry: Entry) {
        entries.append(entry)
        if entries.count > TrustedTimes.limit { entries.removeFirst() }
    }

    /// When `instant` of `boot` was: exact within a boot that knew the time before
    /// or after it, bounded between two that did, else unknown.
    package func authored(_ instant: Instant, boot: String, precision: AuthoredPrecision) -> Authored {
        let own = entries.compactMap { $0.boot == boot ? $0.fix : nil }
        if let best = own.min(by: { $0.uncertaintyMs(at: instant) < $1.uncertaintyMs(at: instant) }) {
            return .known(utcMilliseconds: best.utcMs(at: instant), precision: precision)
        }
        guard let start = entries.firstIndex(where: { $0.boot == boot }),
            let before = entries[..<start].last(where: { $0.fix != nil })?.fix,
            let after = entries[start...].first(where: { $0.fix != nil })?.fix
        else { return .unknown }
        // This boot began after the reading before it, and ended before the boot
        // of the reading after it began.
        let low = before.utcMs - before.errorMs + instant.nanoseconds / 1_000_000
        let high = after.utcMs(at: .zero) + after.errorMs
        return low <= high ? .bounded(low...high) : .unknown
    }

    /// What the terminal knew of the time in `boot`.
    package func clockState(boot: String) -> Surveys.ClockState {
        if entries.contains(where: { $0.boot == boot && $0.fix != nil }) { return .synced }
        let start = entries.firstIndex { $0.boot == boot } ?? 0
        return entries[..<start].contains { $0.fix != nil } ? .floor : .unknown
    }
}

extension TimeFix {
    /// Its own error and that of a clock that drifts by 100 ppm since.
    fileprivate func uncertaintyMs(at instant: Instant) -> Int64 {
        errorMs + Int64((instant - Instant(nanoseconds: atBootNs)).milliseconds.magnitude / 10_000)
    }
}
