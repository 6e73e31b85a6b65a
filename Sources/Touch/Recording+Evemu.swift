import CEvdev

/// A line of a recording that cannot be read.
package struct RecordingUnreadable: Error, Hashable, CustomStringConvertible {
    /// From 1.
    package var line: Int
    package var reason: String

    package init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    package var description: String { "line \(line): \(reason)" }
}

/// Reads a recording line by line, as it comes.
package struct EvemuReader {
    /// A week of a finger that never rests.
    package static let eventLimit = 60_000_000

    private var number = 0
    private var eventCount = 0
    private var properties: [UInt8] = []
    private var keys: [UInt8] = []
    private var identity: [UInt16] = [0, 0, 0, 0]
    private var axes: [Int32: Recording.Axis] = [:]
    private var name: String?

    package init() {}

    /// What the lines read so far say of the device.
    package func device() throws(RecordingUnreadable) -> Recording.Device {
        guard let name else { throw unreadable("no line before it names the device (N:)") }
        return Recording.Device(
            name: name, identity: identity, properties: Self.set(properties), keys: Self.set(keys), axes: axes
        )
    }

    /// Takes one line; an event if it is one.
    package mutating func read(_ line: some StringProtocol) throws(RecordingUnreadable) -> InputEvent? {
        number += 1
        let words = line.split(whereSeparator: \.isWhitespace)
        guard let tag = words.first, !tag.hasPrefix("#") else { return nil }
        let rest = Array(words.dropFirst().prefix { !$0.hasPrefix("#") })
        switch tag {
        case "N:": name = words.dropFirst().joined(separator: " ")
        case "I:": identity = try numbers(rest, count: 4, radix: 16)
        case "P:": properties += try numbers(rest, count: nil, radix: 16)
        case "B:": try readBits(rest)
        case "A:": try readAxis(rest)
        // LEDs and switches, which no touch device of ours has.
        case "L:", "S:": break
        case "E:": return try event(rest)
        default: throw unreadable("`\(tag)` is no line of evemu's text")
        }
        return nil
    }

    private mutating func readBits(_ words: [some StringProtocol]) throws(RecordingUnreadable) {
        guard let first = words.first, let type = Int32(first, radix: 16) else {
            throw unreadable("B: wants a type")
        }
        let bytes: [UInt8] = try numbers(Array(words.dropFirst()), count: nil, radix: 16)
        // The axes follow from their own lines, SYN belongs to every device.
        if type == EV_KEY { keys += bytes }
    }

    private mutating func readAxis(_ words: [some StringProtocol]) throws(RecordingUnreadable) {
        guard let first = words.first, let code = Int32(first, radix: 16), 0...ABS_MAX ~= code else {
            throw unreadable("A: wants an axis")
        }
        let values: [Int32] = try numbers(Array(words.dropFirst()), count: nil, radix: 10)
        guard 4...5 ~= values.count, values[0] <= values[1] else {
            throw unreadable("A: wants least, most, fuzz, flat and perhaps resolution")
        }
        axes[code] = Recording.Axis(
            values[0]...values[1], fuzz: values[2], flat: values[3],
            resolution: values.count == 5 ? values[4] : 0)
    }

    private mutating func event(_ words: [some StringProtocol]) throws(RecordingUnreadable) -> InputEvent {
        eventCount += 1
        guard eventCount <= Self.eventLimit else { throw unreadable("more than \(Self.eventLimit) events") }
        guard words.count == 4, let time = Self.nanoseconds(words[0]),
            let type = UInt16(words[1], radix: 16), let code = UInt16(words[2], radix: 16),
            let value = Int32(words[3])
        else { throw unreadable("E: wants seconds.microseconds, type, code and value") }
        return InputEvent(type: Int32(type), code: Int32(code), value: value, timeNanoseconds: time)
    }

    private static func nanoseconds(_ word: some StringProtocol) -> Int64? {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 6, let seconds = UInt32(parts[0]),
            let microseconds = UInt32(parts[1])
        else { return nil }
        return Int64(seconds) * 1_000_000_000 + Int64(microseconds) * 1_000
    }

    private func numbers<Number: FixedWidthInteger>(
        _ words: [some StringProtocol], count: Int?, radix: Int
    ) throws(RecordingUnreadable) -> [Number] {
        let numbers = words.compactMap { Number($0, radix: radix) }
        guard numbers.count == words.count, count == nil || numbers.count == count, numbers.count <= 128
        else {
            throw unreadable("a number is wrong or missing")
        }
        return numbers
    }

    private func unreadable(_ reason: String) -> RecordingUnreadable {
        RecordingUnreadable(line: number, reason: reason)
    }

    private static func set(_ bytes: [UInt8]) -> Set<Int32> {
        Set(
            bytes.indices.flatMap { index in
                (0..<8).filter { bytes[index] & (1 << $0) != 0 }.map { Int32(index * 8 + $0) }
            })
    }
}

extension Recording {
    /// Reads evemu's text.
    package init(evemu text: String) throws(RecordingUnreadable) {
        var reader = EvemuReader()
        var events: [InputEvent] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let event = try reader.read(line) { events.append(event) }
        }
        self.init(device: try reader.device(), events: events)
    }

    /// The whole as evemu's text, times counted from the first event.
    package var evemu: String {
        let start = events.first?.timeNanoseconds ?? 0
        return device.evemu + events.map { $0.evemu(since: start) + "\n" }.joined()
    }
}

extension Recording.Device {
    package var evemu: String {
        var lines = ["# EVEMU 1.3", "N: \(name)", "I: " + identity.map { hex($0, 4) }.joined(separator: " ")]
        lines += bits("P:", properties)
        lines += bits("B: \(hex(EV_KEY, 2))", keys)
        lines += bits("B: \(hex(EV_ABS, 2))", Set(axes.keys))
        lines += axes.sorted { $0.key < $1.key }.map { code, axis in
            "A: \(hex(code, 2)) \(axis.range.lowerBound) \(axis.range.upperBound) "
                + "\(axis.fuzz) \(axis.flat) \(axis.resolution)"
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func bits(_ tag: String, _ members: Set<Int32>) -> [String] {
        guard let highest = members.max() else { return [] }
        var bytes = [UInt8](repeating: 0, count: (Int(highest) / 64 + 1) * 8)
        for member in members { bytes[Int(member) / 8] |= 1 << (member % 8) }
        return stride(from: 0, to: bytes.count, by: 8).map { start in
            tag + bytes[start..<(start + 8)].map { " " + hex($0, 2) }.joined()
        }
    }
}

extension InputEvent {
    /// One `E:` line, its time counted from `start`.
    package func evemu(since start: Int64 = 0) -> String {
        let microseconds = max(0, timeNanoseconds - start) / 1_000
        let fraction = String(microseconds % 1_000_000)
        let padding = String(repeating: "0", count: 6 - fraction.count)
        return "E: \(microseconds / 1_000_000).\(padding)\(fraction) \(hex(type, 4)) \(hex(code, 4)) \(value)"
    }
}

private func hex(_ number: some BinaryInteger, _ digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}
