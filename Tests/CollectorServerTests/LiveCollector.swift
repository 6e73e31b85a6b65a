import CollectorServer
import FHIR
import Foundation
import FoundationNetworking
import Surveys
import Testing
import Testkit

/// A real collector on a free port of this machine, for the length of `body`.
func withCollector(
    _ store: any ReplyStore = MemoryReplyStore(), surveys: String? = nil, settings: String? = nil,
    host: String = "127.0.0.1", _ body: (Visitor, AsyncStream<Happening>.Iterator) async throws -> Void
) async throws {
    let (happenings, tell) = AsyncStream.makeStream(of: Happening.self)
    let configuration = Configuration(
        host: host, port: 0, surveysFolder: surveys, settingsFile: settings, now: { 1_700_000_000_123 })
    let collector = try Collector(configuration, store: store) { tell.yield($0) }
    let (device, token) = try await store.enrol(name: "lobby")
    let server = Task(executorPreference: OwnThreads.forServers) { try await collector.run() }
    defer { server.cancel() }
    var happened = happenings.makeAsyncIterator()
    guard case .listening(let port)? = await happened.next() else {
        Issue.record("the collector does not listen")
        return
    }
    try await body(Visitor(host: "127.0.0.1", port: port, device: device, token: token.text), happened)
    server.cancel()
    _ = await server.result
}

/// One client of a collector, with a device's token or without.
struct Visitor: Sendable {
    var host: String
    var port: Int
    var device: Device
    var token: String?

    struct Answer: Sendable {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]

        var outcome: OperationOutcome.Issue? { try? OperationOutcome(json: body).issue.first }

        func bundle() throws -> FHIR.Bundle { try FHIR.Bundle(json: body) }
        func json() throws -> JSONValue { try JSONValue(parsing: body) }
    }

    func send(
        _ method: String, _ path: String, _ body: [UInt8]? = nil,
        headers: [String: String] = ["Content-Type": "application/fhir+json; fhirVersion=4.0"]
    ) async throws -> Answer {
        let url = try #require(URL(string: "http://\(host):\(port)\(path)"))
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body.map { Data($0) }
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let head = try #require(response as? HTTPURLResponse)
        let pairs = head.allHeaderFields.compactMap { name, value in
            (name as? String).map { ($0.lowercased(), "\(value)") }
        }
        return Answer(
            status: head.statusCode, headers: Dictionary(pairs) { first, _ in first }, body: [UInt8](data))
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, headers: headers)
    }

    func post(batch: [UInt8]) async throws -> Answer {
        try await send("POST", "/fhir", batch)
    }

    /// The statuses of a batch's entries, in order.
    func statuses(of batch: [UInt8]) async throws -> [Int?] {
        try await post(batch: batch).bundle().entry?.map { $0.response?.code } ?? []
    }
}
