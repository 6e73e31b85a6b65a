/// When a unit is open, by the clocks on its wall.
package struct OpeningHours: Hashable, Sendable {
    /// When it opens next.
    package struct Opening: Hashable, Sendable {
        package enum Day: Hashable, Sendable {
            case today, tomorrow
            case on(Weekday)
        }

        package var day: Day
        /// Since midnight.
        package var minute: Int

        package init(_ day: Day, minute: Int) {
            self.day = day
            self.minute = minute
        }
    }

    private let days: [Weekday: Range<Int>]

    /// - Parameter days: the minutes since midnight at which it opens and closes; a
    ///   day that is not there is closed. At least one is there: settings without any
    ///   are refused at load.
    package init(_ days: [Weekday: Range<Int>]) {
        precondition(
            !days.isEmpty
                && days.values.allSatisfy { !$0.isEmpty && $0.lowerBound >= 0 && $0.upperBound <= 1_440 },
            "hours without an open day are refused at load")
        self.days = days
    }

    package func isOpen(at utcMs: Int64) -> Bool {
        let time = FinnishTime(utcMs: utcMs)
        return days[time.weekday]?.contains(time.minute) == true
    }

    /// When an open unit closes or a closed one opens; nil: never. Days without a
    /// night between them are one.
    package func nextChange(after utcMs: Int64) -> Int64? {
        let (isOpen, today) = (isOpen(at: utcMs), FinnishTime(utcMs: utcMs).day)
        // At the hours, or where the clocks are changed across one.
        var times = [utcMs, utcMs &+ 8 * 86_400_000].flatMap { time in
            let (spring, autumn) = FinnishTime.switches(inTheYearOf: time)
            return [spring, autumn]
        }
        for day in today...(today + 8) {
            guard let hours = days[Weekday(ofDay: day)] else { continue }
            for minute in [hours.lowerBound, hours.upperBound] {
                times += FinnishTime.candidates(day: day, minute: minute)
            }
        }
        return times.filter { $0 > utcMs && self.isOpen(at: $0) != isOpen }.min()
    }

    /// What a closed unit says of its next opening; nil while it is open.
    package func opening(after utcMs: Int64) -> Opening? {
        guard !isOpen(at: utcMs), let change = nextChange(after: utcMs) else { return nil }
        let (now, then) = (FinnishTime(utcMs: utcMs), FinnishTime(utcMs: change))
        let day: Opening.Day =
            switch then.day - now.day {
            case 0: .today
            case 1: .tomorrow
            default: .on(then.weekday)
            }
        return Opening(day, minute: then.minute)
    }
}
