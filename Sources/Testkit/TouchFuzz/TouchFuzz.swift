import CEvdev
import KioskCore
import Scenes
import Surveys
import Touch

/// A touchscreen that says anything, read by the real decoder, and the keys that its
/// fingers choose by it (`quality.md` K6).
///
/// What it says follows from bytes, so that a seeded generator and libFuzzer drive the
/// same machine. Whatever they are: a key is chosen by a finger alone that came down on
/// it and lifted from it, none stays pressed for longer than five seconds, and the glass
/// is never deaf afterwards.
package struct TouchFuzz<Bytes: IteratorProtocol<UInt8>> {
    private var bytes: Bytes
    private var panel: FuzzedPanel
    private var dialect: Dialect
    private var tracker: SlotTracker
    private var detector: TapDetector
    private var oracle = PressOracle()
    private var now = Instant(nanoseconds: 1_000_000_000)
    private var report = TouchFuzzReport()

    /// - Parameter detector: the one to try; another than the default is a control.
    package init(_ bytes: Bytes, detector: TapDetector = TapDetector(driftPixels: PressOracle.drift)) {
        self.bytes = bytes
        self.detector = detector
        panel = FuzzedPanel(kind: .slots)
        (dialect, tracker) = panel.opened()
    }

    /// Goes on until the bytes end or so many frames have been said.
    package mutating func run(frames limit: Int = .max) -> TouchFuzzReport {
        plug()
        while report.frames < limit, let choice = bytes.next() { step(choice) }
        tapOnceMore()
        report.faults = oracle.faults
        return report
    }

    private mutating func step(_ choice: UInt8) {
        switch choice % 32 {
        case 0..<7: say(panel.down(byte(), x: byte(), y: byte()))
        case 7..<10: say(panel.move(byte(), x: byte(), y: byte()))
        case 10..<17: say(panel.lift(byte()))
        case 17: say([])
        case 18..<26: hear([panel.word(choice % 32 - 18, byte())])
        case 26: hear([anything()])
        case 27: lose()
        case 28: changeScreen()
        case 29: pass(milliseconds: 40 * Int64(byte()))
        case 30: if byte() < 32 { plug() }
        default: hear([panel.word(0, byte()), panel.word(1, byte())])
        }
    }

    /// One whole frame, some moments after the last.
    private mutating func say(_ events: [InputEvent]) {
        pass(milliseconds: Int64(byte()))
        hear(events + [InputEvent(type: EV_SYN, code: SYN_REPORT, value: 0)])
        report.frames += 1
    }

    private mutating func hear(_ events: [InputEvent], isResync: Bool = false) {
        for event in events.flatMap({ dialect.translate($0) }) {
            judge(tracker.handle(event, isResync: isResync))
        }
    }

    private mutating func judge(_ samples: [TouchSample]) {
        report.samples += samples.count
        for sample in samples {
            oracle.came(sample, at: now)
            let outcome = detector.handle(PressOracle.contact(of: sample), over: PressOracle.hits, at: now)
            note(outcome, after: sample)
        }
    }

    private mutating func note(_ outcome: TapDetector.Outcome?, after sample: TouchSample?) {
        if case .pressed = outcome { report.pressed += 1 }
        if case .chosen = outcome { report.chosen += 1 }
        oracle.saw(outcome, after: sample, at: now)
    }

    /// The kernel's queue ran over: what libevdev then tells of the state stands for
    /// what was lost.
    private mutating func lose() {
        for event in dialect.lost(at: 0) { judge(tracker.handle(event, isResync: true)) }
        for _ in 0..<Int(byte() % 8) { hear([panel.word(byte(), byte())], isResync: true) }
        hear([InputEvent(type: EV_SYN, code: SYN_REPORT, value: 0)], isResync: true)
        report.frames += 1
    }

    private mutating func changeScreen() {
        detector.screenChanged(at: now)
        oracle.screenChanged(at: now)
    }

    private mutating func pass(milliseconds: Int64) {
        now = now + .milliseconds(milliseconds)
        note(detector.dropStuck(at: now), after: nil)
    }

    /// The device goes, under whatever lies on it, and another comes.
    private mutating func plug() {
        judge(tracker.cancelAll(at: 0))
        oracle.wasUnplugged()
        panel = FuzzedPanel(bytes: { byte() })
        (dialect, tracker) = panel.opened()
        report.devices += 1
    }

    private mutating func tapOnceMore() {
        judge(tracker.cancelAll(at: 0))
        panel = FuzzedPanel(kind: .slots)
        (dialect, tracker) = panel.opened()
        pass(milliseconds: 6_000)
        let before = report.chosen
        hear(panel.down(0, x: 30, y: 128) + [InputEvent(type: EV_SYN, code: SYN_REPORT, value: 0)])
        hear(panel.lift(0) + [InputEvent(type: EV_SYN, code: SYN_REPORT, value: 0)])
        if report.chosen == before { oracle.note("the glass is deaf") }
    }

    private mutating func anything() -> InputEvent {
        InputEvent(
            type: Int32(byte() % 34) - 1, code: Int32(byte()) << 2 | Int32(byte() & 3),
            value: Int32(bitPattern: (0..<4).reduce(0) { value, _ in value << 8 | UInt32(byte()) }))
    }

    private mutating func byte() -> UInt8 { bytes.next() ?? 0 }
}

/// What a fuzzed touchscreen came to.
package struct TouchFuzzReport: Hashable, Sendable {
    package var frames = 0
    package var samples = 0
    /// Times that a device was plugged in.
    package var devices = 0
    package var pressed = 0
    package var chosen = 0
    /// The first ten things that must not happen.
    package var faults: [String] = []
}

/// The bytes of a seed, without end.
package struct RandomBytes: IteratorProtocol, Sendable {
    private var random: SplitMix
    private var rest: UInt64 = 0
    private var left = 0

    package init(seed: UInt64) {
        random = SplitMix(seed: seed)
    }

    package mutating func next() -> UInt8? {
        if left == 0 { (rest, left) = (random.next(), 8) }
        defer { (rest, left) = (rest >> 8, left - 1) }
        return UInt8(truncatingIfNeeded: rest)
    }
}
