import Scenes
import Testing
import Testkit

extension BoardTests {
    /// Every card and every size of display: the picture is whole, and a touch means
    /// the key that is seen there.
    @Suite struct CardTests {
        private static let chosen = Picture.Pixel(0x17475A)

        struct Look: Sendable, CustomTestStringConvertible {
            var name: String
            var display: VirtualBoard.Display
            var append = ""

            var testDescription: String { name }
        }

        /// Nobody but the kernel sees this display; it shows one picture a sixtieth of a
        /// second, and the kiosk waits for it.
        @Test(.enabled("vkms could not be built") { BoardImage.hasVKMS })
        func takesAWholeVisitAtTheDisplaysOwnPace() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard(display: .init(.vkms)))
                try visitor.start()
                try visitor.choose(3)
                try visitor.press("next") { $0.screen == "thanks" }
                let status = try #require(try visitor.status())
                #expect(status.acknowledged == 1)
                #expect(status.touchToFlipMs.n > 0)
                print("touch to flip at 60 Hz: \(status.touchToFlipMs)")
            }
        }

        private static let looks = [
            Look(name: "800×480 upside down", display: .init(size: (800, 480), rotation: .half)),
            Look(
                name: "1920×1080 on its side, by bochs",
                display: .init(.bochs, size: (1920, 1080), rotation: .quarter)),
            Look(name: "3840×2160", display: .init(size: (3840, 2160))),
            Look(
                name: "cirrus, which does not describe itself",
                display: .init(.cirrus, rotation: .threeQuarters)),
            Look(name: "/dev/fb0", display: .init(), append: #"board.display="fbdev""#),
        ]

        @Test(arguments: looks) func showsTheNumberThatIsTouchedAsChosen(look: Look) async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard(display: look.display, append: look.append))
                let board = visitor.board
                try visitor.start()
                let fill = try visitor.fill(of: "scale.3")
                let place = look.display.place(of: fill)
                #expect(try board.screendump()[place.x, place.y] != Self.chosen)
                try visitor.choose(3)
                var picture = try board.screendump()
                #expect((picture.width, picture.height) == (look.display.width, look.display.height))
                // The kiosk says what it has chosen while it still paints it.
                try visitor.wait(for: "a chosen 3 on the glass at \(place)") { _ in
                    picture = (try? board.screendump()) ?? picture
                    return picture[place.x, place.y].isLike(Self.chosen)
                }
            }
        }
    }
}

extension Picture.Pixel {
    /// As far as 16 bits a pixel can tell: what some cards show.
    fileprivate func isLike(_ other: Picture.Pixel) -> Bool {
        [(red, other.red), (green, other.green), (blue, other.blue)].allSatisfy {
            abs(Int($0.0) - Int($0.1)) < 8
        }
    }
}
