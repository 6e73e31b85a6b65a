import Display
import Testing

/// What a card says of flips, in the kernel's bytes (`struct drm_event_vblank`).
struct FlipEventsTests {
    private static let complete: UInt32 = 2

    private func event(_ number: UInt64, type: UInt32 = complete, length: UInt32 = 32) -> [UInt8] {
        func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: value.littleEndian) { Array($0) }
        }
        let stamps = bytes(UInt32(3)) + bytes(UInt32(250_000))
        let head = bytes(type) + bytes(length) + bytes(number)
        return (head + stamps + bytes(UInt32(7)) + bytes(UInt32(42))).prefix(Int(length)) + []
    }

    @Test func readsTheNumberAndTheMoment() {
        let events = FlipEvent.events(in: event(5))
        #expect(events == [FlipEvent(number: 5, nanoseconds: 3_250_000_000)])
    }

    @Test func passesOverEventsOfOtherKinds() {
        let events = FlipEvent.events(
            in: event(1, type: 1) + event(2) + event(3, type: 9, length: 8) + event(4))
        #expect(events.map(\.number) == [2, 4])
    }

    @Test(arguments: [0, 1, 7, 8, 31]) func readsNothingOfABrokenEvent(length: Int) {
        #expect(FlipEvent.events(in: Array(event(1).prefix(length))).isEmpty)
        #expect(FlipEvent.events(in: event(1) + event(2).prefix(length)).map(\.number) == [1])
    }

    @Test func isNotLedAstrayByALengthOfNothing() {
        #expect(FlipEvent.events(in: [2, 0, 0, 0, 0, 0, 0, 0] + event(1)).isEmpty)
    }
}

struct AwaitedFlipTests {
    private func done(_ flip: inout AwaitedFlip, _ number: UInt64) -> Bool {
        flip.isDone(by: FlipEvent(number: number, nanoseconds: 0))
    }

    @Test func isDoneOnceHoweverOftenTheCardTells() {
        var flip = AwaitedFlip()
        let number = flip.next
        flip.asked()
        #expect(flip.isPending)
        #expect(done(&flip, number))
        #expect(!done(&flip, number))
        #expect(!flip.isPending)
    }

    @Test func isNotDoneByAFlipOfBefore() {
        var flip = AwaitedFlip()
        let first = flip.next
        flip.asked()
        #expect(done(&flip, first))
        let second = flip.next
        flip.asked()
        #expect(!done(&flip, first))
        #expect(flip.isPending)
        #expect(done(&flip, second))
    }

    @Test func isNotDoneBeforeItWasAsked() {
        var flip = AwaitedFlip()
        #expect(!done(&flip, 0))
        #expect(!done(&flip, flip.next))
    }
}
