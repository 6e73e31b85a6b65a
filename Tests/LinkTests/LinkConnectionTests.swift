import Foundation
import Link
import Linux
import Testing
import Wire

/// Two ends of one socket, without a path.
func linkPair() throws -> (kiosk: KioskLink, uplink: UplinkLink) {
    let (one, other) = try LocalSocket.pair()
    return (KioskLink(owning: one), UplinkLink(owning: other))
}

func reply(_ number: UInt64, bytes count: Int = 100) -> OutgoingReply {
    OutgoingReply(
        id: ReplyID(high: number, low: number), sha256: "sha\(number)",
        bytes: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: count))
}

struct LinkConnectionTests {
    @Test func carriesABatchAndItsReceipts() throws {
        let (kiosk, uplink) = try linkPair()
        let replies = [reply(1), reply(2)]
        uplink.send(.wantBatch(max: 20, bytes: 524_288))
        let wanted = try #require(kiosk.drain().first)
        guard case .received(.wantBatch(20, 524_288), _) = wanted else {
            Issue.record("got \(wanted)")
            return
        }
        kiosk.send(Frame(batch: replies))
        guard case .received(.batch(let items), let frame)? = uplink.drain().first else {
            Issue.record("no batch came")
            return
        }
        #expect(try frame.replies(items) == replies)
        let receipts = items.map {
            Receipt(id: $0.id, sha256: $0.sha256, outcome: .acknowledged, code: "201")
        }
        uplink.send(.receipts(receipts))
        guard case .received(.receipts(receipts), _)? = kiosk.drain().first else {
            Issue.record("no receipts came")
            return
        }
    }

    @Test func deliversWhatWasSentBeforeTheOtherSideLeft() throws {
        let kiosk: KioskLink
        do {
            let pair = try linkPair()
            kiosk = pair.kiosk
            pair.uplink.send(.healthRequest)
        }
        let events = kiosk.drain()
        #expect(events.count == 2)
        #expect(events.first == .received(.healthRequest, Frame(UplinkMessage.healthRequest)))
        #expect(events.last == .closed(reason: "the other side closed it"))
        #expect(kiosk.drain().isEmpty)
        #expect(!kiosk.send(.batch([])))
    }

    @Test func closesOnBytesThatAreNoLink() throws {
        let (one, other) = try LocalSocket.pair()
        let kiosk = KioskLink(owning: one)
        try other.write(Array("GET / HTTP/1.1\r\n".utf8), subject: "test")
        let reason = "\(FrameViolation.tooLong(0x4745_5420))"
        #expect(kiosk.drain() == [.closed(reason: reason)])
    }

    @Test func passesOverAMessageItDoesNotKnow() throws {
        let (one, other) = try LocalSocket.pair()
        let kiosk = KioskLink(owning: one)
        let unknown = try Frame(header: Array(#"{"type":"enrolment"}"#.utf8)).encoded()
        let known = Frame(UplinkMessage.healthRequest)
        try other.write(unknown + known.encoded(), subject: "test")
        #expect(kiosk.drain() == [.received(.healthRequest, known)])
    }

    @Test func refusesMoreThanItsQueueHoldsAndDeliversTheRest() throws {
        let (kiosk, uplink) = try linkPair()
        let batch = Frame(batch: [reply(1, bytes: 500_000)])
        var accepted = 0
        while kiosk.send(batch) { accepted += 1 }
        #expect(kiosk.wantsWrite)
        #expect((4...8).contains(accepted))
        var received = 0
        while received < accepted {
            received += uplink.drain().count
            #expect(kiosk.drain().isEmpty)
        }
        #expect(!kiosk.wantsWrite)
    }

    @Test func refusesAFrameThatIsTooLong() throws {
        let (kiosk, uplink) = try linkPair()
        #expect(!kiosk.send(Frame(batch: [reply(1, bytes: 1 << 20)])))
        #expect(uplink.drain().isEmpty)
    }
}

struct LinkListenerTests {
    let path = FileManager.default.temporaryDirectory.appending(path: "link-\(UUID()).sock").path

    @Test func takesTheUplinkInAndTheNextOneToo() throws {
        defer { unlink(path) }
        let listener = try LinkListener(path: path, allowedUsers: [getuid()])
        #expect(try listener.accept() == nil)
        for _ in 0..<2 {
            let uplink = try #require(try UplinkLink.connect(to: path))
            let kiosk = try #require(try listener.accept())
            uplink.send(.hello(Hello(role: "uplink", version: "0", boot: "b")))
            #expect(kiosk.drain().count == 1)
        }
    }

    @Test func turnsAnotherUserAway() throws {
        defer { unlink(path) }
        let listener = try LinkListener(path: path, allowedUsers: [getuid() + 1])
        let uplink = try #require(try UplinkLink.connect(to: path))
        #expect(try listener.accept() == nil)
        #expect(uplink.drain() == [.closed(reason: "the other side closed it")])
    }

    @Test func replacesTheSocketOfAKioskThatDied() throws {
        defer { unlink(path) }
        _ = try LinkListener(path: path)
        #expect(try UplinkLink.connect(to: path) == nil)
        let listener = try LinkListener(path: path)
        #expect(try UplinkLink.connect(to: path) != nil)
        #expect(try listener.accept() != nil)
    }

    @Test func saysNobodyIsThereWithoutAnError() throws {
        #expect(try UplinkLink.connect(to: path) == nil)
    }

    @Test func refusesAPathThatDoesNotFit() {
        let long = "/tmp/" + String(repeating: "x", count: 120)
        #expect(throws: SystemError(call: "connect", subject: long, code: ENAMETOOLONG)) {
            try UplinkLink.connect(to: long)
        }
    }

    @Test func letsOnlyOwnerAndGroupIn() throws {
        defer { unlink(path) }
        let listener = try LinkListener(path: path)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o660)
        _ = listener
    }
}
