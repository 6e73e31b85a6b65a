import FHIR

/// A document to spoil, parsed once.
package struct SoundDocument {
    let bytes: [UInt8]
    let content: JSONValue

    package init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        content = try JSONValue(parsing: bytes)
    }
}

/// Ways to spoil a document, drawn by seed.
extension SplitMix {
    /// One of `documents`, spoiled once to four times in its bytes or in its content.
    ///
    /// Some are larger than a terminal reads, none by very much: what is measured
    /// is the reading.
    package mutating func spoiled(_ documents: [SoundDocument]) -> [UInt8] {
        let document = pick(documents)
        if chance(of: 3) {
            var bytes = document.bytes
            for _ in 0..<count(1...4) { spoil(bytes: &bytes) }
            return bytes
        }
        var content = document.content
        for _ in 0..<count(1...4) { spoil(&content) }
        return content.bytes
    }

    private mutating func spoil(bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let start = count(0...bytes.count - 1)
        let part = start..<min(bytes.count, start + count(1...200))
        switch count(0...4) {
        case 0: bytes[start] ^= 1 << UInt8(count(0...7))
        case 1: bytes[start] = UInt8(count(0...255))
        case 2: bytes.removeSubrange(part)
        case 3: bytes.insert(contentsOf: bytes[part], at: count(0...bytes.count))
        default: bytes.removeSubrange(start...)
        }
    }

    private mutating func spoil(_ value: inout JSONValue) {
        switch value {
        case .object(var members) where !members.isEmpty && !chance(of: 12):
            let name = pick(inner(members.keys.sorted()) { members[$0]! })
            if chance(of: 12) {
                members[name] = nil
            } else if chance(of: 12) {
                let other = pick(members.keys.sorted())
                (members[name], members[other]) = (members[other], members[name])
            } else {
                spoil(&members[name]!)
            }
            value = .object(members)
        case .array(var elements) where !elements.isEmpty && !chance(of: 12):
            let place = count(0...elements.count - 1)
            switch count(0...15) {
            case 0: elements.remove(at: place)
            case 1: elements.swapAt(place, count(0...elements.count - 1))
            case 2: elements.insert(elements[place], at: place)
            default: spoil(&elements[place])
            }
            value = .array(elements)
        default: value = spoilt(value)
        }
    }

    /// What can be gone down into, three times of four.
    private mutating func inner(_ names: [String], value: (String) -> JSONValue) -> [String] {
        let deep = names.filter { name in
            switch value(name) {
            case .object, .array: true
            default: false
            }
        }
        return deep.isEmpty || chance(of: 4) ? names : deep
    }

    private mutating func spoilt(_ value: JSONValue) -> JSONValue {
        switch count(0...3) {
        case 0:
            return pick([
                .null, .boolean(true), .integer(-1), .integer(1 << 40), .string(""), .string("x\ny|"),
                .array([]), .object([:]),
            ])
        case 1:
            let levels = pick([1, 5, 70, 600])
            let asArray = chance(of: 2)
            return (0..<levels).reduce(value) { inner, _ in
                asArray ? .array([inner]) : .object(["item": inner])
            }
        default: return longer(value)
        }
    }

    private mutating func longer(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text):
            let times = min(pick([1, 2, 40, 5_000]), 1 + 2_000_000 / (1 + text.utf8.count))
            return .string(String(repeating: text + "ä", count: times))
        case .integer(let number):
            return .integer(number + Int64(pick([-1, 1, 100])))
        case .array(let elements):
            let times = min(pick([2, 12]), 1 + 300 / (1 + elements.count))
            return .array(Array(repeatElement(elements, count: times).joined()))
        case .object(let members):
            return .object(
                members.merging((0..<200).map { ("value\($0)", JSONValue.null) }) { own, _ in own })
        case .boolean(let isTrue): return .boolean(!isTrue)
        case .null: return .string("null")
        }
    }

    private mutating func chance(of many: Int) -> Bool { count(1...many) == 1 }

    private mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[count(0...elements.count - 1)]
    }
}
