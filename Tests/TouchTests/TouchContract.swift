import Linux
import Testing
import Touch

/// A finger that can be told what to do, and the source that reads it.
protocol Hand {
    var source: any TouchSource { get }
    /// One frame of the device.
    func does(_ moves: ScriptedTouch.Move...) throws
}

/// What every touch source promises.
enum TouchContract: String, CaseIterable, CustomTestStringConvertible {
    case isQuietWhileNobodyTouches = "is quiet while nobody touches"
    case tellsATapWithItsPlace = "tells a tap with its place"
    case keepsTwoFingersApart = "keeps two fingers apart"
    case tellsADragInOrder = "tells a drag in order"
    case stampsSamplesInMonotonicTime = "stamps samples in monotonic time"
    case cancelsFingersOfADeviceThatGoes = "cancels the fingers of a device that goes"

    var testDescription: String { rawValue }

    func check(_ hand: some Hand) throws {
        var ledger = ContactLedger()
        switch self {
        case .isQuietWhileNobodyTouches:
            #expect(try hand.source.drain().isEmpty)
            #expect(try !isReadable(hand.source, timeout: .zero))
        case .tellsATapWithItsPlace:
            try hand.does(.touch(x: 0.25, y: 0.75))
            let down = try samples(hand.source, 1)
            try hand.does(.lift())
            let up = try samples(hand.source, 1)
            ledger.add(down + up)
            #expect((down + up).map(\.phase) == [.down, .up])
            #expect(abs(down[0].x - 0.25) < 0.001 && abs(down[0].y - 0.75) < 0.001)
        case .keepsTwoFingersApart:
            try hand.does(.touch(slot: 0, x: 0.1, y: 0.1), .touch(slot: 1, x: 0.9, y: 0.9))
            try hand.does(.lift(slot: 0))
            try hand.does(.lift(slot: 1))
            let seen = try samples(hand.source, 4)
            ledger.add(seen)
            #expect(seen.map(\.slot) == [0, 1, 0, 1])
            #expect(seen[0].trackingID != seen[1].trackingID)
        case .tellsADragInOrder:
            for step in 0...9 { try hand.does(.touch(x: Double(step) / 10, y: 0.5)) }
            try hand.does(.lift())
            let seen = try samples(hand.source, 11)
            ledger.add(seen)
            #expect(seen.map(\.x) == seen.map(\.x).sorted())
            #expect(seen.map(\.phase) == [.down] + Array(repeating: .moved, count: 9) + [.up])
        case .stampsSamplesInMonotonicTime:
            let before = Clock.monotonicNanoseconds()
            try hand.does(.touch(x: 0.5, y: 0.5))
            try hand.does(.lift())
            let seen = try samples(hand.source, 2)
            ledger.add(seen)
            #expect(seen.map(\.timeNanoseconds) == seen.map(\.timeNanoseconds).sorted())
            // The kernel stamps in microseconds.
            #expect(seen[0].timeNanoseconds >= before - 1000)
            #expect(seen[1].timeNanoseconds <= Clock.monotonicNanoseconds())
        case .cancelsFingersOfADeviceThatGoes:
            try hand.does(.touch(x: 0.5, y: 0.5))
            ledger.add(try samples(hand.source, 1))
            try hand.does(.unplug)
            let last = try events(hand.source, 2)
            ledger.add(last)
            #expect(last.last == .gone)
            #expect(try hand.source.drain().isEmpty)
        }
        #expect(ledger.down.isEmpty)
        #expect(ledger.fault == nil)
    }
}

/// Waits for `count` events.
func events(_ source: any TouchSource, _ count: Int) throws -> [TouchEvent] {
    var events: [TouchEvent] = []
    while events.count < count {
        try #require(try isReadable(source))
        events += try source.drain()
    }
    return events
}

/// Waits for `count` samples.
func samples(_ source: any TouchSource, _ count: Int) throws -> [TouchSample] {
    try events(source, count).compactMap { if case .sample(let sample) = $0 { sample } else { nil } }
}

func isReadable(_ source: any TouchSource, timeout: Duration = .seconds(10)) throws -> Bool {
    let poller = try Poller()
    try poller.add(source.descriptor, tag: 0)
    return try !poller.wait(timeout: timeout).isEmpty
}
