import FoundationEssentials

/// A file that cannot be used: what, where, and what to do about it.
///
/// Prints as one line and never quotes the file's texts.
package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file or folder, as the technician finds it.
    package var path: String
    package var reason: String
    /// What to do next.
    package var remedy: String

    package init(path: String, reason: String, remedy: String) {
        self.path = path
        self.reason = reason.asOneLine
        self.remedy = remedy
    }

    package var description: String { "\(path): \(reason); \(remedy)" }
}

extension String {
    /// A name out of the file may hold anything: it must not fill a log or forge
    /// a line of it.
    fileprivate var asOneLine: String {
        var line = String()
        for scalar in unicodeScalars.prefix(500) {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: line.append(" ")
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}

extension DecodingError {
    /// Where in the document and what is wrong there, in half a line.
    var place: String {
        switch self {
        case .keyNotFound(let key, let context):
            "\(Self.path(context.codingPath + [key])) is missing"
        case .typeMismatch(let type, let context):
            "\(Self.path(context.codingPath)) is not \(Self.words(for: type))"
        case .valueNotFound(_, let context):
            "\(Self.path(context.codingPath)) is null"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "it is not JSON" : "\(Self.path(context.codingPath)): \(context.debugDescription)"
        @unknown default: "it cannot be read"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }.joined(separator: ".")
    }

    private static func words(for type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is Int.Type, is Double.Type: "a number"
        default: "of the right shape"
        }
    }
}
