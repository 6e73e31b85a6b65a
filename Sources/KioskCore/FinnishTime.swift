/// A day of the week, from Monday.
package enum Weekday: Int, Hashable, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}

/// What the clocks on Finland's walls show.
///
/// Eastern European time with the summer time of Directive 2000/84/EC, from the
/// last Sunday of March to the last of October, each at 01:00 UTC: true since 1996 and
/// for as long as that law stands. Never traps, whatever the time is.
package struct FinnishTime: Hashable, Sendable {
    /// Days since 1 January 1970.
    package let day: Int
    /// Minutes since midnight, as the clock shows them.
    package let minute: Int

    package init(utcMs: Int64) {
        let isSummer = Self.isSummer(utcMs)
        let minutes = utcMs.split(by: 60_000).whole + (isSummer ? 180 : 120)
        let (day, minute) = minutes.split(by: Self.dayMinutes)
        (self.day, self.minute) = (Int(day), Int(minute))
    }

    package var weekday: Weekday { Weekday(ofDay: day) }

    /// The times in milliseconds since 1970 (UTC) at which the clock may show
    /// `minute` of `day`: one of them does, both in the hour that comes twice, none
    /// in the hour that is left out.
    static func candidates(day: Int, minute: Int) -> [Int64] {
        let minutes = Int64(day) * dayMinutes + Int64(minute)
        return [minutes - 180, minutes - 120].map { $0 &* 60_000 }
    }

    /// When the clocks are changed in the year of `utcMs`.
    static func switches(inTheYearOf utcMs: Int64) -> (spring: Int64, autumn: Int64) {
        let year = CivilDay.year(of: utcMs.split(by: dayMinutes * 60_000).whole)
        func lastSunday(_ month: Int64) -> Int64 {
            let last = CivilDay.number(year: year, month: month, day: 31)
            // Day 3 was a Sunday.
            return last - (last - 3).split(by: 7).rest
        }
        let hour: Int64 = 3_600_000
        return (lastSunday(3) &* (24 * hour) &+ hour, lastSunday(10) &* (24 * hour) &+ hour)
    }

    private static func isSummer(_ utcMs: Int64) -> Bool {
        let (spring, autumn) = switches(inTheYearOf: utcMs)
        return spring <= utcMs && utcMs < autumn
    }

    private static let dayMinutes: Int64 = 1_440
}

extension Weekday {
    /// Day 0, the first of 1970, was a Thursday.
    init(ofDay day: Int) {
        let place = Int((Int64(day) + 3).split(by: 7).rest)
        self = Weekday.allCases[place]
    }
}

/// The Gregorian calendar in days since 1 January 1970, before and after it.
private enum CivilDay {
    /// Years begin in March here, so that the leap day is their last one.
    private static let eraDays: Int64 = 146_097
    /// From 1 March 0000 to 1 January 1970.
    private static let shift: Int64 = 719_468

    static func number(year: Int64, month: Int64, day: Int64) -> Int64 {
        let (era, ofEra) = (month > 2 ? year : year - 1).split(by: 400)
        let ofYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * eraDays + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - shift
    }

    static func year(of number: Int64) -> Int64 {
        let (era, day) = (number + shift).split(by: eraDays)
        let ofEra = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let ofYear = day - (365 * ofEra + ofEra / 4 - ofEra / 100)
        // The March year's day 306 is the first of January.
        return era * 400 + ofEra + (ofYear >= 306 ? 1 : 0)
    }
}

extension Int64 {
    /// Rounded down, so that the rest is never negative.
    fileprivate func split(by divisor: Int64) -> (whole: Int64, rest: Int64) {
        let (whole, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? (whole - 1, rest + divisor) : (whole, rest)
    }
}
