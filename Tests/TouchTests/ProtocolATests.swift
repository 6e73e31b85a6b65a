import CEvdev
import Testing
import Testkit
import Touch

/// Contacts of devices that say every frame anew, through the same tracker as all.
struct ProtocolATests {
    /// One finger of a frame.
    struct Finger: Sendable {
        var id: Int32?
        var x: Int32
        var y: Int32
    }

    /// A device and what becomes of what it says.
    private struct Glass {
        var translator = ProtocolA(x: 0...1000, y: 0...1000)
        var tracker = SlotTracker(.slots)

        mutating func frame(_ fingers: [Finger]) -> [Line] {
            var events = fingers.flatMap { finger in
                (finger.id.map { [InputEvent.absolute(ABS_MT_TRACKING_ID, $0)] } ?? []) + [
                    .absolute(ABS_MT_POSITION_X, finger.x), .absolute(ABS_MT_POSITION_Y, finger.y),
                    .init(type: EV_SYN, code: SYN_MT_REPORT, value: 0),
                ]
            }
            if fingers.isEmpty { events.append(.init(type: EV_SYN, code: SYN_MT_REPORT, value: 0)) }
            return take(events + [.report()])
        }

        mutating func take(_ events: [InputEvent], isResync: Bool = false) -> [Line] {
            events.flatMap { translator.translate($0) }
                .flatMap { tracker.handle($0, isResync: isResync) }.map(Line.init)
        }

        mutating func loseEvents() -> [Line] {
            translator.lost(at: 0).flatMap { tracker.handle($0, isResync: true) }.map(Line.init)
        }
    }

    @Test func seesAFingerComeMoveAndGo() {
        var glass = Glass()
        #expect(glass.frame([Finger(x: 100, y: 200)]) == [Line(0, 0, .down, 0.1, 0.2)])
        #expect(glass.frame([Finger(x: 110, y: 200)]) == [Line(0, 0, .moved, 0.11, 0.2)])
        #expect(glass.frame([]) == [Line(0, 0, .up, 0.11, 0.2)])
        #expect(glass.frame([]).isEmpty)
    }

    @Test func followsFingersByPlaceWhateverTheirOrder() {
        var glass = Glass()
        _ = glass.frame([Finger(x: 100, y: 100), Finger(x: 900, y: 900)])
        #expect(
            glass.frame([Finger(x: 890, y: 900), Finger(x: 105, y: 100)])
                == [Line(1, 1, .moved, 0.89, 0.9), Line(0, 0, .moved, 0.105, 0.1)])
        #expect(glass.frame([Finger(x: 890, y: 900)]) == [Line(0, 0, .up, 0.105, 0.1)])
    }

    @Test func followsFingersByTheirIDHoweverFarTheyMove() {
        var glass = Glass()
        _ = glass.frame([Finger(id: 7, x: 100, y: 100), Finger(id: 9, x: 200, y: 100)])
        let moved = glass.frame([Finger(id: 9, x: 100, y: 100), Finger(id: 7, x: 900, y: 100)])
        #expect(moved == [Line(1, 1, .moved, 0.1, 0.1), Line(0, 0, .moved, 0.9, 0.1)])
    }

    /// A lift here and a touch there between two frames must not look like a slide.
    @Test func takesAJumpForAnotherFinger() {
        var glass = Glass()
        _ = glass.frame([Finger(x: 100, y: 100)])
        #expect(
            glass.frame([Finger(x: 900, y: 900)]) == [Line(0, 0, .up, 0.1, 0.1), Line(0, 1, .down, 0.9, 0.9)])
    }

    @Test func doesNotReportAFingerThatWasThereBefore() {
        var glass = Glass(translator: ProtocolA(x: 0...1000, y: 0...1000, isTouched: true))
        #expect(glass.frame([Finger(x: 100, y: 100)]).isEmpty)
        #expect(glass.frame([Finger(x: 101, y: 100), Finger(x: 900, y: 100)]).map(\.phase) == [.down])
        #expect(glass.frame([]).map(\.phase) == [.up])
    }

    @Test func cancelsFingersWhileEventsWereLostAndWaitsForTheirLift() {
        var glass = Glass()
        _ = glass.frame([Finger(x: 100, y: 100)])
        #expect(glass.loseEvents().map(\.phase) == [.cancelled])
        #expect(glass.frame([Finger(x: 100, y: 100)]).isEmpty)
        #expect(glass.frame([]).isEmpty)
        #expect(glass.frame([Finger(x: 100, y: 100)]).map(\.phase) == [.down])
    }

    @Test func passesOnWhatTheDeviceSaysOfAContact() {
        var translator = ProtocolA(x: 0...1000, y: 0...1000)
        let events: [InputEvent] = [
            .absolute(ABS_MT_TOUCH_MAJOR, 12), .absolute(ABS_MT_POSITION_X, 1),
            .absolute(ABS_MT_POSITION_Y, 2), .report(),
        ]
        #expect(
            events.flatMap { translator.translate($0) }.map(\.code)
                == [
                    ABS_MT_SLOT, ABS_MT_TRACKING_ID, ABS_MT_TOUCH_MAJOR, ABS_MT_POSITION_X, ABS_MT_POSITION_Y,
                    SYN_REPORT,
                ])
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func endsEveryContactOnceInAnyFrames(seed: UInt64) {
        var storm = Storm(seed: seed)
        var glass = Glass()
        var ledger = ContactLedger()
        for frame in 0..<10_000 {
            if frame % 97 == 0 {
                for event in glass.translator.lost(at: 0) {
                    ledger.add(glass.tracker.handle(event, isResync: true))
                }
            }
            for event in storm.frame().flatMap({ glass.translator.translate($0) }) {
                ledger.add(glass.tracker.handle(event))
            }
        }
        ledger.add(glass.tracker.cancelAll(at: 0))
        #expect(ledger.down.isEmpty)
        #expect(ledger.fault == nil)
        #expect(ledger.ended > 200)
    }
}
