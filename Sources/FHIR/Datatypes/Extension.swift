/// One extension: a url with either a value or extensions of its own.
package struct Extension: Hashable, Sendable {
    package var url: String
    package var value: Value?
    package var `extension`: [Extension]?

    package init(_ url: String, _ value: Value) {
        self.url = url
        self.value = value
    }

    package init(_ url: String, _ parts: [Extension]) {
        self.url = url
        self.extension = parts
    }
}

extension Extension: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ElementName.self)
        url = try container.decode(String.self, forKey: ElementName("url"))
        value = try Value(from: container)
        `extension` = try container.decodeIfPresent([Extension].self, forKey: ElementName("extension"))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ElementName.self)
        try container.encode(url, forKey: ElementName("url"))
        try value?.encode(to: &container)
        try container.encodeIfPresent(`extension`, forKey: ElementName("extension"))
    }
}

extension [Extension] {
    /// The first extension of this url.
    package subscript(_ url: String) -> Extension? {
        first { $0.url == url }
    }

    /// The text of the first extension of this url: a string, code or instant.
    package func text(_ url: String) -> String? {
        self[url]?.value?.text
    }

    /// The texts of every extension of this url, in order.
    package func texts(_ url: String) -> [String] {
        filter { $0.url == url }.compactMap { $0.value?.text }
    }

    package func integer(_ url: String) -> Int? {
        guard case .integer(let value)? = self[url]?.value else { return nil }
        return Int(value)
    }

    package func boolean(_ url: String) -> Bool? {
        guard case .boolean(let value)? = self[url]?.value else { return nil }
        return value
    }
}

extension Value {
    fileprivate var text: String? {
        switch self {
        case .string(let text), .code(let text), .instant(let text): text
        default: nil
        }
    }
}

/// What stands beside a primitive value under `_name`: its extensions.
package struct Element: Hashable, Sendable, Codable {
    package var `extension`: [Extension]?

    package init(_ extensions: [Extension]) {
        `extension` = extensions
    }

    /// A primitive without a value, and the code that says why.
    package init(absentBecause reason: String) {
        self.init([Extension(Canonicals.dataAbsentReason, .code(reason))])
    }
}
