// Foundation's decoder takes 1.0 for the integer 1, keeps one of two equal
// names and stops only at 512 levels: two parties could hash different content
// out of the same bytes. So what is hashed is read here.

extension JSONValue {
    /// How deep arrays and objects may stand in each other; a batch with a reply
    /// needs about 12.
    package static let deepest = 64

    /// Reads one JSON text (RFC 8259), strictly.
    ///
    /// - Throws: for anything that is not UTF-8 JSON, a number that is not an
    ///   integer within ±(2⁵³−1), a name that stands twice in an object, more
    ///   than ``deepest`` levels, and anything but white space after the text.
    package init(parsing bytes: [UInt8]) throws(JSONProblem) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.text()
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func text() throws(JSONProblem) -> JSONValue {
        let value = try value(depth: 0)
        skipSpace()
        guard offset == bytes.count else { throw problem("more after the end of the text") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .integer(try integer())
        }
    }

    private mutating func object(depth: Int) throws(JSONProblem) -> JSONValue {
        var members: [String: JSONValue] = [:]
        try list(until: UInt8(ascii: "}"), depth: depth) { parser throws(JSONProblem) in
            let start = parser.offset
            guard parser.next == UInt8(ascii: "\"") else { throw parser.problem("a name is missing") }
            let name = try parser.string()
            parser.skipSpace()
            try parser.expect(UInt8(ascii: ":"))
            let value = try parser.value(depth: depth)
            guard members.updateValue(value, forKey: name) == nil else {
                throw JSONProblem(offset: start, reason: "a name stands twice in one object")
            }
        }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONProblem) -> JSONValue {
        var elements: [JSONValue] = []
        try list(until: UInt8(ascii: "]"), depth: depth) { parser throws(JSONProblem) in
            elements.append(try parser.value(depth: depth))
        }
        return .array(elements)
    }

    /// Reads the opening byte, elements parted by commas, and the `closing` byte.
    private mutating func list(
        until closing: UInt8, depth: Int, element: (inout JSONParser) throws(JSONProblem) -> Void
    ) throws(JSONProblem) {
        guard depth <= JSONValue.deepest else { throw problem("more than \(JSONValue.deepest) levels deep") }
        offset += 1
        skipSpace()
        if next == closing {
            offset += 1
            return
        }
        while true {
            skipSpace()
            try element(&self)
            skipSpace()
            if next == UInt8(ascii: ",") {
                offset += 1
            } else {
                return try expect(closing)
            }
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
        for byte in word.utf8 { try expect(byte) }
        return value
    }

    private mutating func integer() throws(JSONProblem) -> Int64 {
        let start = offset
        if next == UInt8(ascii: "-") { offset += 1 }
        let firstDigit = offset
        while let byte = next, isDigit(byte) { offset += 1 }
        let digits = offset - firstDigit
        guard digits > 0 else { throw problem("a value is missing") }
        guard digits == 1 || bytes[firstDigit] != UInt8(ascii: "0") else {
            throw JSONProblem(offset: start, reason: "a number with a leading zero")
        }
        if let byte = next, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(byte) {
            throw JSONProblem(offset: start, reason: "a number that is not an integer")
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard let value = Int64(text), value.magnitude < 1 << 53 else {
            throw JSONProblem(offset: start, reason: "an integer outside ±(2^53−1)")
        }
        return value
    }

    private mutating func string() throws(JSONProblem) -> String {
        let start = offset
        offset += 1
        var content: [UInt8] = []
        while let byte = next {
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw JSONProblem(offset: start, reason: "a string that is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): content += Array(String(try escaped()).utf8)
            case ..<0x20: throw JSONProblem(offset: offset - 1, reason: "a bare control character")
            default: content.append(byte)
            }
        }
        throw JSONProblem(offset: start, reason: "a string without an end")
    }

    private mutating func escaped() throws(JSONProblem) -> Unicode.Scalar {
        let letter = next
        offset += 1
        switch letter {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try escapedUnit()
        default: throw JSONProblem(offset: offset - 1, reason: "an unknown escape")
        }
    }

    /// Reads the digits of `\uXXXX`, and the second half of a surrogate pair.
    private mutating func escapedUnit() throws(JSONProblem) -> Unicode.Scalar {
        let start = offset - 2
        let high = try hexadecimal()
        if let scalar = Unicode.Scalar(high) { return scalar }
        if high < 0xDC00, bytes[offset...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
            offset += 2
            let low = try hexadecimal()
            if (0xDC00...0xDFFF).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            {
                return scalar
            }
        }
        throw JSONProblem(offset: start, reason: "half of a surrogate pair")
    }

    private mutating func hexadecimal() throws(JSONProblem) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw problem("four hexadecimal digits are missing")
            }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        return value
    }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws(JSONProblem) {
        guard next == byte else { throw problem("\(Character(Unicode.Scalar(byte))) is missing") }
        offset += 1
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private func problem(_ reason: String) -> JSONProblem {
        JSONProblem(offset: offset, reason: reason)
    }
}
