import Testing
import Testkit
import Touch

extension BoardTests {
    /// The panel is pulled out and comes back: the same kiosk goes on
    /// (libts/tslib#208, PeterCxy/evdev-right-click-emulation#10).
    @Suite(.enabled("QEMU's panel can be unplugged since 8.1") { BoardImage.hasMultitouch })
    struct ReplugTests {
        @Test func findsThePanelAgainUnderAnotherEventNumber() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard(append: "board.bench=yes"))
                try visitor.start()
                try visitor.choose(4)
                let before = try visitor.board.panelNode()
                // Pulled out under a finger that lies on the way on.
                try visitor.board.touch([.down(try visitor.place(of: "next"))])
                try visitor.board.unplugPanel()
                try visitor.board.log.await("the loss of the panel") { $0.contains("touchscreen is gone") }
                #expect(try visitor.status()?.screen == "question")
                // Another device takes its number meanwhile.
                _ = try visitor.board.run(
                    "(palaute-lab replay --hold 600 /etc/panel.evemu >/dev/null 2>&1 &)")
                try visitor.wait(for: "a device in its place") { _ in
                    (try? visitor.board.run("test -e \(before)").status) == 0
                }
                try visitor.board.plugPanel()
                try visitor.press("next") { $0.screen == "thanks" }
                #expect(try visitor.board.panelNode() != before)
                // One life of one kiosk: a restart would have counted anew.
                #expect(try visitor.status()?.acknowledged == 1)
                #expect(!visitor.board.log.lines().contains { $0.contains("palaute-kiosk ended") })
            }
        }

        /// A driver that was slow at the start: what was there first may not keep the glass.
        @Test func isTakenInsteadOfAMouseThatWasThereFirst() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard(append: "board.bench=yes"))
                try visitor.wait(forScreen: "attract")
                let board = visitor.board
                try board.unplugPanel()
                _ = try board.run("printf '\(Self.mouse)' >/tmp/mouse.evemu")
                _ = try board.run("(palaute-lab replay --hold 600 /tmp/mouse.evemu >/dev/null 2>&1 &)")
                try visitor.wait(for: "the mouse in the kiosk's hand") { _ in (try? board.kioskReads()) == 1 }
                try board.plugPanel()
                try visitor.start()
                #expect(try board.kioskReads() == 1)
            }
        }

        /// An absolute mouse under the panel's name, in evemu's text.
        private static let mouse = [
            "N: QEMU Virtio MultiTouch", "I: 0006 0000 0000 0001", "P: 00 00 00 00 00 00 00 00",
            "B: 01 00 00 00 00 00 00 00 00", "B: 01 00 00 00 00 00 00 00 00", "B: 01 00 00 00 00 00 00 00 00",
            "B: 01 00 00 00 00 00 00 00 00", "B: 01 00 00 01 00 00 00 00 00", "A: 00 0 32767 0 0 0",
            "A: 01 0 32767 0 0 0",
        ].map { $0 + "\\n" }.joined()

        @Test func goesOnAfterBeingUnpluggedManyTimes() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard())
                try visitor.start()
                var slowest = Duration.zero
                for round in 0..<Self.rounds {
                    try visitor.board.unplugPanel()
                    let began = ContinuousClock.now
                    try visitor.board.plugPanel()
                    let before = try visitor.status()?.touches ?? 0
                    try visitor.press("scale.\(round % 11)") { $0.touches > before }
                    slowest = max(slowest, ContinuousClock.now - began)
                }
                Trial.tell("touch", n: Self.rounds, seed: 0, [("replugged", slowest / .milliseconds(1))])
                try visitor.wait(for: "a chosen number") { $0.targets["next"] != nil }
                try visitor.press("next") { $0.screen == "thanks" }
                #expect(!visitor.board.log.lines().contains { $0.contains("palaute-kiosk ended") })
            }
        }

        /// What a technician records here plays elsewhere.
        @Test func recordsWhatThePanelSays() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard.greeting())
                try visitor.wait(forScreen: "attract")
                _ = try visitor.board.run(
                    "(palautectl touch --record /tmp/panel.evemu --seconds 20 >/dev/null 2>&1 &)")
                try visitor.start()
                var text = ""
                try visitor.wait(for: "the recording of a lift") { _ in
                    text = (try? visitor.board.run("cat /tmp/panel.evemu").output) ?? ""
                    return text.contains("0003 0039 -1")
                }
                let recording = try Recording(evemu: text)
                #expect(recording.device.name == "QEMU Virtio MultiTouch")
                let ability = try #require(recording.device.touchAbility(slotCount: 11))
                var tracker = SlotTracker(ability.shape)
                let phases = recording.events.flatMap { tracker.handle($0) }.map(\.phase)
                #expect(phases.contains(.down) && phases.contains(.up))
            }
        }

        private static let rounds = environment("PALAUTE_REPLUGS", else: 30)
    }
}

extension VirtualBoard {
    /// How many input devices the kiosk has open.
    fileprivate func kioskReads() throws -> Int {
        let links = try run("ls -l /proc/$(pidof palaute-kiosk)/fd").output
        return links.split(separator: "\n").count { $0.contains("/dev/input/event") }
    }

    /// `/dev/input/eventN` of QEMU's panel.
    fileprivate func panelNode() throws -> String {
        let names = try run("grep -l 'QEMU Virtio MultiTouch' /sys/class/input/event*/device/name").output
        let node = names.split(separator: "/").first { $0.hasPrefix("event") }
        return "/dev/input/\(node ?? "none")"
    }
}
