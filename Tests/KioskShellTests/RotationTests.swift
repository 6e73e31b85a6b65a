import Foundation
import KioskCore
import Scenes
import Testing
import Testkit

/// A panel that hangs on its side or upside down.
@MainActor struct RotationTests {
    static func record(_ rotation: Rotation) -> String {
        TerminalRoot.deskRecord.replacing(
            #""rotation":0"#, with: #""rotation":\#(rotation.rawValue)"#)
    }

    @Test(arguments: Rotation.allCases)
    func aTouchMeansTheKeyThatIsSeenThereHoweverThePictureIsTurned(rotation: Rotation) throws {
        let bench = try Bench.atTheGreeting(record: Self.record(rotation))
        #expect(try bench.shows(bench.pictures.greeting()))
        try bench.tap(.start)
        #expect(try bench.shows(bench.pictures.question()))
        try bench.press(.scale(7))
        #expect(try bench.shows(bench.pictures.question(pressed: .scale(7))))
        try bench.lift()
        #expect(try bench.shows(bench.pictures.question(chosen: 7)))
    }

    @Test(arguments: [Rotation.quarter, .half])
    func theLastResortIsTurnedToo(rotation: Rotation) throws {
        let bench = try Bench(record: Self.record(rotation)) { try $0.remove("usr/share/palaute/fonts") }
        bench.runtime.start()
        try bench.turn { try bench.status()["journal"] != nil }
        try bench.settle()
        #expect(bench.album.last == bench.pictures.fallback)
    }
}
