/// A business identifier (R4 `Identifier`).
package struct Identifier: Hashable, Sendable, Codable {
    package var system: String?
    package var value: String?

    package init(system: String? = nil, value: String? = nil) {
        self.system = system
        self.value = value
    }

    /// A UUID as RFC 3986 spells it: `urn:uuid:…`.
    package init(uuid: String) {
        self.init(system: Canonicals.uri, value: Identifier.uuidPrefix + uuid)
    }

    /// The UUID of an identifier made by ``init(uuid:)``; nil for any other.
    package var uuid: String? {
        guard system == Canonicals.uri, let value, value.hasPrefix(Identifier.uuidPrefix) else { return nil }
        return String(value.dropFirst(Identifier.uuidPrefix.count))
    }

    private static let uuidPrefix = "urn:uuid:"
}

/// A pointer to another resource (R4 `Reference`).
package struct Reference: Hashable, Sendable, Codable {
    package var reference: String?
    package var type: String?
    package var identifier: Identifier?

    package init(reference: String? = nil, type: String? = nil, identifier: Identifier? = nil) {
        self.reference = reference
        self.type = type
        self.identifier = identifier
    }
}

/// What a server or a sender notes about a resource (R4 `Meta`); left out of
/// the hash, since servers add to it.
package struct Meta: Hashable, Sendable, Codable {
    package var versionId: String?
    package var lastUpdated: String?
    package var profile: [String]?
    package var tag: [Coding]?

    package init(
        versionId: String? = nil, lastUpdated: String? = nil, profile: [String]? = nil, tag: [Coding]? = nil
    ) {
        self.versionId = versionId
        self.lastUpdated = lastUpdated
        self.profile = profile
        self.tag = tag
    }
}
