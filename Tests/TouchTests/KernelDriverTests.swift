import CEvdev
import Linux
import Testing
import Touch

/// Panels of other kinds through the kernel; a machine without uinput and uhid
/// skips them, the virtual board does not.
@Suite(.serialized) struct KernelDriverTests {
    /// hid-multitouch, which serves nearly every USB panel.
    @Test(.requiresInputDevices) func readsAUSBPanel() throws {
        let panel = try HIDPanel("palaute usb")
        let touch = try #require(try find("palaute usb"))
        #expect(touch.isMultitouch)
        try panel.frame([.touch(slot: 0, x: 0.25, y: 0.5)])
        try panel.frame([.touch(slot: 1, x: 0.75, y: 0.5)])
        try panel.frame([.lift(slot: 0)])
        try panel.frame([.lift(slot: 1)])
        let seen = try samples(touch, 4)
        var ledger = ContactLedger()
        ledger.add(seen)
        #expect(seen.map(\.phase) == [.down, .down, .up, .up])
        #expect(abs(seen[1].x - 0.75) < 0.001)
        #expect(ledger.down.isEmpty && ledger.fault == nil)
    }

    @Test(.requiresInputDevices) func findsAUSBPanelByItsVendorAndProduct() throws {
        let panel = try HIDPanel("palaute other")
        #expect(try wait { try? Touchscreen.find(TouchMatch(identity: "1234:5678")) } != nil)
        #expect(throws: TouchscreenUnavailable.self) {
            try Touchscreen.find(TouchMatch(name: "palaute other", identity: "1234:9999"))
        }
        withExtendedLifetime(panel) {}
    }

    @Test(.requiresInputDevices) func readsAPanelOfProtocolA() throws {
        var device = Recording.Device.panel("palaute protocol a")
        device.axes = [ABS_MT_POSITION_X: .init(0...1000), ABS_MT_POSITION_Y: .init(0...1000)]
        let panel = try KernelPanel(device)
        let touch = try Touchscreen.open(panel.path)
        for x in [100, 110] as [Int32] {
            try panel.say(EV_ABS, ABS_MT_POSITION_X, x)
            try panel.say(EV_ABS, ABS_MT_POSITION_Y, 500)
            try panel.say(EV_SYN, SYN_MT_REPORT, 0)
            try panel.say(EV_SYN, SYN_REPORT, 0)
        }
        try panel.say(EV_SYN, SYN_MT_REPORT, 0)
        try panel.say(EV_SYN, SYN_REPORT, 0)
        #expect(try samples(touch, 3).map(\.phase) == [.down, .moved, .up])
    }

    @Test(.requiresInputDevices) func passesOverKeyboardsAndMiceAndTakesTheBestPanel() throws {
        let others = try [
            KernelPanel(.init(name: "palaute keyboard", properties: [], keys: [KEY_A, KEY_F1], axes: [:])),
            KernelPanel(
                .init(
                    name: "palaute tablet", properties: [], keys: [BTN_LEFT],
                    axes: [ABS_X: .init(0...100), ABS_Y: .init(0...100)])),
        ]
        let panel = try KernelPanel(.panel("palaute best"))
        // The board's own panel is as good, and there first.
        #expect(try Touchscreen.find().isMultitouch)
        #expect(try Touchscreen.find(TouchMatch(name: "palaute best")).path == panel.path)
        for other in others where other.device.name.hasSuffix("keyboard") {
            #expect(throws: TouchscreenUnavailable.self) { try Touchscreen.open(other.path) }
        }
    }

    @Test(.requiresInputDevices) func tellsWhenABetterPanelHasCome() throws {
        let mouse = try KernelPanel(
            .init(
                name: "palaute late", properties: [], keys: [BTN_LEFT],
                axes: [ABS_X: .init(0...100), ABS_Y: .init(0...100)]))
        let first = try Touchscreen.find(TouchMatch(name: "palaute late"))
        #expect(first.path == mouse.path)
        #expect(first.betterOne() == nil)
        let panel = try KernelPanel(.panel("palaute late"))
        let better = try #require(first.betterOne() as? Touchscreen)
        #expect(better.path == panel.path)
        #expect(better.betterOne() == nil)
    }

    /// Whoever looks again when the folder changes would never rest.
    @Test(.requiresInputDevices) func looksAtDevicesWithoutChangingTheirFolder() throws {
        let keyboard = try KernelPanel(
            .init(name: "palaute keyboard", properties: [], keys: [KEY_A, KEY_F1], axes: [:]))
        let watch = try DirectoryWatch("/dev/input")
        // Its mode is set a moment after it appears.
        while try isReadable(watch.descriptor, for: .seconds(2)) { _ = try watch.drain() }
        #expect(throws: TouchscreenUnavailable.self) {
            try Touchscreen.find(TouchMatch(name: "palaute keyboard"))
        }
        #expect(try !isReadable(watch.descriptor, for: .milliseconds(500)))
        // The control: what is opened to be written and closed is a change.
        _ = try Descriptor.open(keyboard.path, O_RDWR)
        #expect(try isReadable(watch.descriptor, for: .milliseconds(500)))
    }

    private func isReadable(_ descriptor: Descriptor, for patience: Duration) throws -> Bool {
        let poller = try Poller()
        try poller.add(descriptor, tag: 0)
        return try !poller.wait(timeout: patience).isEmpty
    }

    /// The driver makes the device a moment after the panel is plugged in.
    private func find(_ name: String) throws -> Touchscreen? {
        try wait { try? Touchscreen.find(TouchMatch(name: name)) }
    }

    private func wait<Found>(_ find: () -> Found?) throws -> Found? {
        let pause = try Poller()
        for _ in 0..<100 {
            if let found = find() { return found }
            _ = try pause.wait(timeout: .milliseconds(50))
        }
        return nil
    }
}
