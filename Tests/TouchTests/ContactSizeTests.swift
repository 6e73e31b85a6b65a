import CEvdev
import Testing
import Touch

/// How large a contact is, as far as the device says it.
struct ContactSizeTests {
    private func decoded(unitsPerMillimetre: Double?, _ events: [InputEvent]) -> [TouchSample] {
        var shape = SlotTracker.Shape.slots
        shape.sizeUnitsPerMillimetre = unitsPerMillimetre
        var tracker = SlotTracker(shape)
        return events.flatMap { tracker.handle($0) }
    }

    @Test func tellsTheLongerAxisInMillimetres() {
        let events: [InputEvent] = [
            .absolute(ABS_MT_TRACKING_ID, 1), .absolute(ABS_MT_TOUCH_MAJOR, 90), .report(),
            .absolute(ABS_MT_TOUCH_MAJOR, 300), .report(), .absolute(ABS_MT_TRACKING_ID, -1), .report(),
        ]
        let seen = decoded(unitsPerMillimetre: 10, events)
        #expect(seen.map(\.phase) == [.down, .moved, .up])
        #expect(seen.map(\.sizeMillimetres) == [9, 30, 30])
    }

    @Test func keepsTheSizeThatTheKernelDoesNotRepeat() {
        let events: [InputEvent] = [
            .absolute(ABS_MT_TRACKING_ID, 1), .absolute(ABS_MT_TOUCH_MAJOR, 90), .report(),
            .absolute(ABS_MT_TRACKING_ID, -1), .report(), .absolute(ABS_MT_TRACKING_ID, 2), .report(),
        ]
        #expect(decoded(unitsPerMillimetre: 10, events).last?.sizeMillimetres == 9)
    }

    @Test func tellsNoSizeWhereTheUnitIsUnknown() {
        let events: [InputEvent] = [
            .absolute(ABS_MT_TRACKING_ID, 1), .absolute(ABS_MT_TOUCH_MAJOR, 9_000), .report(),
        ]
        #expect(decoded(unitsPerMillimetre: nil, events).map(\.sizeMillimetres) == [nil])
    }

    @Test func believesOnlyASizeAxisThatNamesItsOwnUnit() {
        var device = Recording.Device.panel("panel")
        device.axes[ABS_MT_POSITION_X]?.resolution = 12
        device.axes[ABS_MT_TOUCH_MAJOR] = .init(0...255)
        #expect(device.touchAbility(slotCount: 10)?.shape.sizeUnitsPerMillimetre == nil)
        device.axes[ABS_MT_TOUCH_MAJOR] = .init(0...255, resolution: 4)
        #expect(device.touchAbility(slotCount: 10)?.shape.sizeUnitsPerMillimetre == 4)
    }

    @Test func passesOnWhatTheDeviceCallsAPalm() {
        let events: [InputEvent] = [
            .absolute(ABS_MT_TRACKING_ID, 1), .report(), .absolute(ABS_MT_TOOL_TYPE, MT_TOOL_PALM), .report(),
            .absolute(ABS_MT_TRACKING_ID, -1), .report(), .absolute(ABS_MT_TOOL_TYPE, MT_TOOL_FINGER),
            .absolute(ABS_MT_TRACKING_ID, 2), .report(),
        ]
        #expect(decoded(unitsPerMillimetre: nil, events).map(\.isPalm) == [false, true, true, false])
    }

    @Test func aScriptedHandHasASize() throws {
        let touch = try ScriptedTouch()
        try touch.feed([.touch(x: 0.5, y: 0.5, size: 60)])
        #expect(try samples(touch, 1)[0].sizeMillimetres == 60)
    }
}
