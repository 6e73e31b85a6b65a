import Surveys

/// The closed screen on the glass: dimmed, with words that wander, then dark.
struct ClosedSign: Hashable, Sendable {
    static let darkAfter = Duration.seconds(5 * 60)
    /// No block of the glass is lit for longer.
    static let pause = Duration.seconds(60)

    private(set) var movesAt: Instant
    private(set) var darkensAt: Instant

    init(at now: Instant) {
        movesAt = now + Self.pause
        darkensAt = now + Self.darkAfter
    }

    var nextDeadline: Instant { min(movesAt, darkensAt) }

    /// Of the nine places each comes once, and never two of a row after each other.
    func place(after moves: Int) -> Int { (4 + 4 * (moves % 9)) % 9 }

    /// Somebody is there: the glass stays as it is for the whole time again.
    mutating func stay(at now: Instant) {
        darkensAt = now + Self.darkAfter
    }

    /// The words were moved.
    mutating func moved(at now: Instant) {
        movesAt = now + Self.pause
    }
}

// Outside the opening hours. A visit under way always runs to its end.
extension Terminal {
    /// When the unit opens or closes, or what is said of it is to be said anew.
    var hoursDeadline: Instant? {
        let isRead = closedSign != nil && !isDark
        return [doors.changesAt, isRead ? doors.sayingEndsAt : nil].compactMap(\.self).min()
    }

    /// Puts the closed screen on the glass or takes it away. Who reads the privacy
    /// notice may read on.
    mutating func followTheHours(at now: Instant) {
        doors.pass(to: now)
        let isResting = if case .attract = phase { aside == nil } else { false }
        let isShown = closedSign != nil
        switch (doors.isClosed && isResting && content != nil, isShown) {
        case (true, false):
            rest()
            closedSign = ClosedSign(at: now)
        case (false, true):
            closedSign = nil
            isDark = false
            wandersAt = now + Wandering.quietTime
        default: break
        }
    }

    mutating func expireClosedSign(at now: Instant) {
        guard var sign = closedSign else { return }
        if sign.movesAt <= now {
            signMoves += 1
            sign.moved(at: now)
        }
        if sign.darkensAt <= now { isDark = true }
        closedSign = sign
    }

    /// Makes the glass as bright as what it shows.
    mutating func shine() -> [Effect] {
        let wanted: GlassLight = isDark ? .dark : closedSign == nil ? .lit : .dimmed
        guard wanted != light else { return [] }
        light = wanted
        return [.setGlass(wanted)]
    }
}
