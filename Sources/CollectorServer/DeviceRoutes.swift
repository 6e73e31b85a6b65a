import FHIR
import FoundationEssentials
import Hummingbird
import Intake
import Sealing
import Wire

/// The device plane: heartbeat and settings (contract.md §4).
struct DeviceRoutes: Sendable {
    let store: any ReplyStore
    let gate: Gate
    let settings: SettingsFile?
    let now: @Sendable () -> Int64

    func add(to device: RouterGroup<CollectorContext>) {
        device.post("heartbeat", use: heartbeat)
        device.get("config", use: config)
    }

    @Sendable private func heartbeat(_ request: Request, _ context: CollectorContext) async throws -> Response
    {
        let device = try await gate.device(of: request)
        let body = try await request.jsonBody()
        guard let heartbeat = try? JSONDecoder().decode(HeartbeatRequest.self, from: Data(body)) else {
            throw Refusal.malformed(
                "bootId, uptimeMs, clockState and appVersion are needed, each of its type")
        }
        let reply = HeartbeatReply(
            serverTimeMs: now(), settingsSerial: settings?.serial,
            missing: try await missing(by: heartbeat, of: device))
        return Response(.ok, MediaType.json, try CanonicalJSON.encode(reply))
    }

    private func missing(by heartbeat: HeartbeatRequest, of device: Device) async throws -> [SequenceRange] {
        guard let journal = heartbeat.journalId, let last = heartbeat.lastSeq, last >= 1 else { return [] }
        let stored = try await store.numbers(of: device.id, in: journal, within: 1...last)
        let kept = (heartbeat.parked ?? []) + (heartbeat.withdrawn ?? [])
        return Completeness.missing(
            through: last, stored: stored,
            excused: (heartbeat.unsent ?? []) + kept.map { SequenceRange(first: $0, last: $0) })
    }

    @Sendable private func config(_ request: Request, _ context: CollectorContext) async throws -> Response {
        _ = try await gate.device(of: request)
        guard let bytes = settings?.read() else {
            throw Refusal(404, .notFound, "no settings are published here")
        }
        let etag = "\"\(SHA256.digest(of: bytes).hex)\""
        if request.headers[.ifNoneMatch] == etag {
            return Response(status: .notModified, headers: [.eTag: etag])
        }
        return Response(.ok, MediaType.jose, bytes, headers: [.eTag: etag])
    }
}
