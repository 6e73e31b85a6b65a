import FHIR
import Storage
import Surveys
import Testing
import Wire

/// What every journal promises about replies on their way.
@Suite("Delivery") struct DeliveryContract {
    @Test(arguments: Bench.Kind.allCases)
    func sendsTheSameBytesForEver(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.close(1)
        let first = try bench.journal.all(.at(version: "1.0"))
        try bench.journal.noteTime(
            TimeFix(utcMs: 1_800_000_000_000, errorMs: 5, atBootNs: 0, source: "chrony"))
        #expect(try bench.journal.all(.at(version: "2.0")) == first)
        try bench.restart(boot: "boot-2")
        #expect(try bench.journal.all(.at(version: "3.0")) == first)
        // Control: another reply, first rendered now, says otherwise.
        try bench.journal.close(2)
        let later = try String(decoding: bench.journal.all(.at(version: "3.0"))[1].bytes, as: UTF8.self)
        #expect(later.contains(#""valueString":"3.0""#))
        #expect(String(decoding: first[0].bytes, as: UTF8.self).contains(#""valueString":"1.0""#))
    }

    @Test(arguments: Bench.Kind.allCases)
    func hashesTheCanonicalBytesWithoutMeta(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.close(1)
        let reply = try bench.journal.all()[0]
        #expect(try CanonicalJSON.canonical(reply.bytes) == reply.bytes)
        let digest = JournalRun.of("boot-1").sha256(try CanonicalJSON.withoutMeta(reply.bytes))
        let hexadecimal = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(reply.sha256 == hexadecimal)
        #expect(try reply.resource.meta?.tag?.isEmpty == false)
    }

    @Test(arguments: Bench.Kind.allCases)
    func givesTheOldestFirstWithinTheLimits(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        for number in 1...5 { try bench.journal.close(UInt64(number)) }
        let all = try bench.journal.all()
        #expect(try all.map { try $0.facts.number } == [1, 2, 3, 4, 5])
        #expect(try bench.journal.batch(max: 2, bytes: 1_000_000, context: .at()) == Array(all[..<2]))
        let room = all[0].bytes.count + all[1].bytes.count
        #expect(try bench.journal.batch(max: 9, bytes: room, context: .at()) == Array(all[..<2]))
        #expect(try bench.journal.batch(max: 9, bytes: room - 1, context: .at()) == Array(all[..<1]))
        #expect(try bench.journal.batch(max: 9, bytes: 1, context: .at()) == Array(all[..<1]))
        #expect(try bench.journal.batch(max: 0, bytes: 1_000_000, context: .at()).isEmpty)
        #expect(try bench.journal.batch(max: -1, bytes: 1_000_000, context: .at()).isEmpty)
    }

    @Test(arguments: Bench.Kind.allCases)
    func keepsAReplyUntilTheCollectorAcknowledgesItsIDAndHash(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        for number in 1...2 { try bench.journal.close(UInt64(number)) }
        let replies = try bench.journal.all()
        let wrong = [
            Receipt(id: replies[0].id, sha256: replies[1].sha256, outcome: .acknowledged, code: "200"),
            Receipt(id: replies[0].id, sha256: "", outcome: .acknowledged, code: "200"),
            Receipt(
                id: ReplyID(high: 9, low: 9), sha256: replies[0].sha256, outcome: .acknowledged, code: "200"),
        ]
        #expect(try bench.journal.apply(wrong) == 3)
        #expect(try bench.journal.all() == replies)
        #expect(try bench.journal.apply([replies[0].receipt(.acknowledged)]) == 0)
        #expect(try bench.journal.all() == [replies[1]])
        try bench.restart()
        #expect(try bench.journal.all() == [replies[1]])
    }

    @Test(arguments: Bench.Kind.allCases)
    func believesNoReceiptForWhatItNeverSent(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.close(1)
        let receipt = Receipt(id: VisitOpening.number(1).id, sha256: "", outcome: .acknowledged, code: "200")
        #expect(try bench.journal.apply([receipt]) == 1)
        #expect(try bench.journal.summary().unsent == 1)
    }

    @Test(arguments: Bench.Kind.allCases)
    func setsAsideWhatTheCollectorRefusesAndGoesOn(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        for number in 1...3 { try bench.journal.close(UInt64(number)) }
        let replies = try bench.journal.all()
        try bench.journal.apply([replies[0].receipt(.parked, code: "422")])
        #expect(try bench.journal.all() == Array(replies[1...]))
        #expect(try bench.journal.summary().parked == 1)
        // A late receipt for the same bytes shows that the collector has them after all.
        try bench.journal.apply([replies[0].receipt(.acknowledged)])
        #expect(try bench.journal.summary().parked == 0)
        // And an acknowledged reply is never set aside any more.
        try bench.journal.apply([replies[0].receipt(.parked, code: "409")])
        #expect(try bench.journal.summary().parked == 0)
        #expect(try bench.journal.summary().unsent == 2)
    }

    @Test(arguments: Bench.Kind.allCases)
    func sendsAgainWhatWasOnlyAttempted(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.close(1)
        let replies = try bench.journal.all()
        #expect(try bench.journal.apply([replies[0].receipt(.attempted, code: "503")]) == 0)
        #expect(try bench.journal.all() == replies)
    }

    @Test(arguments: Bench.Kind.allCases)
    func tellsTheTimeOfAnAnswerGivenBeforeTheFirstSync(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.close(1, at: 600)
        // 2027-01-15T08:00:00Z is 1 800 000 000 s; the fix comes 3,000 s after the answer.
        try bench.journal.noteTime(
            TimeFix(utcMs: 1_800_000_000_000, errorMs: 5, atBootNs: 3600 * 1_000_000_000, source: "chrony"))
        #expect(try bench.journal.all()[0].facts.authored == "2027-01-15T07:10:00Z")
    }

    @Test(arguments: Bench.Kind.allCases)
    func boundsTheTimeOfABootThatNeverKnewIt(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.noteTime(
            TimeFix(utcMs: 1_800_000_000_000, errorMs: 0, atBootNs: 10_000_000_000, source: "chrony"))
        try bench.restart(boot: "boot-2")
        try bench.journal.close(1, at: 20)
        try bench.restart(boot: "boot-3")
        try bench.journal.noteTime(
            TimeFix(utcMs: 1_800_014_400_000, errorMs: 0, atBootNs: 10_000_000_000, source: "chrony"))
        let reply = try bench.journal.all()[0]
        #expect(try reply.facts.authored == "2027-01-15")
        let text = String(decoding: reply.bytes, as: UTF8.self)
        #expect(text.contains("2027-01-15T08:00:00Z") && text.contains("2027-01-15T12:00:00Z"))
    }

    @Test(arguments: Bench.Kind.allCases)
    func sendsWithoutATimeWhenNoneIsKnown(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.close(1)
        let resource = try bench.journal.all()[0].resource
        #expect(resource.authored == nil)
        #expect(resource.authoredElement != nil)
    }
}
