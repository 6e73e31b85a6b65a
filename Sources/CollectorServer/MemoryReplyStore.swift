import Intake
import Surveys

/// A store that lasts as long as its process.
package actor MemoryReplyStore: ReplyStore {
    private var inOrder: [StoredReply] = []
    private var places: [ReplyID: Int] = [:]
    private var byToken: [String: Device] = [:]

    package init() {}

    package func put(_ replies: [StoredReply]) -> [Verdict] {
        replies.map { reply in
            let verdict = Verdict(sha256: reply.sha256, stored: self.reply(reply.id)?.sha256)
            if verdict == .stored {
                places[reply.id] = inOrder.count
                inOrder.append(reply)
            }
            return verdict
        }
    }

    package func reply(_ id: ReplyID) -> StoredReply? {
        places[id].map { inOrder[$0] }
    }

    package func replies(after skipped: Int, limit: Int) -> [StoredReply] {
        Array(inOrder.dropFirst(skipped).prefix(limit))
    }

    package func numbers(of device: String, in journal: String, within range: ClosedRange<Int>) -> [Int] {
        inOrder.filter { $0.device == device && $0.journal == journal && range.contains($0.number) }
            .map(\.number).sorted()
    }

    package func add(_ device: Device, tokenSHA256: String) -> Bool {
        let taken = byToken.values.contains { $0.id == device.id || $0.name == device.name }
        if !taken { byToken[tokenSHA256] = device }
        return !taken
    }

    package func device(tokenSHA256: String) -> Device? {
        byToken[tokenSHA256]
    }

    package func devices() -> [Device] {
        byToken.values.sorted { $0.name < $1.name }
    }
}
