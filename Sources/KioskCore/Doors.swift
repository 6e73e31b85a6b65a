import Surveys
import Wire

/// Whether the unit is open, as far as the terminal can know.
///
/// Who does not surely know the time closes nothing.
struct Doors: Hashable, Sendable {
    /// A reading that may be wrong by more is none: it would close a lobby in which
    /// people still stand.
    static let greatestErrorMs: Int64 = 60_000

    /// Nil: always open.
    private(set) var hours: OpeningHours?
    private(set) var fix: TimeFix?
    private(set) var isClosed = false
    /// What is said of the next opening.
    private(set) var opening: OpeningHours.Opening?
    /// When it closes or opens next.
    private(set) var changesAt: Instant?
    /// When what is said is no longer true: at midnight tomorrow becomes today.
    private(set) var sayingEndsAt: Instant?

    /// Takes a reading of the trusted clock, wherever it moves the time to.
    mutating func note(_ fix: TimeFix, at now: Instant) {
        guard fix.isPossible, fix.errorMs <= Self.greatestErrorMs else { return }
        self.fix = fix
        look(at: now)
    }

    mutating func use(_ hours: OpeningHours?, at now: Instant) {
        self.hours = hours
        look(at: now)
    }

    /// Looks at the clock if something was due by `now`.
    mutating func pass(to now: Instant) {
        let due = [changesAt, sayingEndsAt].compactMap(\.self).min()
        if let due, due <= now { look(at: now) }
    }

    private mutating func look(at now: Instant) {
        (isClosed, opening, changesAt, sayingEndsAt) = (false, nil, nil, nil)
        guard let hours, let fix else { return }
        let utcMs = fix.utcMs(at: now)
        isClosed = !hours.isOpen(at: utcMs)
        opening = hours.opening(after: utcMs)
        changesAt = hours.nextChange(after: utcMs).map(fix.instant(at:))
        guard isClosed else { return }
        let midnight = FinnishTime.candidates(day: FinnishTime(utcMs: utcMs).day + 1, minute: 0)
        sayingEndsAt = midnight.first { FinnishTime(utcMs: $0).minute == 0 }.map(fix.instant(at:))
    }
}
