/// The `value[x]` of an extension or an answer, in the kinds that Palaute uses.
///
/// A kind from elsewhere is kept by its name, so that reading never fails on
/// it; its content is not kept, so it cannot be written again.
package enum Value: Hashable, Sendable {
    case boolean(Bool)
    /// 32 bits in R4.
    case integer(Int32)
    /// A decimal that is whole: canonical JSON has no other numbers.
    case decimal(Int32)
    case string(String)
    case code(String)
    case instant(String)
    case coding(Coding)
    case codeableConcept(CodeableConcept)
    /// The element's name, such as `valueQuantity`.
    case unsupported(String)

    /// The element's name in JSON.
    package var name: String {
        switch self {
        case .boolean: "valueBoolean"
        case .integer: "valueInteger"
        case .decimal: "valueDecimal"
        case .string: "valueString"
        case .code: "valueCode"
        case .instant: "valueInstant"
        case .coding: "valueCoding"
        case .codeableConcept: "valueCodeableConcept"
        case .unsupported(let name): name
        }
    }
}

extension Value {
    /// Reads the one `value…` element of `container`; nil where there is none.
    init?(from container: KeyedDecodingContainer<ElementName>) throws {
        let names = container.allKeys.filter { $0.stringValue.hasPrefix("value") }
        // The same is named whenever the same bytes are read.
        guard let name = names.min(by: { $0.stringValue < $1.stringValue }) else { return nil }
        guard names.count == 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: name, in: container, debugDescription: "more than one value[x]")
        }
        switch name.stringValue {
        case "valueBoolean": self = .boolean(try container.decode(Bool.self, forKey: name))
        case "valueInteger": self = .integer(try container.decode(Int32.self, forKey: name))
        case "valueDecimal":
            self =
                (try? container.decode(Int32.self, forKey: name)).map { .decimal($0) }
                ?? .unsupported(name.stringValue)
        case "valueString": self = .string(try container.decode(String.self, forKey: name))
        case "valueCode": self = .code(try container.decode(String.self, forKey: name))
        case "valueInstant": self = .instant(try container.decode(String.self, forKey: name))
        case "valueCoding": self = .coding(try container.decode(Coding.self, forKey: name))
        case "valueCodeableConcept":
            self = .codeableConcept(try container.decode(CodeableConcept.self, forKey: name))
        default: self = .unsupported(name.stringValue)
        }
    }

    func encode(to container: inout KeyedEncodingContainer<ElementName>) throws {
        let key = ElementName(name)
        switch self {
        case .boolean(let value): try container.encode(value, forKey: key)
        case .integer(let value), .decimal(let value): try container.encode(value, forKey: key)
        case .string(let value), .code(let value), .instant(let value):
            try container.encode(value, forKey: key)
        case .coding(let value): try container.encode(value, forKey: key)
        case .codeableConcept(let value): try container.encode(value, forKey: key)
        case .unsupported:
            throw EncodingError.invalidValue(
                self, .init(codingPath: container.codingPath, debugDescription: "\(name) was not kept"))
        }
    }
}

/// The name of a JSON element that is only known when read, such as `value[x]`.
struct ElementName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) {
        stringValue = name
    }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        nil
    }
}
