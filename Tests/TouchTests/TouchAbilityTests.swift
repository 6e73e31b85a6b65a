import CEvdev
import Testing
import Touch

/// What is a touchscreen, by what a device says of itself.
struct TouchAbilityTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var properties: Set<Int32> = []
        var keys: Set<Int32> = []
        var axes: Set<Int32> = []
        var rank: TouchAbility.Rank?
    }

    private static let place: Set<Int32> = [ABS_X, ABS_Y]
    private static let contacts: Set<Int32> = [ABS_MT_POSITION_X, ABS_MT_POSITION_Y]
    private static let slots = contacts.union([ABS_MT_SLOT, ABS_MT_TRACKING_ID])

    static let rows = [
        Row(
            testDescription: "a panel with slots", properties: [INPUT_PROP_DIRECT], keys: [BTN_TOUCH],
            axes: slots.union(place), rank: .multitouch),
        Row(
            testDescription: "a panel with slots and no BTN_TOUCH", properties: [INPUT_PROP_DIRECT],
            axes: slots, rank: .multitouch),
        Row(
            testDescription: "an old driver that does not say it is direct", keys: [BTN_TOUCH],
            axes: slots.union(place), rank: .unsureMultitouch),
        Row(
            testDescription: "a panel of protocol A", properties: [INPUT_PROP_DIRECT], axes: contacts,
            rank: .multitouch),
        Row(
            testDescription: "a resistive panel for one finger", keys: [BTN_TOUCH],
            axes: place.union([ABS_PRESSURE]), rank: .single),
        Row(
            testDescription: "a panel that only presses", properties: [INPUT_PROP_DIRECT],
            axes: place.union([ABS_PRESSURE]), rank: .single),
        Row(
            testDescription: "an emulator's tablet", keys: [BTN_LEFT, BTN_RIGHT, BTN_TOUCH], axes: place,
            rank: .pointer),
        Row(
            testDescription: "a touchpad", properties: [INPUT_PROP_POINTER],
            keys: [BTN_TOUCH, BTN_TOOL_FINGER, BTN_LEFT], axes: slots.union(place)),
        Row(
            testDescription: "a touchpad of an old driver", keys: [BTN_TOUCH, BTN_TOOL_FINGER, BTN_LEFT],
            axes: slots.union(place)),
        Row(testDescription: "a mouse", keys: [BTN_LEFT, BTN_RIGHT]),
        Row(testDescription: "a keyboard", keys: [KEY_A, KEY_F1, KEY_SYSRQ]),
        Row(testDescription: "a joystick", keys: [BTN_TRIGGER], axes: place),
        Row(testDescription: "a gamepad with a stick to press", keys: [BTN_GAMEPAD, BTN_LEFT], axes: place),
        Row(
            testDescription: "an accelerometer", properties: [INPUT_PROP_ACCELEROMETER], axes: place),
        Row(testDescription: "a knob", axes: [ABS_X]),
    ]

    @Test(arguments: rows) func tells(row: Row) {
        #expect(device(row).touchAbility(slotCount: 10)?.rank == row.rank)
    }

    private func device(_ row: Row, _ range: ClosedRange<Int32> = 0...1000) -> Recording.Device {
        Recording.Device(
            name: row.testDescription, properties: row.properties, keys: row.keys,
            axes: Dictionary(uniqueKeysWithValues: row.axes.map { ($0, Recording.Axis(range)) }))
    }

    @Test(arguments: rows) func takesNoDeviceWhoseAxesHaveNoRange(row: Row) {
        #expect(device(row, 5...5).touchAbility(slotCount: 10) == nil)
    }

    @Test func readsAPanelThatOnlyPresses() throws {
        let ability = try #require(device(Self.rows[5]).touchAbility(slotCount: 0))
        var dialect = ability.dialect
        var tracker = SlotTracker(ability.shape)
        let events: [InputEvent] = [
            .absolute(ABS_X, 500), .absolute(ABS_Y, 100), .absolute(ABS_PRESSURE, 40), .report(),
            .absolute(ABS_PRESSURE, 55), .report(), .absolute(ABS_PRESSURE, 0), .report(),
        ]
        let samples = events.flatMap { dialect.translate($0) }.flatMap { tracker.handle($0) }
        #expect(samples.map(Line.init) == [Line(0, 1, .down, 0.5, 0.1), Line(0, 1, .up, 0.5, 0.1)])
    }
}
