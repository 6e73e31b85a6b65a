import CEvdev
import Testing
import Touch

struct SlotTrackerTests {
    @Test func givesACompleteFrameAtItsReport() {
        var tracker = SlotTracker(.slots)
        #expect(tracker.handle(.absolute(ABS_MT_TRACKING_ID, 7)).isEmpty)
        #expect(tracker.handle(.absolute(ABS_MT_POSITION_X, 500)).isEmpty)
        #expect(tracker.handle(.absolute(ABS_MT_POSITION_Y, 100)).isEmpty)
        #expect(
            tracker.handle(.report(at: 12)) == [
                TouchSample(slot: 0, trackingID: 7, phase: .down, x: 0.5, y: 0.1, timeNanoseconds: 12)
            ])
        #expect(tracker.handle(.report(at: 13)).isEmpty)
    }

    @Test(arguments: Row.all) func decodes(row: Row) {
        var tracker = SlotTracker(row.shape)
        let samples = (row.events + [.report()]).flatMap { tracker.handle($0) }
        #expect(samples.map(Line.init) == row.lines)
    }

    @Test func doesNotReportAFingerThatWasThereBefore() {
        var tracker = SlotTracker(
            .slots, slots: [.init(), .init(contact: .unreported(id: 5), x: 900, y: 900)], current: 1)
        let before: [InputEvent] = [
            .absolute(ABS_MT_POSITION_X, 10), .report(), .absolute(ABS_MT_TRACKING_ID, -1), .report(),
        ]
        #expect(before.flatMap { tracker.handle($0) }.isEmpty)
        // Only x was said again; the kernel does not repeat what is the same.
        let after: [InputEvent] = [.absolute(ABS_MT_TRACKING_ID, 6), .report()]
        #expect(after.flatMap { tracker.handle($0) }.map(Line.init) == [Line(1, 6, .down, 0.01, 0.9)])
    }

    @Test func doesNotReportAButtonThatWasPressedBefore() {
        var tracker = SlotTracker(.pointer, slots: [.init(contact: .unreported(id: 0))], pressed: [BTN_LEFT])
        let events: [InputEvent] = [
            .absolute(ABS_X, 10), .key(BTN_LEFT, 0), .report(), .key(BTN_LEFT, 1), .report(),
        ]
        #expect(events.flatMap { tracker.handle($0) }.map(Line.init) == [Line(0, 1, .down, 0.01, 0)])
    }

    @Test func cancelsWhatEndedWhileEventsWereLost() {
        var tracker = SlotTracker(.slots)
        for event in [InputEvent.absolute(ABS_MT_TRACKING_ID, 1), .report()] { _ = tracker.handle(event) }
        let resync: [InputEvent] = [
            .init(type: EV_SYN, code: SYN_DROPPED, value: 0), .absolute(ABS_MT_TRACKING_ID, -1), .report(),
        ]
        let samples = resync.flatMap { tracker.handle($0, isResync: true) }
        #expect(samples.map(Line.init) == [Line(0, 1, .cancelled, 0, 0)])
    }

    @Test func cancelsAllFingersOfADeviceThatIsGone() {
        var tracker = SlotTracker(.slots)
        let events: [InputEvent] = [
            .absolute(ABS_MT_TRACKING_ID, 1), .absolute(ABS_MT_SLOT, 2), .absolute(ABS_MT_TRACKING_ID, 2),
            .report(),
        ]
        for event in events { _ = tracker.handle(event) }
        #expect(tracker.cancelAll(at: 9).map(\.phase) == [.cancelled, .cancelled])
        #expect(tracker.cancelAll(at: 9).isEmpty)
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func endsEveryContactOnceInAnyFrames(seed: UInt64) {
        var random = Storm(seed: seed)
        var tracker = SlotTracker(seed % 2 == 0 ? .slots : .pointer)
        var ledger = ContactLedger()
        for frame in 0..<10_000 {
            let isResync = frame % 97 == 0
            for event in random.frame() { ledger.add(tracker.handle(event, isResync: isResync)) }
        }
        ledger.add(tracker.cancelAll(at: 0))
        #expect(ledger.down.isEmpty)
        #expect(ledger.fault == nil)
        #expect(ledger.ended > 200)
    }

    @Test func givesAFrameWithoutEndInParts() {
        var tracker = SlotTracker(.slots)
        var samples = 0
        for id in 0..<1000 { samples += tracker.handle(.absolute(ABS_MT_TRACKING_ID, Int32(id))).count }
        #expect(samples > 1999 - SlotTracker.frameLimit)
    }
}

