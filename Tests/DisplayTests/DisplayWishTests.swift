import Display
import Testing

struct DisplayWishTests {
    private static func mode(_ width: Int, _ height: Int, _ hertz: Int = 60, isPreferred: Bool = false)
        -> Mode
    {
        Mode(PixelSize(width: width, height: height), refreshHertz: hertz, isPreferred: isPreferred)
    }

    private static let modes = [
        mode(1920, 1080), mode(1920, 1080, 50), mode(1280, 800, isPreferred: true), mode(800, 480),
    ]

    private func chosen(_ name: DisplayWish.ModeName?, of modes: [Mode] = modes) -> String? {
        DisplayWish(mode: name).mode(among: modes)?.description
    }

    @Test func takesTheDisplaysOwnMode() {
        #expect(chosen(nil) == "1280x800@60")
    }

    @Test(arguments: [(nil, "1920x1080@60"), (50, "1920x1080@50")] as [(Int?, String)])
    func takesTheModeThatTheRecordNames(hertz: Int?, mode: String) {
        #expect(chosen(.init(size: PixelSize(width: 1920, height: 1080), refreshHertz: hertz)) == mode)
    }

    @Test(arguments: [(1920, 1080, 75), (640, 400, 60)])
    func takesTheDisplaysOwnWhereTheNamedOneIsMissing(width: Int, height: Int, hertz: Int) {
        let name = DisplayWish.ModeName(
            size: PixelSize(width: width, height: height), refreshHertz: hertz)
        #expect(chosen(name) == "1280x800@60")
    }

    /// What the kernel offers for a display that does not describe itself.
    @Test func takesTheLargestOfADisplayWithoutAnOwn() {
        let modes = [
            Self.mode(800, 600), Self.mode(1024, 768), Self.mode(1024, 768, 75), Self.mode(848, 480),
        ]
        #expect(chosen(nil, of: modes) == "1024x768@75")
    }

    @Test func takesNoModeThatWouldTakeTooMuchMemory() {
        let modes = [Self.mode(7680, 4320, isPreferred: true), Self.mode(3840, 2160), Self.mode(800, 480)]
        #expect(chosen(nil, of: modes) == "3840x2160@60")
        #expect(chosen(.init(size: PixelSize(width: 7680, height: 4320)), of: modes) == "3840x2160@60")
        #expect(chosen(nil, of: [Self.mode(7680, 4320)]) == nil)
    }
}
