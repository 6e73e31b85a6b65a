import FoundationEssentials

/// An R4 (4.0.1) resource in the subset that Palaute speaks.
///
/// Elements outside the subset are passed over when reading: what must be kept
/// whole (a reply at the collector, a pack) is kept as bytes.
package protocol Resource: Codable, Hashable, Sendable {
    static var typeName: String { get }
}

extension Resource {
    /// Reads one resource of this type.
    ///
    /// - Throws: ``JSONProblem`` for bytes that are not JSON of our subset,
    ///   `DecodingError` for JSON that is not this resource.
    package init(json: [UInt8]) throws {
        _ = try JSONValue(parsing: json)
        self = try JSONDecoder().decode(Self.self, from: Data(json))
    }

    /// The resource's canonical bytes.
    package func json() throws -> [UInt8] {
        try CanonicalJSON.encode(self)
    }
}

/// The `resourceType` element of `Subject`: always written, and checked when
/// read, so that one resource is never taken for another.
package struct ResourceType<Subject: Resource>: Hashable, Sendable, Codable {
    init() {}

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard name == Subject.typeName else {
            let problem = "resourceType is \(name), not \(Subject.typeName)"
            throw DecodingError.dataCorruptedError(in: container, debugDescription: problem)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Subject.typeName)
    }
}

/// A code of a closed R4 list, kept as it came: a code this version does not
/// know is a value like any other, never a failure to read.
package protocol OpenCode: RawRepresentable<String>, Hashable, Sendable, Codable,
    ExpressibleByStringLiteral
{
    init(rawValue: String)
}

extension OpenCode {
    package init(stringLiteral code: String) {
        self.init(rawValue: code)
    }
}
