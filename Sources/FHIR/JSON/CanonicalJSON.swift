import FoundationEssentials

/// The one spelling of JSON that is hashed (RFC 8785 for our subset).
///
/// UTF-8, names in order, no white space, integers only, `/` unescaped. Names
/// are ordered by UTF-16 code units as RFC 8785 §3.2.3 says, which for the ASCII
/// names of FHIR is byte order.
package enum CanonicalJSON {
    /// The canonical bytes of `value`.
    ///
    /// - Throws: `EncodingError`, or ``JSONProblem`` for a number that is not an
    ///   integer within ±(2⁵³−1).
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        // Foundation's encoder gives the content, our writer the spelling: its
        // escapes and order need not be trusted across versions.
        try canonical([UInt8](JSONEncoder().encode(value)))
    }

    /// The canonical bytes of any JSON text.
    package static func canonical(_ json: [UInt8]) throws(JSONProblem) -> [UInt8] {
        try JSONValue(parsing: json).bytes
    }

    /// The canonical bytes of a resource with its top-level `meta` left out:
    /// what both sides hash, since a server adds to `meta`.
    ///
    /// - Throws: ``JSONProblem`` also when the text is not an object.
    package static func withoutMeta(_ json: [UInt8]) throws(JSONProblem) -> [UInt8] {
        guard case .object(var members) = try JSONValue(parsing: json) else {
            throw JSONProblem(offset: 0, reason: "a resource is an object")
        }
        members["meta"] = nil
        return JSONValue.object(members).bytes
    }
}

extension JSONValue {
    /// The canonical bytes.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        write(to: &output)
        return output
    }

    private func write(to output: inout [UInt8]) {
        switch self {
        case .null: output += Array("null".utf8)
        case .boolean(let value): output += Array((value ? "true" : "false").utf8)
        case .integer(let value): output += Array(String(value).utf8)
        case .string(let text): JSONValue.write(text, to: &output)
        case .array(let elements):
            JSONValue.write(elements, between: ("[", "]"), to: &output) { element, output in
                element.write(to: &output)
            }
        case .object(let members):
            let ordered = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            JSONValue.write(ordered, between: ("{", "}"), to: &output) { member, output in
                JSONValue.write(member.key, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(to: &output)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], between brackets: (Unicode.Scalar, Unicode.Scalar), to output: inout [UInt8],
        element write: (Element, inout [UInt8]) -> Void
    ) {
        output.append(UInt8(ascii: brackets.0))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            write(element, &output)
        }
        output.append(UInt8(ascii: brackets.1))
    }

    /// RFC 8785 §3.2.2.2: the short escapes where JSON has them, `\u00xx` in
    /// lower case for the other control characters, nothing else.
    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output += Array(#"\""#.utf8)
            case UInt8(ascii: "\\"): output += Array(#"\\"#.utf8)
            case 0x08: output += Array(#"\b"#.utf8)
            case 0x09: output += Array(#"\t"#.utf8)
            case 0x0A: output += Array(#"\n"#.utf8)
            case 0x0C: output += Array(#"\f"#.utf8)
            case 0x0D: output += Array(#"\r"#.utf8)
            case ..<0x20:
                output +=
                    Array((byte < 0x10 ? #"\u000"# : #"\u00"#).utf8) + Array(String(byte, radix: 16).utf8)
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
