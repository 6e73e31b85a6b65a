import Foundation
import KioskCore
import Testing

/// Display, touchscreen and fonts come and go.
@MainActor struct DeviceTests {
    @Test func findsATouchscreenAgainThatWasUnplugged() throws {
        let bench = try Bench.atTheGreeting()
        try bench.press(.start)
        bench.plugs.isEmpty = true
        try bench.plugs.feed(.unplug)
        try bench.settle()
        // The finger that was down has chosen nothing.
        #expect(try bench.shows(bench.pictures.greeting()))
        try bench.pass(.seconds(10))
        bench.plugs.isEmpty = false
        try bench.pass(.seconds(2))
        #expect(bench.plugs.count == 2)
        try bench.tap(.start)
        #expect(try bench.shows(bench.pictures.question()))
    }

    @Test func opensAScreenAgainThatFailed() throws {
        let bench = try Bench.atTheGreeting()
        bench.album.failsNextPicture = true
        try bench.press(.start)
        #expect(bench.album.last == bench.pictures.picture(of: bench.pictures.greeting()))
        try bench.pass(.seconds(2))
        #expect(bench.album.screens == 2)
        // The finger that was down has chosen nothing.
        try bench.lift()
        #expect(try bench.shows(bench.pictures.greeting()))
        try bench.tap(.start)
        #expect(try bench.shows(bench.pictures.question()))
    }

    @Test func startsWithoutAScreenAndFindsOne() throws {
        let bench = try Bench()
        bench.album.failsNextOpening = true
        bench.runtime.start()
        try bench.turn { try bench.status()["journal"] != nil }
        #expect(bench.album.pictures.isEmpty)
        try bench.pass(.seconds(2))
        #expect(try bench.shows(bench.pictures.greeting()))
    }

    @Test func restsWithoutFontsUntilTheyAreThere() throws {
        let bench = try Bench { try $0.remove("usr/share/palaute/fonts") }
        bench.runtime.start()
        try bench.turn { try bench.status()["journal"] != nil }
        try bench.settle()
        #expect(bench.album.last == bench.pictures.fallback)
        #expect(try bench.screen() == "outOfService")
        try FileManager.default.createSymbolicLink(
            atPath: bench.terminal.root.fonts, withDestinationPath: "/usr/share/fonts/opentype/inter")
        try bench.pass(.seconds(2))
        #expect(try bench.shows(bench.pictures.greeting()))
        try bench.tap(.start)
        #expect(try bench.shows(bench.pictures.question()))
    }
}
