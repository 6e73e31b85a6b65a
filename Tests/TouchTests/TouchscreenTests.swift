import Linux
import Testing
import Touch

/// Run on the virtual board; a machine without uinput skips them.
@Suite(.serialized) struct TouchscreenTests {
    private struct KernelHand: Hand {
        let panel: KernelFingers
        let source: any TouchSource

        init() throws {
            panel = try KernelFingers("palaute contract")
            source = try Touchscreen.open(panel.path)
        }

        func does(_ moves: ScriptedTouch.Move...) throws {
            try panel.frame(moves)
        }
    }

    @Test(.requiresInputDevices, arguments: TouchContract.allCases)
    func keepsTheContract(clause: TouchContract) throws {
        try clause.check(KernelHand())
    }

    @Test(.requiresInputDevices) func findsThePanelOfItsName() throws {
        let panels = try [KernelFingers("palaute one"), KernelFingers("palaute two")]
        let found = try Touchscreen.find(TouchMatch(name: "palaute two"))
        #expect(found.path == panels[1].path)
        #expect(found.isMultitouch)
    }

    @Test(.requiresInputDevices) func sharesThePanelWithNobody() throws {
        let panel = try KernelFingers("palaute grabbed")
        let first = try Touchscreen.open(panel.path)
        let error = #expect(throws: TouchscreenUnavailable.self) { try Touchscreen.open(panel.path) }
        #expect(error?.description.contains("libevdev_grab(\(panel.path))") == true)
        withExtendedLifetime(first) {}
    }

    @Test(.requiresInputDevices) func doesNotReportAFingerThatWasThereBefore() throws {
        let panel = try KernelFingers("palaute held")
        try panel.frame([.touch(slot: 3, x: 0.5, y: 0.5)])
        let late = try Touchscreen.open(panel.path)
        try panel.frame([.lift(slot: 3)])
        try panel.frame([.touch(slot: 3, x: 0.5, y: 0.5)])
        #expect(try samples(late, 1).map(\.phase) == [.down])
    }

    /// SYN_DROPPED: the kernel's queue ran over while nobody read.
    @Test(.requiresInputDevices) func cancelsTheFingerWhoseUpWasLost() throws {
        let panel = try KernelFingers("palaute flood")
        let touch = try Touchscreen.open(panel.path)
        try panel.frame([.touch(slot: 0, x: 0, y: 0)])
        var ledger = ContactLedger()
        ledger.add(try samples(touch, 1))
        for step in 0..<3000 { try panel.frame([.touch(slot: 0, x: Double(step) / 3000, y: 0.5)]) }
        try panel.frame([.lift(slot: 0)])
        for step in 0..<3000 { try panel.frame([.touch(slot: 1, x: Double(step) / 3000, y: 0.5)]) }
        let seen = try touch.drain()
        ledger.add(seen)
        #expect(
            seen.contains { if case .sample(let sample) = $0 { sample.phase == .cancelled } else { false } })
        #expect(ledger.down.keys.sorted() == [1])
        try panel.frame([.lift(slot: 1)])
        ledger.add(try touch.drain())
        #expect(ledger.down.isEmpty)
        #expect(ledger.fault == nil)
    }

    @Test func saysWhatItCouldNotOpen() {
        let error = #expect(throws: TouchscreenUnavailable.self) { try Touchscreen.open("/dev/input/none") }
        #expect(
            error?.description == "no touchscreen: open(/dev/input/none): No such file or directory")
        #expect(throws: TouchscreenUnavailable.self) { try Touchscreen.find(in: "/no/such/folder") }
    }
}
