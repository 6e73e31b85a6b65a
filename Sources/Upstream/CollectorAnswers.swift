import Delivery
import FHIR
import FoundationEssentials

// What a terminal reads of a FHIR server's answers. Looser than FHIR's own
// types: a server of others may send anything beside the fields that decide.

/// A `batch-response`, as far as receipts need it.
struct BatchResponse: Decodable {
    var resourceType: String
    var type: String
    var entry: [Entry]?

    struct Entry: Decodable {
        var response: Response
    }

    struct Response: Decodable {
        var status: String
        var location: String?
        var etag: String?
        var outcome: Outcome?
    }

    /// The outcomes of the entries; nil for any body but a batch-response.
    static func entries(of body: [UInt8]) -> [EntryOutcome]? {
        guard let response = try? JSONDecoder().decode(BatchResponse.self, from: Data(body)),
            response.resourceType == Bundle.typeName, response.type == Bundle.Kind.batchResponse.rawValue
        else { return nil }
        return (response.entry ?? []).map { entry in
            let response = entry.response
            return EntryOutcome(
                status: Bundle.Response(status: response.status).code ?? 0, location: response.location,
                etag: response.etag, issue: response.outcome?.knownIssue)
        }
    }
}

/// An `OperationOutcome`, as far as it changes what happens next.
struct Outcome: Decodable {
    var issue: [Issue]?

    struct Issue: Decodable {
        var code: String?
        var diagnostics: String?
    }

    /// Servers say in words that they do not take ids from clients.
    var knownIssue: KnownIssue? {
        for issue in issue ?? [] {
            if issue.code == OperationOutcome.IssueType.conflict.rawValue { return .conflict }
            let words = issue.diagnostics?.lowercased() ?? ""
            if words.contains("client-assigned") || words.contains("client assigned") {
                return .clientAssigned
            }
        }
        return nil
    }

    static func knownIssue(of body: [UInt8]) -> KnownIssue? {
        (try? JSONDecoder().decode(Outcome.self, from: Data(body)))?.knownIssue
    }
}

extension ServerCheck {
    /// What the answer to `GET [base]/metadata` says of the server.
    init(status: Int, body: [UInt8], answer: HTTPAnswer) {
        guard status == 200 else {
            self =
                [404, 405, 410].contains(status)
                ? .unsuitable(reason: "no FHIR server at fhirBase (HTTP \(status)); correct anchors.json")
                : .failed(.answered(answer))
            return
        }
        guard let statement = try? JSONDecoder().decode(CapabilityStatement.self, from: Data(body)) else {
            self = .failed(.answered(answer))
            return
        }
        self = statement.refusal.map { .unsuitable(reason: $0) } ?? .suitable
    }
}
