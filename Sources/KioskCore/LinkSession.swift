import Surveys
import Wire

/// The kiosk's side of one conversation with the uplink.
///
/// At most one batch is asked for and fetched at a time. The session forgets
/// everything when the uplink vanishes; the journal remembers what is unsent.
package struct LinkSession: Hashable, Sendable {
    private enum Want: Hashable, Sendable {
        case nothing
        /// Asked for; nothing waits in the journal yet.
        case waiting(max: Int, bytes: Int)
        case fetching(max: Int, bytes: Int)
    }

    package private(set) var isConnected = false
    /// Replies in the journal without a receipt, as far as is known.
    package private(set) var unsent = 0
    private var want = Want.nothing
    /// Asked for, and not told yet what the journal has.
    private var owesHealth = false

    package init() {}

    package mutating func handle(_ event: UplinkEvent) -> [Effect] {
        switch event {
        case .connected:
            self.isConnected = true
            want = .nothing
            return [.sendHello]
        case .vanished:
            isConnected = false
            want = .nothing
            return [.noteLink(LinkReport(state: .offline, reason: "the uplink is not running"))]
        case .said(let message):
            return handle(message)
        }
    }

    private mutating func handle(_ message: UplinkMessage) -> [Effect] {
        switch message {
        case .hello: return []
        case .wantBatch(let max, let bytes):
            want = .waiting(max: max, bytes: bytes)
            return fetchIfWanted()
        case .receipts(let receipts): return [.journal(.apply(receipts))]
        case .time(let fix): return [.journal(.noteTime(fix))]
        case .link(let report): return [.noteLink(report)]
        case .healthRequest:
            owesHealth = true
            return [.journal(.account)]
        case .resend(let ranges): return [.journal(.offerAgain(ranges))]
        }
    }

    /// Follows the journal: what was stored or acknowledged changes what waits.
    package mutating func handle(_ event: JournalEvent) -> [Effect] {
        switch event {
        case .opened(let unsent), .counted(let unsent):
            self.unsent = unsent
            return fetchIfWanted()
        case .closed:
            unsent += 1
            return fetchIfWanted()
        case .batchFetched(let replies):
            return batchFetched(replies)
        case .failed:
            if case .fetching(let max, let bytes) = want { want = .waiting(max: max, bytes: bytes) }
            return payHealth()
        case .accounted:
            return payHealth()
        case .recorded, .timeNoted:
            return []
        }
    }

    /// Also without the journal: a terminal whose disk failed is not silent.
    private mutating func payHealth() -> [Effect] {
        defer { owesHealth = false }
        return owesHealth ? [.sendHealth] : []
    }

    private mutating func batchFetched(_ replies: [OutgoingReply]) -> [Effect] {
        guard case .fetching(let max, let bytes) = want else { return [] }
        guard !replies.isEmpty else {
            unsent = 0
            want = .waiting(max: max, bytes: bytes)
            return []
        }
        want = .nothing
        return [.sendBatch(replies)]
    }

    private mutating func fetchIfWanted() -> [Effect] {
        guard case .waiting(let max, let bytes) = want, unsent > 0 else { return [] }
        want = .fetching(max: max, bytes: bytes)
        return [.journal(.fetchBatch(max: max, bytes: bytes))]
    }
}