/// What a frame of events becomes.
struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var shape = SlotTracker.Shape.slots
    var events: [InputEvent]
    var lines: [Line]

    static let all = [
        Row(
            testDescription: "two fingers of one frame",
            events: [
                .absolute(ABS_MT_TRACKING_ID, 1), .absolute(ABS_MT_POSITION_X, 100),
                .absolute(ABS_MT_SLOT, 1), .absolute(ABS_MT_TRACKING_ID, 2),
                .absolute(ABS_MT_POSITION_X, 200), .absolute(ABS_MT_SLOT, 0),
                .absolute(ABS_MT_POSITION_Y, 300),
            ], lines: [Line(0, 1, .down, 0.1, 0.3), Line(1, 2, .down, 0.2, 0)]),
        Row(
            testDescription: "down and up within one frame",
            events: [
                .absolute(ABS_MT_TRACKING_ID, 1), .absolute(ABS_MT_POSITION_X, 100),
                .absolute(ABS_MT_TRACKING_ID, -1),
            ], lines: [Line(0, 1, .down, 0.1, 0), Line(0, 1, .up, 0.1, 0)]),
        Row(
            testDescription: "a slot that another finger takes without an up between",
            events: [
                .absolute(ABS_MT_TRACKING_ID, 1), .report(), .absolute(ABS_MT_TRACKING_ID, 2),
                .absolute(ABS_MT_POSITION_X, 900),
            ],
            lines: [Line(0, 1, .down, 0, 0), Line(0, 1, .up, 0, 0), Line(0, 2, .down, 0.9, 0)]),
        Row(
            testDescription: "the same id again is the same finger",
            events: [.absolute(ABS_MT_TRACKING_ID, 1), .report(), .absolute(ABS_MT_TRACKING_ID, 1)],
            lines: [Line(0, 1, .down, 0, 0)]),
        Row(
            testDescription: "one move for both axes",
            events: [
                .absolute(ABS_MT_TRACKING_ID, 1), .report(), .absolute(ABS_MT_POSITION_X, 10),
                .absolute(ABS_MT_POSITION_Y, 20), .absolute(ABS_MT_POSITION_X, 30),
            ], lines: [Line(0, 1, .down, 0, 0), Line(0, 1, .moved, 0.03, 0.02)]),
        Row(
            testDescription: "an up without a down is nothing",
            events: [.absolute(ABS_MT_TRACKING_ID, -1)], lines: []),
        Row(
            testDescription: "slots that the device does not have",
            events: [
                .absolute(ABS_MT_SLOT, 10), .absolute(ABS_MT_TRACKING_ID, 1), .absolute(ABS_MT_SLOT, -1),
                .absolute(ABS_MT_TRACKING_ID, 2), .absolute(ABS_MT_SLOT, .max),
                .absolute(ABS_MT_POSITION_X, 3), .absolute(ABS_MT_SLOT, 9),
                .absolute(ABS_MT_TRACKING_ID, 4),
            ], lines: [Line(9, 4, .down, 0, 0)]),
        Row(
            testDescription: "values outside of the axes",
            events: [
                .absolute(ABS_MT_TRACKING_ID, 1), .absolute(ABS_MT_POSITION_X, .max),
                .absolute(ABS_MT_POSITION_Y, .min),
            ], lines: [Line(0, 1, .down, 1, 0)]),
        Row(
            testDescription: "codes of no concern",
            events: [
                .absolute(ABS_X, 900), .absolute(ABS_MT_PRESSURE, 9), .init(type: 99, code: 99, value: 1),
                .key(BTN_TOUCH, 1),
            ], lines: []),
        Row(
            testDescription: "a pointer that presses, drags and releases", shape: .pointer,
            events: [
                .absolute(ABS_X, 500), .report(), .key(BTN_LEFT, 1), .report(), .absolute(ABS_Y, 500),
                .report(), .key(BTN_LEFT, 2), .report(), .key(BTN_LEFT, 0), .key(BTN_LEFT, 0),
            ],
            lines: [
                Line(0, 1, .down, 0.5, 0), Line(0, 1, .moved, 0.5, 0.5), Line(0, 1, .up, 0.5, 0.5),
            ]),
        Row(
            testDescription: "a pointer with two buttons is down while either is", shape: .pointer,
            events: [
                .key(BTN_LEFT, 1), .key(BTN_TOUCH, 1), .report(), .key(BTN_LEFT, 0), .report(),
                .key(BTN_TOUCH, 0),
            ], lines: [Line(0, 1, .down, 0, 0), Line(0, 1, .up, 0, 0)]),
        Row(
            testDescription: "another button of a pointer", shape: .pointer, events: [.key(BTN_RIGHT, 1)],
            lines: []),
    ]
}

/// A sample without its time.
struct Line: Hashable, Sendable {
    var slot: Int
    var id: Int
    var phase: TouchSample.Phase
    var x: Double
    var y: Double

    init(_ slot: Int, _ id: Int, _ phase: TouchSample.Phase, _ x: Double, _ y: Double) {
        self.slot = slot
        self.id = id
        self.phase = phase
        self.x = x
        self.y = y
    }

    init(_ sample: TouchSample) {
        self.init(sample.slot, sample.trackingID, sample.phase, sample.x, sample.y)
    }
}

extension InputEvent {
    static func absolute(_ code: Int32, _ value: Int32) -> InputEvent {
        InputEvent(type: EV_ABS, code: code, value: value)
    }

    static func key(_ code: Int32, _ value: Int32) -> InputEvent {
        InputEvent(type: EV_KEY, code: code, value: value)
    }

    static func report(at timeNanoseconds: Int64 = 0) -> InputEvent {
        InputEvent(type: EV_SYN, code: SYN_REPORT, value: 0, timeNanoseconds: timeNanoseconds)
    }
}

extension SlotTracker.Shape {
    static let slots = SlotTracker.Shape(kind: .slots(count: 10), x: 0...1000, y: 0...1000)
    static let pointer = SlotTracker.Shape(kind: .pointer, x: 0...1000, y: 0...1000)
}
