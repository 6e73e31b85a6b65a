import FHIR
import Hummingbird
import Intake

/// A `batch` Bundle, read entry by entry, so that a bad one costs no other.
enum Batch {
    /// - Throws: what is wrong with the body as a whole.
    static func entries(in bytes: [UInt8]) throws(Refusal) -> [Result<Submission, Refusal>] {
        let bundle = try JSONValue(body: bytes)
        guard bundle["resourceType"]?.string == Bundle.typeName,
            bundle["type"]?.string == Bundle.Kind.batch.rawValue
        else { throw .malformed("the body is not a Bundle of type batch") }
        switch bundle["entry"] {
        case nil: return []
        case .array(let entries)?:
            guard entries.count <= Limits.entries else {
                throw Refusal(
                    413, .tooCostly, "\(entries.count) entries; at most \(Limits.entries) are taken")
            }
            return entries.map(submission)
        default: throw .malformed("entry is not an array")
        }
    }

    static func submission(_ resource: JSONValue, at id: String) -> Result<Submission, Refusal> {
        Result { () throws(Refusal) in try Submission(resource, at: id) }
    }

    private static func submission(_ entry: JSONValue) -> Result<Submission, Refusal> {
        let path =
            entry["request"]?["url"]?.string?.split(separator: "/", omittingEmptySubsequences: false) ?? []
        guard entry["request"]?["method"]?.string == "PUT", path.count == 2,
            path[0] == QuestionnaireResponse.typeName
        else {
            return .failure(Refusal(400, .notSupported, "only PUT QuestionnaireResponse/<id> is taken here"))
        }
        guard let resource = entry["resource"] else {
            return .failure(.malformed("the entry has no resource"))
        }
        return submission(resource, at: String(path[1]))
    }
}

extension Verdict {
    var status: HTTPResponse.Status {
        switch self {
        case .stored: .created
        case .same: .ok
        case .conflict: .conflict
        case .refused(let refusal): refusal.httpStatus
        }
    }

    fileprivate var outcome: OperationOutcome? {
        switch self {
        case .stored, .same: nil
        case .conflict: OperationOutcome(.conflict, "another reply is stored under this id; it stays")
        case .refused(let refusal): refusal.outcome
        }
    }
}

extension Bundle.Response {
    /// The answer to one entry.
    init(_ filed: Receiver.Filed) {
        let isThere = [.stored, .same].contains(filed.verdict)
        self.init(
            status: "\(filed.verdict.status)", location: isThere ? filed.reply?.location : nil,
            etag: isThere ? filed.reply?.etag : nil, outcome: filed.verdict.outcome)
    }
}

extension Bundle {
    static func searchset(_ entries: [Entry], total: Int? = nil) -> Bundle {
        Bundle(.searchset, total: total ?? entries.count, entry: entries)
    }
}
