import FHIR
import Intake

/// `GET QuestionnaireResponse?_tag=&questionnaire=&_count=&_offset=`.
///
/// Reads every reply: a view for development, on the collector's own machine.
struct ReplySearch: Sendable {
    private var tags: [String] = []
    private var questionnaire: String?
    private var count = 100
    private var offset = 0

    /// - Throws: 400 for a parameter that is not known, since ignoring one would
    ///   find too much.
    init(_ parameters: [(name: String, value: String)]) throws(Refusal) {
        for (name, value) in parameters {
            switch name {
            case "_tag": tags.append(value)
            case "questionnaire": questionnaire = value
            case "_count": count = try Self.number(value, upTo: Limits.pageOfReplies, name)
            case "_offset": offset = try Self.number(value, upTo: Int(Int32.max), name)
            default: throw Refusal(400, .notSupported, "the search parameter \(name) is not known")
            }
        }
    }

    func run(in store: any ReplyStore) async throws -> Bundle {
        var entries: [Bundle.Entry] = []
        var matched = 0
        var seen = 0
        while true {
            let page = try await store.replies(after: seen, limit: Limits.pageOfReplies)
            if page.isEmpty { return .searchset(entries, total: matched) }
            seen += page.count
            for reply in page {
                let resource = try JSONValue(parsing: reply.bytes)
                guard matches(resource) else { continue }
                if matched >= offset, entries.count < count {
                    entries.append(Bundle.Entry(resource: resource))
                }
                matched += 1
            }
        }
    }

    private func matches(_ resource: JSONValue) -> Bool {
        if let questionnaire, resource["questionnaire"]?.string != questionnaire { return false }
        guard case .array(let found)? = resource["meta"]?["tag"] ?? .array([]) else { return tags.isEmpty }
        return tags.allSatisfy { tag in
            found.contains { coding in
                let code = coding["code"]?.string ?? ""
                return tag == code || tag == "\(coding["system"]?.string ?? "")|\(code)"
            }
        }
    }

    private static func number(_ text: String, upTo limit: Int, _ name: String) throws(Refusal) -> Int {
        guard let number = Int(text), (0...limit).contains(number) else {
            throw Refusal(400, .invalid, "\(name) is not a number from 0 to \(limit)")
        }
        return number
    }
}
