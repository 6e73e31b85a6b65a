import Delivery
import FHIR
import FoundationEssentials
import Linux
import Wire

/// The collector over HTTPS by libcurl.
///
/// It trusts the one authority of ``Anchors/ca`` and nothing else, and shows the
/// device's bearer token. Not `Sendable`: it is made and used on one thread.
package final class CollectorClient: Collector {
    private static let fhirType = "application/fhir+json; fhirVersion=4.0"

    private let anchors: Anchors
    private let authorization: String
    private let session: HTTPSession
    private let verificationMs: () -> Int64

    /// - Parameter verificationMs: the time at which certificates are judged, in
    ///   milliseconds since 1970; asked for every request.
    package init(
        anchors: Anchors, device: Device, timeouts: Timeouts = Timeouts(),
        cancellation: Cancellation = Cancellation(), verificationMs: @escaping () -> Int64
    ) {
        self.anchors = anchors
        authorization = "Authorization: Bearer \(device.token)"
        session = HTTPSession(ca: anchors.ca, timeouts: timeouts, cancellation: cancellation)
        self.verificationMs = verificationMs
    }

    package func metadata() -> ServerCheck {
        switch request("\(anchors.fhirBase)/metadata", type: Self.fhirType) {
        case .success(let response):
            ServerCheck(status: response.status, body: response.body, answer: HTTPAnswer(response))
        case .failure(let failure): .failed(HTTPOutcome(failure))
        }
    }

    package func post(_ replies: [OutgoingReply]) -> HTTPOutcome {
        let body = Bundle.batch(putting: replies.map { ($0.id, $0.bytes) })
        switch request(
            anchors.fhirBase, type: Self.fhirType, "Prefer: return=minimal", body: body)
        {
        case .success(let response):
            var answer = HTTPAnswer(response)
            if response.status == 200 { answer.entries = BatchResponse.entries(of: response.body) }
            return .answered(answer)
        case .failure(let failure): return HTTPOutcome(failure)
        }
    }

    package func heartbeat(_ heartbeat: HeartbeatRequest) -> HeartbeatOutcome {
        guard let body = try? JSONEncoder().encode(heartbeat) else {
            preconditionFailure("a heartbeat always encodes")
        }
        let url = "\(anchors.collector)/v1/device/heartbeat"
        let sentNs = Clock.bootNanoseconds()
        let result = request(url, type: "application/json", body: Array(body))
        let tookNs = Clock.bootNanoseconds() - sentNs
        switch result {
        case .failure(let failure):
            return HeartbeatOutcome(outcome: HTTPOutcome(failure))
        case .success(let response):
            let outcome = HTTPOutcome.answered(HTTPAnswer(response))
            guard response.status == 200,
                let reply = try? JSONDecoder().decode(HeartbeatReply.self, from: Data(response.body))
            else { return HeartbeatOutcome(outcome: outcome) }
            // The server read its clock somewhere between: in the middle, give or
            // take half.
            let fix = TimeFix(
                utcMs: reply.serverTimeMs, errorMs: tookNs / 2_000_000 + 1, atBootNs: sentNs + tookNs / 2,
                source: "heartbeat")
            return HeartbeatOutcome(outcome: outcome, reply: reply, fix: fix)
        }
    }

    private func request(
        _ url: String, type: String, _ others: String..., body: [UInt8]? = nil
    ) -> Result<HTTPSession.Response, HTTPSession.Failure> {
        let content = body == nil ? [] : ["Content-Type: \(type)"]
        let headers = [authorization, "Accept: \(type)"] + content + others
        return Result { () throws(HTTPSession.Failure) in
            try session.request(url, headers: headers, body: body, verificationMs: verificationMs())
        }
    }
}

extension HTTPAnswer {
    fileprivate init(_ response: HTTPSession.Response) {
        self.init(
            status: response.status,
            issue: response.status >= 400 ? Outcome.knownIssue(of: response.body) : nil,
            retryAfter: response.retryAfter)
    }
}

extension HTTPOutcome {
    fileprivate init(_ failure: HTTPSession.Failure) {
        switch failure {
        case .timedOut: self = .timedOut
        case .failed(let reason): self = .unreachable(reason: reason)
        }
    }
}
