import FHIR
import Foundation
import Testing
import Testkit

struct CanonicalJSONTests {
    private func canonical(_ json: String) throws -> String {
        String(decoding: try CanonicalJSON.canonical(Array(json.utf8)), as: UTF8.self)
    }

    @Test func dropsWhiteSpaceAndOrdersNames() throws {
        #expect(
            try canonical(" { \"b\" : [ 1 , true,\tnull ] ,\r\n \"a\":{} } ")
                == #"{"a":{},"b":[1,true,null]}"#)
    }

    /// The example of RFC 8785 §3.2.3.
    @Test func ordersNamesByUTF16AsTheRFCDoes() throws {
        let json = #"""
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
            "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",
            "\u00f6":"Latin Small Letter O With Diaeresis"}
            """#
        let order = ["Carriage Return", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"]
        let output = try canonical(json)
        let places = order.compactMap { output.range(of: $0)?.lowerBound }
        #expect(places.count == order.count)
        #expect(places == places.sorted())
    }

    /// RFC 8785 §3.2.2.2.
    @Test func escapesOnlyWhatMustBeEscaped() throws {
        let json = #""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/\b\f\t\r\u007f\u2028\u001f""#
        #expect(
            try canonical(json)
                == #""€$\u000f\nA'B\"\\\\\"/\b\f\t\r"# + "\u{7F}\u{2028}" + #"\u001f""#)
    }

    @Test func spellsEncodedValuesAsTheSameContentRead() throws {
        let control = String(String.UnicodeScalarView((0...0x20).compactMap(Unicode.Scalar.init)))
        let value = ["z": control + "\u{7F}ä/\"\\😀", "a": "1"]
        let encoded = try CanonicalJSON.encode(value)
        #expect(try JSONDecoder().decode([String: String].self, from: Data(encoded)) == value)
        #expect(try CanonicalJSON.canonical(encoded) == encoded)
        #expect(String(decoding: encoded, as: UTF8.self).hasPrefix(#"{"a":"1","z":"\u0000\u0001"#))
    }

    @Test func readsAgainWhatItWrote() throws {
        var random = SplitMix(seed: 11)
        for _ in 0..<300 {
            let value = random.json(depth: 4)
            #expect(try JSONValue(parsing: value.bytes) == value)
            let pretty = JSONEncoder()
            pretty.outputFormatting = .prettyPrinted
            #expect(try CanonicalJSON.canonical([UInt8](pretty.encode(value))) == value.bytes)
        }
    }

    @Test func leavesOutOnlyTheMetaOnTop() throws {
        let json = #"{"meta":{"versionId":"2"},"id":"x","item":[{"meta":1}]}"#
        let bytes = try CanonicalJSON.withoutMeta(Array(json.utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"id":"x","item":[{"meta":1}]}"#)
    }

    @Test func aServersMetaDoesNotChangeTheHashedBytes() throws {
        let plain = Array(#"{"id":"x","status":"completed"}"#.utf8)
        let stored = Array(#"{"status":"completed", "id":"x", "meta":{"lastUpdated":"2026-01-01"}}"#.utf8)
        #expect(try CanonicalJSON.withoutMeta(plain) == CanonicalJSON.withoutMeta(stored))
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "nul", "tru", "\"", "\"\\x\"", "\"\\u12\"",
        "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\u{1}\"", "01", "-", "+1", "1.0", "1.5", "1e2",
        "9007199254740992", "-9007199254740992", "99999999999999999999", "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}", "{} {}", "1 x", "\u{FEFF}1", "[1}",
    ])
    func refusesWhatTwoReadersCouldTakeDifferently(json: String) {
        #expect(throws: JSONProblem.self) { try canonical(json) }
    }

    @Test func refusesBytesThatAreNotUTF8() {
        for bytes: [UInt8] in [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
        ] {
            let problem = #expect(throws: JSONProblem.self) { try CanonicalJSON.canonical(bytes) }
            #expect(problem?.description == "byte 0: a string that is not UTF-8")
        }
    }

    @Test func takesTheDeepestAllowedTextAndRefusesOneLevelMore() throws {
        let deepest = JSONValue.deepest
        let allowed = String(repeating: "[", count: deepest) + String(repeating: "]", count: deepest)
        #expect(try canonical(allowed) == allowed)
        #expect(throws: JSONProblem.self) { try canonical("[\(allowed)]") }
        #expect(throws: JSONProblem.self) { try canonical(String(repeating: "[", count: 1_000_000)) }
    }

    @Test func refusesAResourceThatIsNoObject() {
        #expect(throws: JSONProblem.self) { try CanonicalJSON.withoutMeta(Array("[]".utf8)) }
    }

    @Test func neverTrapsOnDamagedBytes() throws {
        var random = SplitMix(seed: 3)
        let whole = try QuestionnaireResponse(reply: Samples.reply).json()
        for _ in 0..<3_000 {
            var bytes = whole
            for _ in 0..<random.count(1...3) {
                bytes[random.count(0...bytes.count - 1)] = UInt8(random.count(0...255))
            }
            bytes.removeLast(random.pick([0, 0, 0, random.count(0...bytes.count - 1)]))
            if let canonical = try? CanonicalJSON.canonical(bytes) {
                #expect(try CanonicalJSON.canonical(canonical) == canonical)
            }
        }
    }
}

extension SplitMix {
    fileprivate mutating func json(depth: Int) -> JSONValue {
        switch count(0...(depth == 0 ? 3 : 5)) {
        case 0: .null
        case 1: .boolean(Bool.random(using: &self))
        case 2: .integer(Int64(bitPattern: next()) >> 11)
        case 3: .string(text())
        case 4: .array((0..<count(0...4)).map { _ in json(depth: depth - 1) })
        default:
            .object(
                Dictionary(
                    (0..<count(0...4)).map { _ in (text(), json(depth: depth - 1)) }, uniquingKeysWith: { $1 }
                ))
        }
    }
}
