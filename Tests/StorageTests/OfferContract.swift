import FHIR
import Storage
import Surveys
import Testing
import Wire

/// What every journal promises about replies that the collector turns out to lack.
@Suite("Offers") struct OfferContract {
    private static let all = [SequenceRange(first: 1, last: .max)]

    private static func moved(_ seconds: Int64 = 1000) -> RenderContext {
        var context = RenderContext.at(seconds, version: "2.0")
        context.unit = CareUnit(oid: "1.2.246.10.2", path: ["Toinen"])
        return context
    }

    /// Numbers 1 to 4: received, refused, withdrawn, waiting.
    private func bench(_ kind: Bench.Kind) throws -> (Bench, first: [OutgoingReply]) {
        let bench = try Bench(kind)
        for number in UInt64(1)...2 { try bench.journal.close(number) }
        let replies = try bench.journal.all()
        try bench.journal.apply([replies[0].receipt(.acknowledged), replies[1].receipt(.parked, code: "422")])
        try bench.journal.close(3, .withdrawn)
        try bench.journal.close(4)
        return (bench, replies)
    }

    @Test(arguments: Bench.Kind.allCases)
    func sendsTheVeryBytesAgainThatWereReceivedAndLost(_ kind: Bench.Kind) throws {
        let (bench, first) = try bench(kind)
        #expect(try bench.journal.offerAgain(Self.all, onlyParked: false) == 2)
        #expect(try bench.journal.summary().unsent == 3 && bench.journal.summary().parked == 0)
        // The terminal stands elsewhere by now, and another program runs on it.
        let again = try bench.journal.all(Self.moved())
        #expect(Array(again[..<2]) == first)
        #expect(try again.map { try $0.facts.number } == [1, 2, 4])
        // Control: what was never sent is told as of now.
        #expect(try again.map { try $0.facts.unit } == ["1.2.246.10.1", "1.2.246.10.1", "1.2.246.10.2"])
        try bench.restart()
        #expect(try bench.journal.all() == again)
        #expect(try bench.journal.apply(again.map { $0.receipt(.acknowledged) }) == 0)
        #expect(try bench.journal.summary().unsent == 0)
    }

    @Test(arguments: Bench.Kind.allCases)
    func offersEachOnceInSixHoursHoweverOftenItIsAsked(_ kind: Bench.Kind) throws {
        let (bench, _) = try bench(kind)
        func refuseAll() throws {
            let outcomes = [Receipt.Outcome.acknowledged, .parked]
            for (reply, outcome) in zip(try bench.journal.all(), outcomes) {
                try bench.journal.apply([reply.receipt(outcome, code: "422")])
            }
        }
        for hours in [0, 7, 14] as [Int64] {
            try bench.journal.giveUp(receivedFor: .seconds(86_400), at: .at(hours * 3_600))
            #expect(try bench.journal.offerAgain(Self.all, onlyParked: false) == 2)
            try refuseAll()
            #expect(try bench.journal.offerAgain(Self.all + Self.all, onlyParked: false) == 0)
        }
        // A person may ask for what is parked as often as they like.
        #expect(try bench.journal.offerAgain(Self.all, onlyParked: true) == 1)
    }

    @Test(arguments: Bench.Kind.allCases)
    func countsWhatIsAskedForTwiceOnce(_ kind: Bench.Kind) throws {
        let (bench, _) = try bench(kind)
        let twice = [SequenceRange(first: 1, last: 3), SequenceRange(first: 2, last: 9)] + Self.all
        #expect(try bench.journal.offerAgain(twice, onlyParked: false) == 2)
        #expect(try bench.journal.summary().unsent == 3 && bench.journal.summary().parked == 0)
        try bench.restart()
        #expect(try bench.journal.summary().unsent == 3 && bench.journal.summary().parked == 0)
    }

    @Test(arguments: Bench.Kind.allCases)
    func takesAConflictOverWhatWasReceivedForAReceipt(_ kind: Bench.Kind) throws {
        let (bench, first) = try bench(kind)
        #expect(try bench.journal.offerAgain([SequenceRange(first: 1, last: 1)], onlyParked: false) == 1)
        // It has learnt the time since: the bytes say more than those of then.
        try bench.journal.noteTime(
            TimeFix(utcMs: 1_800_000_000_000, errorMs: 5, atBootNs: Instant.at(30).nanoseconds, source: "s"))
        let again = try bench.journal.all()[0]
        #expect(again.id == first[0].id && again.sha256 != first[0].sha256)
        #expect(try bench.journal.apply([again.receipt(.parked, code: "conflict")]) == 0)
        #expect(try bench.journal.summary().parked == 1)
        #expect(try bench.journal.summary().unsent == 1)
        // Control: of what was never received it is none.
        let waiting = try bench.journal.all()[0]
        try bench.journal.apply([waiting.receipt(.parked, code: "conflict")])
        #expect(try bench.journal.summary().parked == 2)
    }

    @Test(arguments: Bench.Kind.allCases)
    func believesNoReceiptOfThenForWhatIsOfferedAgain(_ kind: Bench.Kind) throws {
        let (bench, first) = try bench(kind)
        try bench.journal.offerAgain([SequenceRange(first: 1, last: 1)], onlyParked: false)
        #expect(try bench.journal.apply([first[0].receipt(.acknowledged)]) == 1)
        #expect(try bench.journal.summary().unsent == 2)
    }

    @Test(arguments: Bench.Kind.allCases)
    func passesOverWhatIsNotThere(_ kind: Bench.Kind) throws {
        let (bench, _) = try bench(kind)
        let strange = [
            SequenceRange(first: 3, last: 4), SequenceRange(first: 5, last: 900),
            SequenceRange(first: .min, last: 0), SequenceRange(first: 2, last: 1),
        ]
        #expect(try bench.journal.offerAgain(strange, onlyParked: false) == 0)
        // Erased.
        try bench.journal.giveUp(receivedFor: .zero, at: .at(100))
        #expect(try bench.journal.offerAgain([SequenceRange(first: 1, last: 1)], onlyParked: false) == 0)
    }

    @Test(arguments: Bench.Kind.allCases)
    func tellsWhichNumbersTheCollectorNeedNotHave(_ kind: Bench.Kind) throws {
        let (bench, first) = try bench(kind)
        try bench.journal.close(5)
        var expected = JournalAccount(lastSeq: 5)
        expected.unsent = [SequenceRange(first: 4, last: 5)]
        expected.parked = [2]
        expected.withdrawn = [3]
        #expect(try bench.journal.account() == expected)
        let parked = try bench.journal.parked(after: 0)
        #expect(parked.map(\.number) == [2] && parked.map(\.code) == ["422"])
        #expect(parked.map(\.bytes) == [first[1].bytes])
        #expect(try bench.journal.parked(after: 2).isEmpty)
    }
}
