import Delivery
import Testing
import Upstream
import Wire

/// Delivery and the real client against a server that does anything: quality
/// figure O1, in short. Time is a number here, so no back-off is waited for.
struct FaultTests {
    @Test func everyReplyArrivesOnceThroughEveryFault() throws {
        let server = try TLSServer()
        let timeouts = Timeouts(connect: .seconds(5), total: .milliseconds(200))
        let client = try server.client("faults", timeouts: timeouts)
        let replies = (1...200).map { reply($0) }
        var waiting = replies
        var delivery = Delivery(seed: 5)
        var now = Instant.zero
        var posts = 0
        var actions = delivery.handle(.kioskConnected, at: now) + delivery.handle(.configured, at: now)
        while !waiting.isEmpty, posts < 2000 {
            guard !actions.isEmpty else {
                now = max(now, try #require(delivery.nextDeadline))
                actions = delivery.handle(.deadlinePassed, at: now)
                continue
            }
            switch actions.removeFirst() {
            case .checkServer: actions += delivery.handle(.serverChecked(client.metadata()), at: now)
            case .sendHeartbeat:
                actions += delivery.handle(.heartbeatSent(.answered(HTTPAnswer(status: 404))), at: now)
            case .renewToken: Issue.record("the token was not refused")
            case .post(let group):
                posts += 1
                actions += delivery.handle(.posted(client.post(group)), at: now)
            case .tell(.wantBatch(let max, _)):
                actions += delivery.handle(.batchArrived(Array(waiting.prefix(min(max, 5)))), at: now)
            case .tell(.receipts(let receipts)):
                for receipt in receipts where receipt.outcome != .attempted {
                    #expect(receipt.outcome == .acknowledged)
                    waiting.removeAll { $0.id == receipt.id }
                }
            case .tell: break
            }
        }
        let (contents, conflicts) = try server.stored()
        #expect(waiting.isEmpty)
        #expect(Set(contents.keys) == Set(replies.map { "\($0.id)" }))
        #expect(conflicts.isEmpty)
        // Faults were met: forty batches would have been enough without.
        #expect(posts > 60)
    }
}
