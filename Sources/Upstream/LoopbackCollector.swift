import Delivery
import Linux
import Wire

/// A collector in this process: keeps what it is given, by the rule that the
/// first write wins.
///
/// For tests and the simulator; not a server. Its clock is handed in.
package final class LoopbackCollector: Collector {
    /// The bytes of each reply, as they were first stored.
    package private(set) var stored: [ReplyID: [UInt8]] = [:]
    /// What came last by heartbeat.
    package private(set) var lastHeartbeat: HeartbeatRequest?
    private let serverTimeMs: () -> Int64

    package init(serverTimeMs: @escaping () -> Int64) {
        self.serverTimeMs = serverTimeMs
    }

    package func metadata() -> ServerCheck { .suitable }

    package func post(_ replies: [OutgoingReply]) -> HTTPOutcome {
        let entries = replies.map { reply in
            switch stored[reply.id] {
            case nil:
                stored[reply.id] = reply.bytes
                return EntryOutcome(reply, status: 201)
            case reply.bytes: return EntryOutcome(reply, status: 200)
            default: return EntryOutcome(status: 409, issue: .conflict)
            }
        }
        return .answered(HTTPAnswer(status: 200, entries: entries))
    }

    package func heartbeat(_ request: HeartbeatRequest) -> HeartbeatOutcome {
        lastHeartbeat = request
        let reply = HeartbeatReply(serverTimeMs: serverTimeMs())
        let fix = TimeFix(
            utcMs: reply.serverTimeMs, errorMs: 1, atBootNs: Clock.bootNanoseconds(), source: "heartbeat")
        return HeartbeatOutcome(
            outcome: .answered(HTTPAnswer(status: 200)), reply: reply, fix: fix)
    }
}

extension EntryOutcome {
    fileprivate init(_ reply: OutgoingReply, status: Int) {
        self.init(
            status: status, location: "QuestionnaireResponse/\(reply.id)/_history/1",
            etag: "W/\"\(reply.sha256)\"")
    }
}
