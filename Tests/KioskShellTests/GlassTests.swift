import Display
import Foundation
import KioskCore
import Testing
import Testkit

/// What cards and displays do to a running terminal.
@MainActor struct GlassTests {
    @Test func presentsAgainWhatTheCardRefused() throws {
        let bench = try Bench.atTheGreeting()
        bench.album.refusesNextPicture = true
        try bench.press(.start)
        #expect(bench.album.last == bench.pictures.picture(of: bench.pictures.greeting()))
        try bench.pass(.milliseconds(250))
        #expect(try bench.shows(bench.pictures.greeting(pressed: .start)))
        #expect(bench.album.screens == 1)
    }

    /// A thank-you that was refused has been read by nobody.
    @Test func acknowledgesOnlyAPictureThatWasHandedOver() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start, .scale(5))
        try bench.press(.next)
        bench.album.isTaken = true
        try bench.lift()
        try bench.pass(.seconds(1))
        #expect(try bench.status()["acknowledged"] as? Int == 0)
        bench.album.isTaken = false
        try bench.pass(.milliseconds(500))
        try bench.turn(untilShown: bench.pictures.message(.thanks))
        #expect(try bench.status()["acknowledged"] as? Int == 1)
    }

    @Test func opensTheDisplayAnewWhenAFlipNeverComes() throws {
        let bench = try Bench.atTheGreeting()
        bench.album.losesNextFlip = true
        try bench.press(.start)
        try bench.lift()
        for _ in 1...19 { try bench.pass(.milliseconds(100)) }
        #expect(bench.album.screens == 1)
        try bench.pass(.milliseconds(100))
        #expect(bench.album.screens == 2)
        #expect(try bench.shows(bench.pictures.question()))
    }

    @Test func showsThePictureAgainAQuarterOfASecondAfterAnotherProgramHadTheGlass() throws {
        let bench = try Bench.atTheGreeting()
        bench.album.isTaken = true
        try bench.press(.start)
        for _ in 1...20 { try bench.pass(.milliseconds(250)) }
        let before = bench.album.pictures.count
        bench.album.isTaken = false
        try bench.pass(.milliseconds(250))
        #expect(bench.album.pictures.count == before + 1)
        #expect(try bench.shows(bench.pictures.greeting()))
    }

    @Test func laysOutAnewForADisplayOfAnotherSize() throws {
        let bench = try Bench.atTheGreeting()
        bench.album.size = PixelSize(width: 1920, height: 1200)
        bench.runtime.displaysChanged()
        bench.pictures = try Pictures(of: bench.terminal, size: bench.album.size)
        try bench.pass(.milliseconds(500))
        #expect(try bench.shows(bench.pictures.greeting()))
        #expect(bench.album.screens == 2)
        try bench.tap(.start)
        #expect(try bench.shows(bench.pictures.question()))
        try bench.tap(.scale(4))
        #expect(try bench.shows(bench.pictures.question(chosen: 4)))
    }

    @Test func staysWithADisplayThatDidNotChange() throws {
        let bench = try Bench.atTheGreeting()
        bench.runtime.displaysChanged()
        try bench.pass(.seconds(1))
        #expect(bench.album.screens == 1)
        try bench.tap(.start)
        #expect(try bench.shows(bench.pictures.question()))
    }

    @Test func countsNoTouchWhileThereIsNothingToBeSeen() throws {
        let bench = try Bench.atTheGreeting()
        try bench.pass(.seconds(1))
        let key = try bench.center(of: .start)
        bench.album.isTaken = true
        bench.runtime.displaysChanged()
        try bench.settle()
        for _ in 1...2 {
            try bench.plugs.touch(key)
            try bench.settle()
            try bench.lift()
        }
        bench.album.isTaken = false
        try bench.pass(.seconds(1))
        #expect(try bench.shows(bench.pictures.greeting()))
        // The control: where something is to be seen, the same touch begins a visit.
        try bench.plugs.touch(key)
        try bench.settle()
        try bench.lift()
        #expect(try bench.shows(bench.pictures.question()))
    }

    @Test func aFingerThatWasDownWhenTheGlassWentHasChosenNothing() throws {
        let bench = try Bench.atTheGreeting()
        try bench.press(.start)
        bench.album.size = PixelSize(width: 1024, height: 768)
        bench.runtime.displaysChanged()
        try bench.pass(.seconds(1))
        try bench.lift()
        bench.pictures = try Pictures(of: bench.terminal, size: bench.album.size)
        #expect(try bench.shows(bench.pictures.greeting()))
    }
}
