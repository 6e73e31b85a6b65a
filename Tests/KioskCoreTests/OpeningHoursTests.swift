import KioskCore
import Testing
import Testkit

struct OpeningHoursTests {
    /// 2026-11-25 is a Wednesday; its midnight in Finland.
    private static let wednesday: Int64 = 1_795_557_600_000
    private static let minute: Int64 = 60_000

    private let office = OpeningHours.office

    @Test func isOpenFromTheFirstMinuteToTheLast() {
        for (minute, isOpen) in [(0, false), (479, false), (480, true), (959, true), (960, false)] {
            #expect(office.isOpen(at: Self.wednesday + Int64(minute) * Self.minute) == isOpen, "\(minute)")
        }
        #expect(!office.isOpen(at: Self.wednesday + 480 * Self.minute - 1))
        #expect(!office.isOpen(at: Self.wednesday + 3 * 1_440 * Self.minute + 600 * Self.minute))
    }

    @Test func saysOnWhichDayItOpens() {
        let days = (0..<7).map { (day: Int64) in
            office.opening(after: Self.wednesday + (day * 1_440 + 1_200) * Self.minute)?.day
        }
        #expect(days == [.tomorrow, .tomorrow, .on(.monday), .on(.monday), .tomorrow, .tomorrow, .tomorrow])
        #expect(
            office.opening(after: Self.wednesday + 60 * Self.minute)
                == OpeningHours.Opening(.today, minute: 480))
        #expect(office.opening(after: Self.wednesday + 600 * Self.minute) == nil)
    }

    @Test func aUnitThatOpensOnceAWeekSaysItsDay() {
        let hours = OpeningHours([.wednesday: 480..<540])
        #expect(
            hours.opening(after: Self.wednesday + 540 * Self.minute)
                == OpeningHours.Opening(.on(.wednesday), minute: 480))
    }

    @Test func aUnitThatNeverClosesNeverChanges() {
        let hours = OpeningHours(Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, 0..<1_440) }))
        for hour in 0..<48 {
            #expect(hours.nextChange(after: Self.wednesday + Int64(hour) * 3_600_000) == nil)
        }
    }

    /// Property: the next change is the first minute, tried one by one, at which it
    /// is no longer as it was; with hours of any kind, also where the clocks are
    /// changed in the middle of them.
    @Test(arguments: 0..<60) func theNextChangeIsTheFirstMinuteThatDiffers(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var days: [Weekday: Range<Int>] = [:]
        for day in Weekday.allCases where days.isEmpty || Bool.random(using: &random) {
            let opens = Int.random(in: 0..<288, using: &random) * 5
            days[day] = opens..<Int.random(in: (opens / 5 + 1)...288, using: &random) * 5
        }
        if seed % 3 == 0 { days[.sunday] = 205..<215 }
        let hours = OpeningHours(days)
        // The Sundays of the two switches of 2027, and any day.
        let days2027: [Int64] = [1_806_192_000_000, 1_824_940_800_000, 1_798_761_600_000]
        for day in days2027 {
            let start = day - 86_400_000 + Int64.random(in: 0..<2_880, using: &random) * Self.minute
            let isOpen = hours.isOpen(at: start)
            let differing = (1...(8 * 1_440)).lazy.map { start + Int64($0) * Self.minute }
                .first { hours.isOpen(at: $0) != isOpen }
            #expect(hours.nextChange(after: start) == differing)
        }
    }
}

extension OpeningHours {
    /// Monday to Friday from 8 to 16.
    static let office = OpeningHours(
        Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, 480..<960) }))
}
