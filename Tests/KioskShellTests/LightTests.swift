import Foundation
import KioskCore
import Testing
import Testkit

/// How bright the glass is: `Effect.setGlass`.
@MainActor struct LightTests {
    private static func record(_ fact: String) -> String {
        TerminalRoot.deskRecord.replacing(#""rotation":0"#, with: #""rotation":0,\#(fact)"#)
    }

    @Test func aDarkGlassIsBlackAndALitOneShowsThePictureAgain() throws {
        let bench = try Bench.atTheGreeting()
        bench.runtime.perform([.setGlass(.dark)])
        try bench.settle()
        #expect(bench.album.last == bench.pictures.black)
        bench.runtime.perform([.setGlass(.lit)])
        #expect(try bench.shows(bench.pictures.greeting()))
        // Where touch may sleep with the panel, the panel stays on.
        #expect(bench.album.powers.isEmpty)
    }

    @Test func aPanelThatMayBeSwitchedOffIsOffWhileItIsBlackAndOnBeforeThePicture() throws {
        let bench = try Bench.atTheGreeting(record: Self.record(#""powerOff":true"#))
        bench.runtime.perform([.setGlass(.dark)])
        try bench.settle()
        #expect(bench.album.powers == [false])
        #expect(bench.album.last == bench.pictures.black)
        let count = bench.album.pictures.count
        try bench.pass(.seconds(10))
        #expect(bench.album.pictures.count == count)
        bench.runtime.perform([.setGlass(.dimmed)])
        #expect(try bench.shows(bench.pictures.greeting()))
        #expect(bench.album.powers == [false, true])
    }

    @Test func aDisplayThatComesBackInTheDarkIsBlack() throws {
        let bench = try Bench.atTheGreeting()
        bench.runtime.perform([.setGlass(.dark)])
        try bench.settle()
        bench.album.size = bench.pictures.sent
        bench.album.isTaken = true
        bench.runtime.displaysChanged()
        try bench.pass(.seconds(1))
        bench.album.isTaken = false
        try bench.pass(.seconds(1))
        #expect(bench.album.screens == 2)
        #expect(bench.album.last == bench.pictures.black)
    }

    @Test func setsTheBacklightThatTheRecordNamesAndPutsItBack() throws {
        let terminal: TerminalRoot
        do {
            let bench = try Bench.atTheGreeting(record: Self.record(#""backlight":"panel""#)) { terminal in
                for (name, number) in ["brightness": 90, "max_brightness": 200, "bl_power": 0] {
                    try terminal.write("\(number)\n", to: "sys/class/backlight/panel/\(name)")
                }
            }
            terminal = bench.terminal
            for (light, brightness) in [
                (GlassLight.lit, "200"), (.dimmed, "120"), (.dark, "0"), (.lit, "200"),
            ] {
                bench.runtime.perform([.setGlass(light)])
                #expect(try Self.brightness(terminal) == brightness)
            }
        }
        #expect(try Self.brightness(terminal) == "90")
    }

    @Test func looksForTheBacklightAgainThatIsMissing() throws {
        let bench = try Bench.atTheGreeting(record: Self.record(#""backlight":"panel""#))
        bench.runtime.perform([.setGlass(.dimmed)])
        for (name, number) in ["brightness": 90, "max_brightness": 200] {
            try bench.terminal.write("\(number)\n", to: "sys/class/backlight/panel/\(name)")
        }
        try bench.pass(.seconds(2))
        #expect(try Self.brightness(bench.terminal) == "120")
    }

    private static func brightness(_ terminal: TerminalRoot) throws -> String {
        let path = "\(terminal.path)/sys/class/backlight/panel/brightness"
        return try String(contentsOfFile: path, encoding: .utf8).filter { !$0.isWhitespace }
    }
}
