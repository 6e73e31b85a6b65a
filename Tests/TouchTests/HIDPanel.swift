import CEvdev
import Linux
import Touch

/// A USB touchscreen for two fingers, by its HID reports (`/dev/uhid`): the
/// kernel's own hid-multitouch turns them into events. Gone in `deinit`.
///
/// https://docs.kernel.org/hid/uhid.html
final class HIDPanel {
    private static let create: UInt32 = 11
    private static let input: UInt32 = 12
    private static let getReport: UInt32 = 9
    private static let getReportReply: UInt32 = 10
    private static let eventBytes = 4_380
    static let axisMaximum = 4_095

    private let descriptor: Descriptor
    private var fingers: [(isDown: Bool, x: Int, y: Int)] = [(false, 0, 0), (false, 0, 0)]

    /// - Precondition: the name has at most 127 bytes.
    init(_ name: String) throws {
        descriptor = try Descriptor.open("/dev/uhid", O_RDWR)
        var event = [UInt8](repeating: 0, count: Self.eventBytes)
        put(Self.create, at: 0, in: &event)
        event.replaceSubrange(4..<(4 + name.utf8.count), with: name.utf8)
        // name[128], phys[64], uniq[64], rd_size, bus, vendor, product, version, country, rd_data
        let report = Self.report
        event[260] = UInt8(report.count & 0xFF)
        event[261] = UInt8(report.count >> 8)
        event[262] = 3
        put(0x1234, at: 264, in: &event)
        put(0x5678, at: 268, in: &event)
        event.replaceSubrange(280..<(280 + report.count), with: report)
        try descriptor.write(event, subject: "/dev/uhid")
        try answerQuestions()
    }

    /// The driver asks for the number of contacts before it makes the device.
    private func answerQuestions() throws {
        let poller = try Poller()
        try poller.add(descriptor, tag: 0)
        while try !poller.wait(timeout: .milliseconds(500)).isEmpty {
            let question = try descriptor.read(upTo: Self.eventBytes, subject: "/dev/uhid") ?? []
            guard question.count >= 8, question[0] == UInt8(Self.getReport) else { continue }
            var answer = [UInt8](repeating: 0, count: Self.eventBytes)
            put(Self.getReportReply, at: 0, in: &answer)
            answer.replaceSubrange(4..<8, with: question[4..<8])
            answer[10] = 2
            answer.replaceSubrange(12..<14, with: [2, 2])
            try descriptor.write(answer, subject: "/dev/uhid")
        }
    }

    func frame(_ moves: [ScriptedTouch.Move]) throws {
        for move in moves {
            switch move {
            case .touch(let slot, let x, let y, _):
                fingers[slot] = (true, Int(x * Double(Self.axisMaximum)), Int(y * Double(Self.axisMaximum)))
            case .lift(let slot): fingers[slot].isDown = false
            case .unplug: preconditionFailure("a HID panel goes with its value")
            }
        }
        var report: [UInt8] = [1]
        for (index, finger) in fingers.enumerated() {
            report += [finger.isDown ? 1 : 0, UInt8(index + 1)]
            report += [finger.x, finger.y].flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        }
        // Both are told in every report, whether on the glass or not.
        report.append(UInt8(fingers.count))
        var event = [UInt8](repeating: 0, count: Self.eventBytes)
        put(Self.input, at: 0, in: &event)
        event[4] = UInt8(report.count)
        event.replaceSubrange(6..<(6 + report.count), with: report)
        try descriptor.write(event, subject: "/dev/uhid")
    }

    private func put(_ number: UInt32, at place: Int, in bytes: inout [UInt8]) {
        for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: number >> (8 * UInt32(index))) }
    }

    /// Digitizer, touch screen; report 1: two fingers of tip switch, contact
    /// identifier, X and Y, then the contact count; feature 2: its maximum.
    private static let report: [UInt8] =
        [0x05, 0x0D, 0x09, 0x04, 0xA1, 0x01, 0x85, 0x01] + finger + finger + [
            0x09, 0x54, 0x25, 0x7F, 0x75, 0x08, 0x95, 0x01, 0x81, 0x02, 0x85, 0x02, 0x09, 0x55, 0x25, 0x02,
            0xB1, 0x02, 0xC0,
        ]

    private static let finger: [UInt8] = [
        0x09, 0x22, 0xA1, 0x02, 0x09, 0x42, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01, 0x81, 0x02,
        0x95, 0x07, 0x81, 0x03, 0x09, 0x51, 0x26, 0xFF, 0x00, 0x75, 0x08, 0x95, 0x01, 0x81, 0x02, 0x05,
        0x01, 0x26, 0xFF, 0x0F, 0x75, 0x10, 0x95, 0x01, 0x09, 0x30, 0x81, 0x02, 0x09, 0x31, 0x81, 0x02,
        0x05, 0x0D, 0xC0,
    ]
}
