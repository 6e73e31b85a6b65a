import Delivery
import Foundation
import Testing
import Upstream
import Wire

@Suite(.serialized) struct CollectorClientTests {
    /// What a client gets that must not trust the server: no request was made.
    private func refusal(_ client: CollectorClient) -> String? {
        guard case .unreachable(let reason) = client.post([reply(1)]) else { return nil }
        return reason
    }

    @Test func sendsTheRepliesBytesUntouched() throws {
        let server = try TLSServer()
        let group = [reply(1), reply(2)]
        _ = try server.client().post(group)
        let body = try server.body(0)
        for reply in group { #expect(Data(body).range(of: Data(reply.bytes)) != nil) }
        #expect(try JSONSerialization.jsonObject(with: Data(body)) is NSDictionary)
    }

    @Test func refusesAnotherAuthority() throws {
        let server = try TLSServer()
        #expect(try refusal(server.client(ca: "other"))?.contains("certificate") == true)
        #expect(try refusal(server.client()) == nil)
    }

    @Test func refusesACertificateForAnotherName() throws {
        let server = try TLSServer(certificate: "elsewhere")
        #expect(try refusal(server.client())?.contains("127.0.0.1") == true)
    }

    /// The wall clock of the machine that runs this says something else.
    @Test func judgesCertificatesAtTheTrustedTime() throws {
        let good = try TLSServer()
        #expect(try refusal(good.client(at: 2026)) == nil)
        #expect(try refusal(good.client(at: 2039))?.contains("expired") == true)
        #expect(try refusal(good.client(at: 2024))?.contains("not yet valid") == true)
        let past = try TLSServer(certificate: "past")
        #expect(try refusal(past.client(at: 2026))?.contains("expired") == true)
        #expect(try refusal(past.client(at: 2020)) == nil)
    }

    @Test func judgesEveryRequestAnewAndNotByAnOldSession() throws {
        let server = try TLSServer()
        nonisolated(unsafe) var year: Int64 = 2026
        let base = "https://127.0.0.1:\(server.port)/reset"
        let client = CollectorClient(
            anchors: Anchors(collector: base, fhirBase: base, ca: try server.certificates.pem("ca")),
            device: Device(device: "test", token: "secret")
        ) { (year - 1970) * 31_556_952_000 }
        #expect(refusal(client)?.contains("certificate") == false)
        year = 2040
        #expect(refusal(client)?.contains("certificate") == true)
    }

    @Test func speaksNoPlainHTTP() throws {
        let server = try TLSServer()
        #expect(try refusal(server.client(scheme: "http"))?.contains("http") == true)
    }

    @Test func followsNoRedirect() throws {
        let server = try TLSServer()
        #expect(try server.client("redirect").post([reply(1)]) == .answered(HTTPAnswer(status: 307)))
        #expect(throws: (any Error).self) { try server.body(1) }
    }

    @Test func takesNoPageForAReceipt() throws {
        let server = try TLSServer()
        #expect(try server.client("html").post([reply(1)]) == .answered(HTTPAnswer(status: 200)))
        #expect(
            try server.client("html").metadata() == .failed(.answered(HTTPAnswer(status: 200))))
    }

    @Test func readsNoMoreThanItsLimit() throws {
        let server = try TLSServer()
        #expect(
            try server.client("big").post([reply(1)])
                == .unreachable(reason: "the answer is longer than 1048576 bytes"))
    }

    @Test func endsInTimeWhenTheServerHangs() throws {
        let server = try TLSServer()
        let timeouts = Timeouts(connect: .seconds(5), total: .milliseconds(300))
        #expect(try server.client("hang", timeouts: timeouts).post([reply(1)]) == .timedOut)
    }

    @Test func saysThatNobodyIsThere() throws {
        let port: Int
        do {
            port = try TLSServer().port
        }
        let anchors = Anchors(
            collector: "https://127.0.0.1:\(port)", fhirBase: "https://127.0.0.1:\(port)/fhir",
            ca: try Certificates.shared.get().pem("ca"))
        let client = CollectorClient(anchors: anchors, device: Device(device: "d", token: "t")) { 0 }
        #expect(refusal(client)?.contains("onnect") == true)
    }

    @Test(arguments: [
        ("7", Duration.seconds(7)), ("-1", .seconds(-1)), ("99999999999999", .seconds(1_000_000_000)),
    ])
    func readsWhatTheServerAsksFor(header: String, wait: Duration) throws {
        let server = try TLSServer()
        let client = try server.client("busy/\(header)")
        #expect(client.post([reply(1)]) == .answered(HTTPAnswer(status: 503, retryAfter: wait)))
    }

    @Test(arguments: ["Wed, 21 Oct 2036 07:28:00 GMT", "soon"])
    func ignoresAWaitThatNeedsAWallClock(header: String) throws {
        let server = try TLSServer()
        let path = try #require(header.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        #expect(
            try server.client("busy/\(path)").post([reply(1)]) == .answered(HTTPAnswer(status: 503)))
    }

    @Test func tellsWhatTheServerSaysOfClientsIds() throws {
        let server = try TLSServer()
        #expect(
            try server.client("refuse").post([reply(1)])
                == .answered(HTTPAnswer(status: 400, issue: .clientAssigned)))
    }

    @Test func showsTheToken() throws {
        let server = try TLSServer()
        #expect(
            try server.client(token: "wrong").post([reply(1)]) == .answered(HTTPAnswer(status: 401)))
    }

    @Test(arguments: [("r5", "5.0.0"), ("closed", "update-as-create")])
    func refusesAServerThatCannotTakeReplies(mode: String, word: String) throws {
        let server = try TLSServer()
        guard case .unsuitable(let reason) = try server.client(mode).metadata() else {
            Issue.record("taken for suitable")
            return
        }
        #expect(reason.contains(word))
    }

    @Test func passesOnFewerEntriesThanWereSent() throws {
        let server = try TLSServer()
        guard case .answered(let answer) = try server.client("short").post([reply(1), reply(2)]) else {
            Issue.record("no answer")
            return
        }
        #expect(answer.entries?.count == 1)
    }
}
