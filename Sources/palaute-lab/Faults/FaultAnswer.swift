import FHIR
import FoundationEssentials
import Linux
import Wire

/// One request as it came.
struct FaultRequest {
    var path: String
    /// With the port, as the client wrote it.
    var host: String
    var body: [UInt8]

    /// The replies it carries; none in any request but a batch.
    var entries: [Bundle.Entry] {
        path.hasSuffix("/fhir") ? (try? Bundle(json: body))?.entry ?? [] : []
    }
}

/// What a server sends, and what it does then.
enum FaultAnswer {
    enum Ending { case stay, leave, reset, hang }

    case send([UInt8], Ending = .stay)
    /// A byte a second.
    case trickle([UInt8])
    /// The first once, the second for ever.
    case pour([UInt8], [UInt8])
}

/// HTTP as text, for answers that no library would give.
enum HTTPText {
    static let fhir = "application/fhir+json"

    static func answer(
        _ body: [UInt8], status: String = "200 OK", type: String = fhir, headers: [String] = []
    ) -> [UInt8] {
        head(status, ["Content-Type: \(type)", "Content-Length: \(body.count)"] + headers) + body
    }

    static func head(_ status: String, _ headers: [String]) -> [UInt8] {
        Array((["HTTP/1.1 \(status)"] + headers).map { $0 + "\r\n" }.joined().utf8) + Array("\r\n".utf8)
    }
}

/// The body a good collector gives, and the rules of filing behind it.
struct HonestAnswer {
    var response: [UInt8]
    /// The entries of a batch's answer.
    var entries: [Bundle.Response] = []

    init(_ request: FaultRequest, filing truth: inout GroundTruth, headers: [String]) throws {
        if request.path.hasSuffix("/metadata") {
            response = HTTPText.answer(try Self.capabilities.json(), headers: headers)
        } else if request.path.hasSuffix("/heartbeat") {
            let reply = HeartbeatReply(serverTimeMs: Clock.wallMilliseconds())
            response = HTTPText.answer(
                Array(try JSONEncoder().encode(reply)), type: "application/json", headers: headers)
        } else {
            entries = request.entries.map { truth.file($0) }
            response = HTTPText.answer(try Self.batch(entries), headers: headers)
        }
    }

    static func batch(_ entries: [Bundle.Response]) throws -> [UInt8] {
        try Bundle(.batchResponse, entry: entries.map { .init(response: $0) }).json()
    }

    private static let capabilities = CapabilityStatement(
        date: "2026-01-01", software: .init(name: "palaute-lab"), about: "Fails in every way there is",
        resources: [.init("QuestionnaireResponse", interactions: ["update"], updateCreate: true)])
}
