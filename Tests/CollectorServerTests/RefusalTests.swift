import CollectorServer
import FHIR
import Foundation
import Intake
import SQLite
import Surveys
import Testing

/// What is refused as a whole, and in which words.
@Suite struct RefusalTests {
    @Test(arguments: [nil, "", "x", String(repeating: "0", count: 64)])
    func letsNobodyInWithoutAKnownToken(token: String?) async throws {
        try await withCollector { lobby, _ in
            var stranger = lobby
            stranger.token = token
            let batch = try Fixtures.batch(1...1, by: lobby.device.id)
            let answer = try await stranger.post(batch: batch)
            #expect(answer.status == 401)
            #expect(answer.headers["www-authenticate"] == "Bearer")
            #expect(answer.outcome?.code == .login)
            let path = "/fhir/QuestionnaireResponse/\(Fixtures.id(1))"
            #expect(
                try await stranger.send("PUT", path, Fixtures.reply(1, by: lobby.device.id)).status == 401)
            #expect(try await stranger.get("/v1/device/config").status == 401)
            #expect(try await stranger.send("POST", "/v1/device/heartbeat", []).status == 401)
            #expect(try await lobby.get(path).status == 404)
        }
    }

    /// A body, the status it is refused with, and the reason's code.
    static let bodies: [(body: String, status: Int, code: OperationOutcome.IssueType)] = [
        ("", 400, .structure),
        ("not JSON", 400, .structure),
        ("[]", 400, .structure),
        (#"{"resourceType":"Bundle","type":"transaction"}"#, 400, .structure),
        (#"{"resourceType":"Patient","type":"batch"}"#, 400, .structure),
        (#"{"resourceType":"Bundle","type":"batch","entry":{}}"#, 400, .structure),
        (#"{"resourceType":"Bundle","type":"batch","type":"batch"}"#, 400, .structure),
        (#"{"resourceType":"Bundle","type":"batch","total":1.5}"#, 400, .structure),
        (String(repeating: "[", count: 100_000), 400, .structure),
        (entries(501), 413, .tooCostly),
        (String(repeating: " ", count: 1 << 20) + "{}", 413, .tooLong),
    ]

    @Test(arguments: bodies.indices) func refusesABodyThatIsNoBatch(index: Int) async throws {
        let (body, status, code) = Self.bodies[index]
        try await withCollector { lobby, _ in
            let answer = try await lobby.post(batch: Array(body.utf8))
            #expect(answer.status == status)
            #expect(answer.outcome?.code == code)
        }
    }

    @Test func takesABatchUpToTheLimits() async throws {
        try await withCollector { lobby, _ in
            let full = try await lobby.post(batch: Array(Self.entries(500).utf8)).bundle()
            #expect(full.entry?.count == 500)
            #expect(full.entry?.allSatisfy { $0.response?.code == 400 } == true)
            let empty = try await lobby.post(batch: Array(Self.entries(0).utf8))
            #expect(empty.status == 200)
            #expect(try empty.bundle().type == .batchResponse)
        }
    }

    @Test(arguments: [
        ["Content-Type": "text/plain"], ["Content-Type": "application/xml"],
        ["Content-Type": "application/json", "Content-Encoding": "gzip"],
    ])
    func refusesOtherMediaTypes(headers: [String: String]) async throws {
        try await withCollector { lobby, _ in
            let batch = try Fixtures.batch(1...1, by: lobby.device.id)
            let answer = try await lobby.send("POST", "/fhir", batch, headers: headers)
            #expect(answer.status == 415)
            #expect(answer.outcome?.code == .notSupported)
            let json = ["Content-Type": "application/json;charset=utf-8"]
            #expect(try await lobby.send("POST", "/fhir", batch, headers: json).status == 200)
        }
    }

    @Test func refusesEntriesThatAreNoPutOfAReply() async throws {
        try await withCollector { lobby, _ async throws in
            let requests = [
                #"{"method":"DELETE","url":"QuestionnaireResponse/1"}"#,
                #"{"method":"PUT","url":"Patient/1"}"#,
                #"{"method":"PUT","url":"QuestionnaireResponse"}"#, #"{"method":"PUT","url":1}"#, "null",
                #"{"method":"PUT","url":"QuestionnaireResponse/1"}"#,
            ]
            let entries = requests.map { #"{"request":\#($0)}"# }.joined(separator: ",")
            let batch = #"{"resourceType":"Bundle","type":"batch","entry":[\#(entries)]}"#
            #expect(
                try await lobby.statuses(of: Array(batch.utf8))
                    == Array(repeating: 400, count: requests.count))
        }
    }

    @Test func saysWhatIsNotThereInTheClientsOwnFormat() async throws {
        try await withCollector { lobby, _ in
            let fhir = try await lobby.get("/fhir/Patient/1")
            #expect(fhir.status == 404)
            #expect(fhir.outcome?.code == .notFound)
            let device = try await lobby.get("/v1/device/nothing")
            #expect(device.status == 404)
            #expect(device.headers["content-type"] == "application/problem+json")
            #expect(try device.json()["title"] == .string("Not Found"))
        }
    }

    @Test func asksToSendAgainWhenTheStoreFails() async throws {
        try await withCollector(FailingStore(at: .replies)) { lobby, happenings in
            var happenings = happenings
            let answer = try await lobby.post(batch: Fixtures.batch(1...1, by: lobby.device.id))
            #expect(answer.status == 503)
            #expect(answer.outcome?.code == .transient)
            guard case .failed(let reason)? = await happenings.next() else {
                Issue.record("the failure was not told")
                return
            }
            #expect(reason.contains("disk"))
        }
    }

    @Test func givesTheReceiptThoughItCannotSeeWhetherTheNumberWasUsedBefore() async throws {
        try await withCollector(FailingStore(at: .numbers)) { lobby, happenings in
            var happenings = happenings
            let batch = try Fixtures.batch(1...1, by: lobby.device.id)
            #expect(try await lobby.statuses(of: batch) == [201])
            guard case .stored? = await happenings.next(), case .failed? = await happenings.next() else {
                Issue.record("the failure was not told")
                return
            }
        }
    }

    private static func entries(_ count: Int) -> String {
        let entries = Array(repeating: "{}", count: count).joined(separator: ",")
        return #"{"resourceType":"Bundle","type":"batch","entry":[\#(entries)]}"#
    }
}

/// A store whose disk fails in one place.
private actor FailingStore: ReplyStore {
    enum Place { case replies, numbers }

    private let memory = MemoryReplyStore()
    private let place: Place

    init(at place: Place) {
        self.place = place
    }

    func put(_ replies: [StoredReply]) async throws -> [Verdict] {
        try work(on: .replies)
        return await memory.put(replies)
    }

    func reply(_ id: ReplyID) -> StoredReply? { nil }
    func replies(after skipped: Int, limit: Int) -> [StoredReply] { [] }
    func numbers(of device: String, in journal: String, within range: ClosedRange<Int>) throws -> [Int] {
        try work(on: .numbers)
        return []
    }

    private func work(on place: Place) throws {
        if place == self.place { throw SQLiteError(code: .full, message: "database or disk is full") }
    }

    func add(_ device: Device, tokenSHA256: String) async -> Bool {
        await memory.add(device, tokenSHA256: tokenSHA256)
    }
    func device(tokenSHA256: String) async -> Device? { await memory.device(tokenSHA256: tokenSHA256) }
    func devices() async -> [Device] { await memory.devices() }
}
