import Delivery
import Linux
import Upstream
import Wire

/// What is asked of the collector's thread; each gives one ``DeskAnswer``.
enum DeskOrder: Sendable {
    case use(Configuration)
    case check
    case post([OutgoingReply])
    case heartbeat(Health?)
}

enum DeskAnswer: Sendable {
    case used
    case checked(ServerCheck)
    case posted(HTTPOutcome)
    case heartbeat(HeartbeatOutcome)
}

/// The thread on which libcurl may block: owns the client and the trusted time.
final class Desk {
    private let time: TrustedTime
    private let boot: String
    private let timeouts: Timeouts
    private let cancellation: Cancellation
    private var client: (any Collector)?

    init(time: TrustedTime, boot: String, timeouts: Timeouts, cancellation: Cancellation) {
        self.time = time
        self.boot = boot
        self.timeouts = timeouts
        self.cancellation = cancellation
    }

    func carryOut(_ order: DeskOrder) -> DeskAnswer {
        if case .use(let configuration) = order {
            let time = time
            client = CollectorClient(
                anchors: configuration.anchors, device: configuration.device, timeouts: timeouts,
                cancellation: cancellation
            ) { time.verificationMs(at: Instant(nanoseconds: Clock.bootNanoseconds())) }
            return .used
        }
        guard let client else { preconditionFailure("a configuration comes before any request") }
        switch order {
        case .use: return .used
        case .check: return .checked(client.metadata())
        case .post(let replies): return .posted(client.post(replies))
        case .heartbeat(let health): return .heartbeat(beat(client, health))
        }
    }

    private func beat(_ client: any Collector, _ health: Health?) -> HeartbeatOutcome {
        let now = Instant(nanoseconds: Clock.bootNanoseconds())
        let outcome = client.heartbeat(
            HeartbeatRequest(
                bootId: boot, uptimeMs: now.nanoseconds / 1_000_000, clockState: time.state,
                appVersion: Uplink.version, kiosk: health))
        if let fix = outcome.fix {
            do throws(SystemError) {
                try time.note(fix, at: now)
            } catch {
                Log.write(.warning, "the trusted time is not kept for the next start: \(error)")
            }
        }
        return outcome
    }
}
