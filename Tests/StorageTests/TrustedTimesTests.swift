import Storage
import Surveys
import Testing
import Wire

struct TrustedTimesTests {
    /// 2027-01-15T08:00:00Z.
    private let utc: Int64 = 1_800_000_000_000

    private func fix(_ seconds: Int64, utcMs: Int64? = nil, errorMs: Int64 = 0) -> TimeFix {
        TimeFix(
            utcMs: utcMs ?? utc, errorMs: errorMs, atBootNs: Instant.at(seconds).nanoseconds, source: "chrony"
        )
    }

    private func authored(_ times: TrustedTimes, _ seconds: Int64, boot: String) -> Authored {
        times.authored(.at(seconds), boot: boot, precision: .hour)
    }

    @Test func countsFromTheReadingThatIsMostExactAtTheMoment() {
        var times = TrustedTimes()
        _ = times.begin(boot: "a")
        _ = times.note(fix(0), boot: "a")
        // The same clock, 3 s apart after a day: each answer trusts the nearer reading.
        _ = times.note(fix(86_400, utcMs: utc + 86_403_000), boot: "a")
        #expect(authored(times, 10, boot: "a") == .known(utcMilliseconds: utc + 10_000, precision: .hour))
        #expect(
            authored(times, 86_390, boot: "a") == .known(utcMilliseconds: utc + 86_393_000, precision: .hour))
        #expect(times.clockState(boot: "a") == .synced)
    }

    @Test func knowsTheTimeOfAnEarlierBootThatHadIt() {
        var times = TrustedTimes()
        _ = times.begin(boot: "a")
        _ = times.note(fix(100), boot: "a")
        _ = times.begin(boot: "b")
        #expect(authored(times, 40, boot: "a") == .known(utcMilliseconds: utc - 60_000, precision: .hour))
        #expect(authored(times, 40, boot: "b") == .unknown)
        #expect(times.clockState(boot: "b") == .floor)
        #expect(times.clockState(boot: "never seen") == .unknown)
    }

    @Test func boundsABootBetweenTwoThatKnewTheTime() {
        var times = TrustedTimes()
        for boot in ["a", "b", "c", "d"] {
            _ = times.begin(boot: boot)
            if boot == "a" { _ = times.note(fix(50, errorMs: 7), boot: boot) }
            if boot == "d" { _ = times.note(fix(60, utcMs: utc + 7_200_000, errorMs: 9), boot: boot) }
        }
        // From the last reading plus its own 30 s, to the beginning of the boot that knew again.
        let range = (utc - 7 + 30_000)...(utc + 7_200_000 - 60_000 + 9)
        #expect(authored(times, 30, boot: "b") == .bounded(range))
        #expect(authored(times, 30, boot: "c") == .bounded(range))
        // A clock that jumped back leaves no room between the bounds.
        #expect(authored(times, 8_000, boot: "b") == .unknown)
    }

    @Test func keepsOneReadingAnHourAndTheMostExactOfIt() {
        var times = TrustedTimes()
        _ = times.begin(boot: "a")
        for (seconds, error, change) in [
            (0, 50, TrustedTimes.Change.appended), (10, 60, .nothing), (20, 5, .replacedLast),
            (3000, 5, .nothing),
            (3620, 50, .appended),
        ] {
            #expect(times.note(fix(Int64(seconds), errorMs: Int64(error)), boot: "a") == change)
        }
        #expect(times.entries.map(\.fix?.atBootNs) == [nil, 20_000_000_000, 3_620_000_000_000])
    }

    @Test func isBounded() {
        var times = TrustedTimes()
        for number in 0..<5_000 { _ = times.begin(boot: "boot-\(number)") }
        #expect(times.entries.count == TrustedTimes.limit)
        #expect(times.entries.last?.boot == "boot-4999")
    }

    @Test(arguments: [
        TimeFix(utcMs: .max, errorMs: 0, atBootNs: 0, source: "x"),
        TimeFix(utcMs: .min, errorMs: 0, atBootNs: 0, source: "x"),
        TimeFix(utcMs: 0, errorMs: 0, atBootNs: 0, source: "x"),
        TimeFix(utcMs: 1_800_000_000_000, errorMs: -1, atBootNs: 0, source: "x"),
        TimeFix(utcMs: 1_800_000_000_000, errorMs: .max, atBootNs: 0, source: "x"),
        TimeFix(utcMs: 1_800_000_000_000, errorMs: 0, atBootNs: .min, source: "x"),
        TimeFix(utcMs: 1_800_000_000_000, errorMs: 0, atBootNs: .max, source: "x"),
    ])
    func ignoresAnImpossibleReading(_ fix: TimeFix) {
        var times = TrustedTimes()
        #expect(times.note(fix, boot: "a") == .nothing)
        #expect(times.authored(.at(1), boot: "a", precision: .hour) == .unknown)
    }
}
