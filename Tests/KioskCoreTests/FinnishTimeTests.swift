import Foundation
import KioskCore
import Testing
import Testkit

/// Finland's clocks, judged by Python's `zoneinfo`.
struct FinnishTimeTests {
    /// Prints `utcMs day minute weekday` of many instants of 2000–2099.
    private static let oracle = """
        import random
        from datetime import datetime, timedelta, timezone
        from zoneinfo import ZoneInfo
        epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)
        helsinki = ZoneInfo("Europe/Helsinki")
        milli = timedelta(milliseconds=1)
        random.seed(20260328)
        moments = []
        for year in range(2000, 2100):
            # Every day on which the clocks may be changed, and the leap day.
            for month, days in ((2, (28,)), (3, range(1, 32)), (10, range(24, 32)), (12, (31,))):
                for day in days:
                    at = datetime(year, month, day, tzinfo=timezone.utc)
                    for hour in (0, 1, 2, 21, 22, 23, 24):
                        moments += [at + timedelta(hours=hour) - milli, at + timedelta(hours=hour)]
        span = (datetime(2100, 1, 1, tzinfo=timezone.utc) - datetime(2000, 1, 1, tzinfo=timezone.utc))
        moments += [
            datetime(2000, 1, 1, tzinfo=timezone.utc) + milli * random.randrange(span // milli)
            for _ in range(20000)
        ]
        for moment in moments:
            local = moment.astimezone(helsinki)
            day = local.date().toordinal() - epoch.date().toordinal()
            print((moment - epoch) // milli, day, local.hour * 60 + local.minute, local.weekday())
        """

    @Test func showsWhatPythonShowsOverAHundredYears() async throws {
        let text = try await onThread { try Program.run("/usr/bin/python3", ["-c", Self.oracle]) }
        let rows = text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int64($0) } }
        #expect(rows.count > 70_000)
        var wrong = 0
        for row in rows {
            let time = FinnishTime(utcMs: row[0])
            if [Int64(time.day), Int64(time.minute), Int64(time.weekday.rawValue)] != Array(row[1...]) {
                wrong += 1
                if wrong <= 3 { Issue.record("\(row) is \(time)") }
            }
        }
        #expect(wrong == 0)
    }

    @Test(arguments: [Int64.min, Int64.min + 1, -1, 0, Int64.max - 1, Int64.max])
    func noTimeIsTooAbsurd(utcMs: Int64) {
        let time = FinnishTime(utcMs: utcMs)
        #expect(0..<1_440 ~= time.minute)
        #expect(utcMs != 0 || (time.day, time.minute, time.weekday) == (0, 120, .thursday))
    }
}
