import CEvdev
import Testing
import Testkit
import Touch

struct RecordingTests {
    /// In the form that `evemu-record` 2.7 writes, with its comments.
    private static let text = """
        # EVEMU 1.3
        # Input device name: "ELAN Touchscreen"
        N: ELAN Touchscreen
        I: 0003 04f3 2012 0110
        P: 02 00 00 00 00 00 00 00
        B: 00 0b 00 00 00 00 00 00 00
        B: 01 00 00 00 00 00 00 00 00
        B: 01 00 00 00 00 00 00 00 00
        B: 01 00 00 00 00 00 00 00 00
        B: 01 00 00 00 00 00 00 00 00
        B: 01 00 00 00 00 00 00 00 00
        B: 01 00 04 00 00 00 00 00 00
        A: 00 0 3968 0 0 15
        A: 2f 0 9 0 0 0
        A: 35 0 3968 0 0 15
        A: 36 0 2240 0 0 15
        A: 39 0 65535 0 0 0
        ################################
        #      Waiting for events      #
        ################################
        E: 0.000001 0003 0039 0081\t# EV_ABS / ABS_MT_TRACKING_ID   81
        E: 0.000001 0003 0035 1488\t# EV_ABS / ABS_MT_POSITION_X    1488
        E: 0.000001 0000 0000 0000\t# ------------ SYN_REPORT (0) ---------- +0ms
        E: 1.012345 0003 0039 -001
        E: 1.012345 0000 0000 0000
        """

    @Test func readsWhatOthersRecorded() throws {
        let recording = try Recording(evemu: Self.text)
        #expect(recording.device.name == "ELAN Touchscreen")
        #expect(recording.device.identity == [3, 0x4F3, 0x2012, 0x110])
        #expect(recording.device.properties == [INPUT_PROP_DIRECT])
        #expect(recording.device.keys == [BTN_TOUCH])
        #expect(recording.device.axes[ABS_MT_POSITION_Y] == Recording.Axis(0...2240, resolution: 15))
        #expect(recording.events.map(\.value) == [81, 1488, 0, -1, 0])
        #expect(recording.events.last?.timeNanoseconds == 1_012_345_000)
    }

    @Test func readsAgainWhatItWrote() throws {
        let recording = try Recording(evemu: Self.text)
        let again = try Recording(evemu: recording.evemu)
        #expect(again.device == recording.device)
        #expect(again.events.map(\.value) == recording.events.map(\.value))
        #expect(again.evemu == recording.evemu)
    }

    @Test(arguments: [
        ("E: 0.000001 0003 0039 0001", "no line before it names the device (N:)"),
        ("N: x\nE: soon 0003 0039 0001", "E: wants seconds.microseconds, type, code and value"),
        ("N: x\nE: 0.000001 0003 0039", "E: wants seconds.microseconds, type, code and value"),
        ("N: x\nE: 0.000001 0003 0039 99999999999", "E: wants seconds.microseconds, type, code and value"),
        ("N: x\nA: 35 10 0 0 0 0", "A: wants least, most, fuzz, flat and perhaps resolution"),
        ("N: x\nA: ffff 0 10 0 0 0", "A: wants an axis"), ("N: x\nI: 0003", "a number is wrong or missing"),
        ("N: x\nP: zz", "a number is wrong or missing"), ("hello", "`hello` is no line of evemu's text"),
    ]) func saysWhichLineCannotBeRead(text: String, reason: String) {
        let lines = text.split(separator: "\n").count
        #expect(throws: RecordingUnreadable(line: lines, reason: reason)) { try Recording(evemu: text) }
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func survivesAnyText(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var bytes = Array(Self.text.utf8)
        for _ in 0..<20 {
            bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...127, using: &random)
        }
        guard let recording = try? Recording(evemu: String(decoding: bytes, as: UTF8.self)) else { return }
        #expect((try? Recording(evemu: recording.evemu)) != nil)
    }

    @Test func drivesTheTrackerAsTheDeviceDid() throws {
        let recording = try Recording(evemu: Self.text)
        var tracker = SlotTracker(.init(kind: .slots(count: 10), x: 0...3968, y: 0...2240))
        let samples = recording.events.flatMap { tracker.handle($0) }
        #expect(samples.map(\.phase) == [.down, .up])
        #expect(samples.first?.x == 1488.0 / 3968)
    }
}
