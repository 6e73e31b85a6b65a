import FHIR
import Wire

/// One reply as it arrived, read and found fit to be stored.
///
/// Only the reply itself is looked at, not the survey it answers: a pack that is
/// missing or wrong at the collector must not cost an answer.
package struct Submission: Hashable, Sendable {
    /// The largest reply taken; ours are below 2 KiB.
    package static let maximumBytes = 64 * 1024
    package static let maximumItems = 200
    private static let maximumNameLength = 256

    package let facts: ReplyFacts
    /// The canonical bytes, `meta` included: what is stored and handed out.
    package let bytes: [UInt8]
    /// The canonical bytes that the hash is of.
    package let hashedBytes: [UInt8]

    /// Reads what was put at `QuestionnaireResponse/<id>`.
    ///
    /// - Throws: 400 for what is no such resource, 422 for one that breaks a rule.
    package init(_ resource: JSONValue, at id: String) throws(Refusal) {
        guard case .object(var members) = resource else { throw .malformed("the resource is not an object") }
        bytes = resource.bytes
        members["meta"] = nil
        hashedBytes = JSONValue.object(members).bytes
        guard bytes.count <= Self.maximumBytes else {
            throw Refusal(422, .tooLong, "the reply has \(bytes.count) bytes; \(Self.maximumBytes) are taken")
        }
        let response = try Self.response(bytes)
        do throws(ResponseProblem) { facts = try ReplyFacts(response) } catch { throw .invalid("\(error)") }
        guard ReplyID(id) == facts.id else { throw .invalid("the resource's id is not the id in the url") }
        try check(response, members: members)
    }

    /// Refuses a reply that names another device than the one that sent it.
    package func refusal(from device: String) -> Refusal? {
        facts.deviceID == device
            ? nil : Refusal(403, .forbidden, "author is not the device that the token belongs to")
    }

    private func check(_ response: QuestionnaireResponse, members: [String: JSONValue]) throws(Refusal) {
        // A modifierExtension may turn the meaning around; the others would tell who the person is.
        for name in ["modifierExtension", "subject", "source", "encounter"] where members[name] != nil {
            throw .invalid("\(name) is not taken: a reply is anonymous and says what it says")
        }
        guard [.completed, .stopped].contains(response.status) else {
            throw .invalid("status is neither completed nor stopped")
        }
        let canonical = facts.survey.split(separator: "|", omittingEmptySubsequences: false)
        guard canonical.count == 2, canonical.allSatisfy({ !$0.isEmpty }) else {
            throw .invalid("questionnaire is not url|version")
        }
        for name in [facts.survey, facts.journalID, facts.unit, facts.language.rawValue]
        where name.utf8.count > Self.maximumNameLength {
            throw .invalid("a name is longer than \(Self.maximumNameLength) bytes")
        }
        guard (response.item ?? []).count <= Self.maximumItems else {
            throw .invalid("more than \(Self.maximumItems) items")
        }
    }

    private static func response(_ bytes: [UInt8]) throws(Refusal) -> QuestionnaireResponse {
        do {
            return try QuestionnaireResponse(json: bytes)
        } catch let error as DecodingError {
            throw .malformed("not a QuestionnaireResponse: \(error.place) is missing or of another type")
        } catch {
            throw .malformed("not a QuestionnaireResponse: \(error)")
        }
    }
}

extension Refusal {
    /// 400: the sender speaks another language.
    package static func malformed(_ reason: String) -> Refusal { Refusal(400, .structure, reason) }

    /// 422: read, and against a rule.
    package static func invalid(_ reason: String) -> Refusal { Refusal(422, .invalid, reason) }
}

extension DecodingError {
    /// Where it failed, by names and places alone: the library's own words may
    /// repeat what was sent.
    fileprivate var place: String {
        let path: [any CodingKey] =
            switch self {
            case .keyNotFound(let key, let context): context.codingPath + [key]
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                context.codingPath
            @unknown default: []
            }
        return path.isEmpty
            ? "the resource"
            : path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
