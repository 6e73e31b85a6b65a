import Foundation
import Testing
import Wire

struct LinkMessageTests {
    static let receipt = Receipt(
        id: ReplyID(high: 3, low: 4), sha256: "ab", outcome: .parked, code: "422")
    static let health = Health(
        journalId: "j", lastSeq: 9, unsent: 2, oldestUnsentAgeS: nil, parked: 1, frames: 5, touches: 6)

    @Test(arguments: [
        UplinkMessage.hello(Hello(role: "uplink", version: "1", boot: "b")),
        .wantBatch(max: 20, bytes: 524_288), .receipts([receipt]), .receipts([]),
        .time(TimeFix(utcMs: 1, errorMs: 2, atBootNs: 3, source: "heartbeat")),
        .link(LinkReport(state: .refused, reason: "why")), .link(LinkReport(state: .online)), .healthRequest,
        .resend([SequenceRange(first: 1, last: 2), SequenceRange(first: 7, last: 7)]), .resend([]),
    ])
    func keepsWhatTheUplinkSays(message: UplinkMessage) throws {
        #expect(try Frame(message).message(as: UplinkMessage.self) == message)
    }

    @Test(arguments: [
        KioskMessage.hello(Hello(role: "kiosk", version: "1", boot: "b")),
        .batch([BatchItem(id: ReplyID(high: 1, low: 2), sha256: "cd", length: 7)]), .health(health),
    ])
    func keepsWhatTheKioskSays(message: KioskMessage) throws {
        #expect(try Frame(message).message(as: KioskMessage.self) == message)
    }

    @Test func writesTheTypeBesideTheFields() throws {
        let header = Frame(UplinkMessage.wantBatch(max: 20, bytes: 9)).header
        let object = try #require(JSONSerialization.jsonObject(with: Data(header)) as? NSDictionary)
        #expect(object == ["type": "wantBatch", "max": 20, "bytes": 9])
    }

    @Test func leavesOutOfAccountWhatIsNotKnown() throws {
        let newer = Frame(header: Array(#"{"type":"enrolment","state":"x"}"#.utf8))
        #expect(try newer.message(as: UplinkMessage.self) == nil)
        let wider = Frame(header: Array(#"{"type":"healthRequest","also":[1]}"#.utf8))
        #expect(try wider.message(as: UplinkMessage.self) == .healthRequest)
    }

    @Test(arguments: [
        "", "{", "[]", "null", "{}", #"{"type":7}"#, #"{"type":"wantBatch"}"#,
        #"{"type":"link","state":"sleepy"}"#, #"{"type":"wantBatch","max":1e99,"bytes":1}"#,
        #"{"type":"receipts","receipts":[{"id":"x"}]}"#, String(repeating: "[", count: 2000),
    ])
    func refusesAHeaderThatBreaksItsType(header: String) {
        #expect(throws: FrameViolation.unreadableHeader) {
            try Frame(header: Array(header.utf8)).message(as: UplinkMessage.self)
        }
    }

    @Test func carriesTheRepliesBytesUnchanged() throws {
        let replies = [0, 1, 300].map { count in
            OutgoingReply(
                id: ReplyID(high: UInt64(count), low: 1), sha256: "s\(count)",
                bytes: [UInt8](repeating: 0xFE, count: count))
        }
        let frame = Frame(batch: replies)
        guard case .batch(let items)? = try frame.message(as: KioskMessage.self) else {
            Issue.record("not a batch")
            return
        }
        #expect(try frame.replies(items) == replies)
    }

    @Test(arguments: [[2], [4], [-1, 4], [3, 1], []])
    func refusesItemsThatDoNotCoverThePayload(lengths: [Int]) {
        let items = lengths.map { BatchItem(id: ReplyID(high: 1, low: 1), sha256: "", length: $0) }
        #expect(throws: FrameViolation.payloadMismatch) {
            try Frame(header: [], payload: [1, 2, 3]).replies(items)
        }
    }

    @Test func readsTheServersTimeWithAndWithoutFractions() throws {
        let whole = #"{"serverTime":"2026-03-01T10:00:00Z","new":1}"#
        let fraction = #"{"serverTime":"2026-03-01T12:00:00.250+02:00","missing":[{"first":1,"last":2}]}"#
        #expect(
            try JSONDecoder().decode(HeartbeatReply.self, from: Data(whole.utf8))
                == HeartbeatReply(serverTimeMs: 1_772_359_200_000))
        #expect(
            try JSONDecoder().decode(HeartbeatReply.self, from: Data(fraction.utf8))
                == HeartbeatReply(
                    serverTimeMs: 1_772_359_200_250, missing: [SequenceRange(first: 1, last: 2)]))
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(HeartbeatReply.self, from: Data(#"{"serverTime":"soon"}"#.utf8))
        }
    }

    @Test(arguments: [0, 1, 999, 1_772_359_200_007, 4_102_444_799_999] as [Int64])
    func writesTheServersTimeToTheMillisecond(time: Int64) throws {
        let reply = HeartbeatReply(serverTimeMs: time, settingsSerial: 7)
        #expect(try JSONDecoder().decode(HeartbeatReply.self, from: JSONEncoder().encode(reply)) == reply)
    }

    @Test func sendsWhatIsKnownOfTheJournalOnly() throws {
        var request = HeartbeatRequest(bootId: "b", uptimeMs: 1, clockState: .unknown, appVersion: "0")
        #expect(try !String(decoding: JSONEncoder().encode(request), as: UTF8.self).contains("journalId"))
        request = HeartbeatRequest(
            bootId: "b", uptimeMs: 1, clockState: .synced, appVersion: "0", kiosk: Self.health)
        // Which are missing cannot be said before the journal has told which are not.
        #expect(request.lastSeq == nil && request.unsent == nil)
        var health = Self.health
        health.account = JournalAccount(lastSeq: 8)
        health.account?.unsent = [SequenceRange(first: 7, last: 8)]
        health.account?.withdrawn = [3]
        request = HeartbeatRequest(
            bootId: "b", uptimeMs: 1, clockState: .synced, appVersion: "0", kiosk: health)
        #expect(request.lastSeq == 8 && request.unsent == health.account?.unsent)
        #expect(request.withdrawn == [3] && request.parked == [] && request.kiosk?.account == nil)
        #expect(
            try JSONDecoder().decode(HeartbeatRequest.self, from: JSONEncoder().encode(request)) == request)
    }
}
