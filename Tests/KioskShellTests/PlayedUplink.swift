import FHIR
import Link
import Linux
import Testing
import Wire

/// The other end of the Link, played by the test.
@MainActor final class PlayedUplink {
    let link: UplinkLink
    private(set) var batches: [[OutgoingReply]] = []
    private(set) var hellos = 0
    private(set) var healths: [Health] = []
    private(set) var hasEnded = false

    init(of bench: Bench) throws {
        link = try #require(try UplinkLink.connect(to: bench.terminal.root.linkSocket))
    }

    func drain() throws {
        for event in link.drain() {
            switch event {
            case .received(.batch(let items), let frame): batches.append(try frame.replies(items))
            case .received(.hello, _): hellos += 1
            case .received(.health(let health), _): healths.append(health)
            case .closed: hasEnded = true
            }
        }
    }

    /// Asks for what waits and reads it as a collector would.
    func replies(_ count: Int, from bench: Bench) throws -> [ReplyFacts] {
        link.send(.wantBatch(max: 100, bytes: 500_000))
        try bench.turn {
            try drain()
            return batches.joined().count >= count
        }
        return try batches.joined().map { try ReplyFacts(QuestionnaireResponse(json: $0.bytes)) }
    }
}
