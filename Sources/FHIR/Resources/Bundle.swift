/// Several resources in one body (R4 `Bundle`): a batch, its response, or what
/// a search found.
package struct Bundle: Resource {
    package static let typeName = "Bundle"

    package private(set) var resourceType = ResourceType<Bundle>()
    package var type: Kind
    /// How many resources a search matched, on all its pages.
    package var total: Int?
    package var entry: [Entry]?

    package init(_ type: Kind, total: Int? = nil, entry: [Entry]) {
        self.type = type
        self.total = total
        // R4 has no empty arrays.
        self.entry = entry.isEmpty ? nil : entry
    }

    package struct Kind: OpenCode {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package static let batch: Kind = "batch"
        package static let batchResponse: Kind = "batch-response"
        package static let searchset: Kind = "searchset"
    }

    package struct Entry: Hashable, Sendable, Codable {
        package var fullUrl: String?
        /// Any resource, whole; its bytes are ``JSONValue/bytes``.
        package var resource: JSONValue?
        package var request: Request?
        package var response: Response?

        package init(
            fullUrl: String? = nil, resource: JSONValue? = nil, request: Request? = nil,
            response: Response? = nil
        ) {
            self.fullUrl = fullUrl
            self.resource = resource
            self.request = request
            self.response = response
        }
    }

    /// What a batch asks for with one entry.
    package struct Request: Hashable, Sendable, Codable {
        package var method: String
        /// Relative to the base, such as `QuestionnaireResponse/…`.
        package var url: String

        package init(method: String, url: String) {
            self.method = method
            self.url = url
        }
    }

    /// What became of one entry of a batch.
    package struct Response: Hashable, Sendable, Codable {
        /// The HTTP status, with or without its words.
        package var status: String
        package var location: String?
        package var etag: String?
        package var lastModified: String?
        package var outcome: OperationOutcome?

        package init(
            status: String, location: String? = nil, etag: String? = nil, lastModified: String? = nil,
            outcome: OperationOutcome? = nil
        ) {
            self.status = status
            self.location = location
            self.etag = etag
            self.lastModified = lastModified
            self.outcome = outcome
        }

        /// The three digits that ``status`` begins with; nil for anything else.
        package var code: Int? {
            let digits = status.prefix { $0.isASCII && $0.isNumber }
            return digits.count == 3 ? Int(digits) : nil
        }
    }
}
