import Testing
import Testkit

extension BoardTests {
    /// What cards, displays and other programs do to the picture of a running kiosk,
    /// which is the same process before and after.
    @Suite struct GlassTests {
        private static let white = Picture.Pixel(0xFFFFFF)
        /// What the console writes in.
        private static let consoleGrey = Picture.Pixel(0xAAAAAA)

        @Test func isThereAgainASecondAfterAnotherProgramHadTheDisplay() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard(append: "board.bench=yes"))
                try visitor.wait(forScreen: "attract")
                let (board, kiosk) = (visitor.board, try visitor.board.kiosk())
                _ = try board.run("(palaute-lab seize --pid \(kiosk) --hold 1 >/tmp/seize 2>&1) >/dev/null &")
                try board.wait(for: "a white glass") { $0[5, 5] == Self.white }
                try board.wait(for: "the end of it") { _ in try board.run("pidof palaute-lab").status != 0 }
                let elapsed = try board.wait(for: "the greeting") { visitor.greets(in: $0) }
                expect(elapsed, within: .seconds(1))
                #expect(try board.run("cat /tmp/seize").output == "")
                #expect(try board.kiosk() == kiosk)
                try visitor.start()
            }
        }

        @Test func isThereAgainTwoSecondsAfterTheCableIs() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard.greeting())
                let (board, kiosk) = (visitor.board, try visitor.board.kiosk())
                try board.resizeDisplay(to: nil)
                try visitor.wait(for: "a glass without keys") { $0.targets.isEmpty }
                try board.resizeDisplay(to: (1280, 800))
                try board.wait(forKernel: "cat /sys/class/drm/card0-Virtual-1/status", "connected")
                let elapsed = try board.wait(for: "the greeting") { visitor.greets(in: $0) }
                expect(elapsed, within: .seconds(2))
                #expect(try board.kiosk() == kiosk)
                try visitor.start()
            }
        }

        @Test func isThereAgainTwoSecondsAfterTheCardIs() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard.greeting())
                let (board, kiosk) = (visitor.board, try visitor.board.kiosk())
                try board.removeCard()
                try visitor.wait(for: "a glass without keys") { $0.targets.isEmpty }
                #expect(try board.run("ls /dev/dri").status != 0)
                #expect(try board.run("echo 1 >/sys/bus/pci/rescan").status == 0)
                let elapsed = try board.wait(for: "the greeting") { visitor.greets(in: $0) }
                expect(elapsed, within: .seconds(2))
                #expect(try board.kiosk() == kiosk)
                try visitor.start()
            }
        }

        @Test func isLaidOutAnewTwoSecondsAfterTheDisplayChangedItsSize() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard.greeting())
                let (board, kiosk) = (visitor.board, try visitor.board.kiosk())
                try board.resizeDisplay(to: (1920, 1080))
                // From when the kernel knows: QEMU takes its time to tell it.
                try board.wait(forKernel: "head -n 1 /sys/class/drm/card0-Virtual-1/modes", "1920x1080")
                let elapsed = try board.wait(for: "the greeting in its new size") {
                    $0.width == 1920 && $0.height == 1080 && visitor.greets(in: $0)
                }
                expect(elapsed, within: .seconds(2))
                #expect(try board.kiosk() == kiosk)
            }
        }

        @Test func comesWhenADisplayDoesThatWasMissingAtTheStart() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard(append: "video=Virtual-1:d"))
                let board = visitor.board
                try visitor.wait(forScreen: "attract")
                #expect(try visitor.status()?.frames == 0)
                let kiosk = try board.kiosk()
                // The kernel forgets to tell when it is told itself.
                _ = try board.run("echo detect >/sys/class/drm/card0-Virtual-1/status")
                _ = try board.run("echo change >/sys/class/drm/card0/uevent")
                let elapsed = try board.wait(for: "the greeting") { visitor.greets(in: $0) }
                expect(elapsed, within: .seconds(2))
                #expect(try board.kiosk() == kiosk)
                try visitor.start()
            }
        }

        /// The control is a board whose kernel has a console.
        @Test(arguments: [false, true])
        func neverGivesWayToTheConsoleWhileTheKioskIsStartedAnew(hasConsole: Bool) async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard(append: hasConsole ? "fbcon=map:0" : ""))
                let board = visitor.board
                try visitor.wait(forScreen: "attract")
                _ = try board.run("for n in 1 2 3 4 5 6; do echo KONSOLI KONSOLI >/dev/tty0; done")
                let kiosk = try board.kiosk()
                _ = try board.run("(usleep 100000; kill -9 \(kiosk)) >/dev/null 2>&1 &")
                var sawConsole = false
                try board.wait(for: "the greeting of another kiosk") { picture in
                    // Another size is QEMU's own picture of a display that is off.
                    let isGuests =
                        (picture.width, picture.height) == (board.display.width, board.display.height)
                    if isGuests, picture.contains(Self.consoleGrey, inRows: stride(from: 2, to: 120, by: 4)) {
                        sawConsole = true
                    }
                    return try visitor.greets(in: picture) && !["", kiosk].contains(board.kiosk())
                }
                #expect(sawConsole == hasConsole)
            }
        }
    }
}
