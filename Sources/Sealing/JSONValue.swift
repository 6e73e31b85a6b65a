import CJose

/// The one owner of a reference to a jansson value, given back in `deinit`.
final class JSONValue {
    private let pointer: UnsafeMutablePointer<json_t>

    /// Takes over a new reference; nil where the C function gave none.
    init?(owning pointer: UnsafeMutablePointer<json_t>?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    /// Takes a reference of its own to a value that another one holds.
    init?(borrowing pointer: UnsafeMutablePointer<json_t>?) {
        guard let pointer, let own = json_incref(pointer) else { return nil }
        self.pointer = own
    }

    /// Reads a JSON object, each key once (`json_loadb`); nil for anything else.
    convenience init?(object bytes: [UInt8]) {
        let value = bytes.withUnsafeBytes { buffer in
            json_loadb(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count,
                Int(JSON_REJECT_DUPLICATES), nil)
        }
        self.init(owning: value)
        guard lend({ $0.pointee.type }) == JSON_OBJECT else { return nil }
    }

    /// Makes an object of strings, leaving out those that are nil.
    convenience init(strings: KeyValuePairs<String, String?>) {
        guard let object = json_object() else { preconditionFailure("json_object has memory") }
        for case (let key, let value?) in strings {
            json_object_set_new(object, key, json_string(value))
        }
        self.init(adopting: object)
    }

    private init(adopting pointer: UnsafeMutablePointer<json_t>) {
        self.pointer = pointer
    }

    deinit {
        json_decref(pointer)
    }

    /// Lends the value to C for the length of `body`; without it Swift may give
    /// the reference back before the call that uses it has returned.
    func lend<Result>(_ body: (UnsafeMutablePointer<json_t>) -> Result) -> Result {
        withExtendedLifetime(self) { body(pointer) }
    }

    /// The keys of an object, in no order.
    var keys: Set<String> {
        lend { object in
            var keys: Set<String> = []
            var cursor = json_object_iter(object)
            while let place = cursor {
                keys.insert(String(cString: json_object_iter_key(place)))
                cursor = json_object_iter_next(object, place)
            }
            return keys
        }
    }

    /// A JSON string's text; nil for every other type.
    var text: String? {
        lend { json_string_value($0).map { String(cString: $0) } }
    }

    /// A member, whatever its type.
    subscript(_ key: String) -> JSONValue? {
        lend { JSONValue(borrowing: json_object_get($0, key)) }
    }

    func set(_ key: String, _ value: JSONValue) {
        lend { object in _ = value.lend { json_object_set(object, key, $0) } }
    }

    /// The value as compact JSON in UTF-8, keys in byte order (`json_dumps`).
    var bytes: [UInt8] {
        lend { value in
            guard let text = json_dumps(value, Int(JSON_COMPACT | JSON_SORT_KEYS)) else { return [] }
            defer { free(text) }
            return Array(String(cString: text).utf8)
        }
    }
}

/// Base64url without padding (RFC 7515 §2), by José.
enum Base64URL {
    static func encode(_ bytes: [UInt8]) -> JSONValue? {
        JSONValue(owning: jose_b64_enc(bytes, bytes.count))
    }

    /// The bytes of a JSON string; nil when it is no base64url (`jose_b64_dec`).
    static func decode(_ value: JSONValue) -> [UInt8]? {
        value.lend { text in
            let count = jose_b64_dec(text, nil, 0)
            guard count >= 0 else { return nil }  // SIZE_MAX, which is −1 as an Int
            var bytes = [UInt8](repeating: 0, count: count)
            guard jose_b64_dec(text, &bytes, count) == count else { return nil }
            return bytes
        }
    }
}
