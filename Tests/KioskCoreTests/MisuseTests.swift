import KioskCore
import Surveys
import Testing
import Testkit

/// The rules of misuse, one by one, on made-up traces (`quality.md` K8).
struct MisuseTests {
    struct Trace: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// From each press to the next, in milliseconds.
        var gaps: [Int64]
        var flags: Set<Misuse> = []
    }

    static let traces = [
        Trace(testDescription: "one press in five seconds, as people answer", gaps: [5_000, 5_000, 5_000]),
        Trace(testDescription: "a double tap", gaps: [180]),
        Trace(
            testDescription: "a double tap on each of three questions", gaps: [180, 3_000, 200, 4_000, 190]),
        Trace(testDescription: "a finger that trembles twice", gaps: [170, 170, 170]),
        Trace(testDescription: "five contacts of one hand at once", gaps: [2, 3, 1, 4]),
        Trace(
            testDescription: "somebody who tries every step of the scale, one a second",
            gaps: [Int64](repeating: 1_000, count: 20)),
        Trace(
            testDescription: "a ghost that presses every 30 ms", gaps: [Int64](repeating: 30, count: 4),
            flags: [.burst]),
        Trace(
            testDescription: "a ghost faster than any press counts", gaps: [Int64](repeating: 16, count: 12),
            flags: [.burst]),
        Trace(
            testDescription: "a ghost that presses every 400 ms", gaps: [Int64](repeating: 400, count: 4),
            flags: [.burst]),
        Trace(
            testDescription: "a hand that drums", gaps: [140, 150, 130, 160, 140, 150], flags: [.burst]),
        Trace(
            testDescription: "fists for ten seconds, 0.6 s apart", gaps: [Int64](repeating: 600, count: 16),
            flags: [.mashing]),
        Trace(
            testDescription: "drumming for five seconds", gaps: [Int64](repeating: 250, count: 20),
            flags: [.burst, .mashing]),
    ]

    @Test(arguments: traces) func aTraceIsFlaggedByItsRule(trace: Trace) {
        var watch = MisuseWatch()
        var now = Instant(nanoseconds: 1_000_000_000)
        var flags = watch.pressed(at: now)
        for gap in trace.gaps {
            now = now + .milliseconds(gap)
            flags.formUnion(watch.pressed(at: now))
        }
        let told = flags.map(\.rawValue).sorted().joined(separator: ", ")
        print("misuse, synthetic: \(trace.testDescription): \(told.isEmpty ? "nothing" : told)")
        #expect(flags == trace.flags)
    }

    @Test func theNextPersonInheritsNothing() {
        var watch = MisuseWatch()
        let start = Instant(nanoseconds: 0)
        for step in 0..<14 { _ = watch.pressed(at: start + .milliseconds(Int64(step) * 100)) }
        var inheriting = watch
        watch.personCame()
        #expect(watch.pressed(at: start + .milliseconds(1_450)) == [])
        #expect(inheriting.pressed(at: start + .milliseconds(1_450)) == [.burst, .mashing])
    }

    @Test func aboveTheBoundOfAnHourEveryVisitIsFlagged() {
        var watch = MisuseWatch()
        var now = Instant(nanoseconds: 0)
        var flagged = 0
        for _ in 0..<450 {
            now = now + .seconds(8)
            if watch.visitBegan(at: now) == [.flood] { flagged += 1 }
        }
        print(
            "misuse, synthetic: 450 visits within an hour: \(450 - flagged) unflagged (bound "
                + "\(MisuseWatch.visitsAnHour)), \(flagged) flagged as flood")
        #expect(450 - flagged == MisuseWatch.visitsAnHour)
        // An hour later the bound begins anew.
        #expect(watch.visitBegan(at: now + .seconds(3_600)) == [])
    }

    @Test(arguments: 0..<50 as Range<UInt64>) func noHourHoldsMoreUnflaggedVisitsThanTheBound(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var watch = MisuseWatch()
        var now = Instant(nanoseconds: 0)
        var unflagged: [Instant] = []
        for _ in 0..<1_000 {
            now = now + .seconds(Int64.random(in: 1...60, using: &random))
            if watch.visitBegan(at: now).isEmpty { unflagged.append(now) }
            let hour = unflagged.filter { $0 + .seconds(3_600) > now }
            #expect(hour.count <= MisuseWatch.visitsAnHour)
        }
    }
}
