import Foundation
import KioskCore
import Testing
import Testkit
import Wire

/// A unit that closes, with the very Runtime: its light, its picture and what a
/// technician reads.
@MainActor struct HoursTests {
    /// 25 November 2026, a Wednesday, ten seconds before four in the afternoon in
    /// Finland.
    private static let almostFour: Int64 = 1_795_615_190_000
    private static let record = TerminalRoot.deskRecord.replacing(
        #""rotation":0"#, with: #""rotation":0,"backlight":"panel""#)

    private static func bench() throws -> Bench {
        try Bench.atTheGreeting(record: record) { terminal in
            for (name, number) in ["brightness": 90, "max_brightness": 200, "bl_power": 0] {
                try terminal.write("\(number)\n", to: "sys/class/backlight/panel/\(name)")
            }
            var settings = try terminal.settings()
            settings["hours"] = ["wed": ["08:00", "16:00"], "thu": ["08:30", "16:00"]]
            try terminal.install(settings)
        }
    }

    private static func tell(_ utcMs: Int64, to bench: Bench) throws -> PlayedUplink {
        let uplink = try PlayedUplink(of: bench)
        let now = bench.clock.nowNanoseconds
        uplink.link.send(.time(TimeFix(utcMs: utcMs, errorMs: 5, atBootNs: now, source: "heartbeat")))
        try bench.turn { (try bench.status()["clock"] as? [String: Any])?["state"] as? String == "synced" }
        return uplink
    }

    private static func brightness(_ bench: Bench) throws -> String {
        let path = "\(bench.terminal.path)/sys/class/backlight/panel/brightness"
        return try String(contentsOfFile: path, encoding: .utf8).filter { !$0.isWhitespace }
    }

    @Test func closesDimsDarkensWakesAndOpens() throws {
        let bench = try Self.bench()
        let uplink = try Self.tell(Self.almostFour, to: bench)
        #expect(try bench.shows(bench.pictures.greeting()))
        try bench.pass(.seconds(10))
        var sign = ClosedScreen(opening: OpeningHours.Opening(.tomorrow, minute: 510))
        #expect(try bench.shows(bench.pictures.message(.closed(sign))))
        #expect(try bench.screen() == "closed")
        #expect(try Self.brightness(bench) == "120")
        // Where the greeting had its start.
        let place = (x: 0.5, y: 0.8)
        try bench.pass(.milliseconds(500))
        try bench.plugs.touch(place)
        try bench.lift()
        #expect(try bench.shows(bench.pictures.message(.closed(sign))))
        try bench.pass(.seconds(300))
        #expect(bench.album.last == bench.pictures.black)
        #expect(try Self.brightness(bench) == "0")
        // The journal has long answered: nothing wakes it before the morning.
        try bench.turn { bench.clock.deadline == .seconds(16 * 3_600 + 1_800) - .milliseconds(300_500) }
        try bench.plugs.touch(place)
        try bench.lift()
        sign.place = 8
        #expect(try bench.shows(bench.pictures.message(.closed(sign))))
        #expect(try Self.brightness(bench) == "120")
        try bench.pass(.seconds(17 * 3_600))
        #expect(try bench.shows(bench.pictures.greeting()))
        #expect(try Self.brightness(bench) == "200")
        try bench.tap(.start)
        #expect(try bench.shows(bench.pictures.question()))
        _ = uplink
    }

    /// The control: nobody has told the time.
    @Test func staysOpenWithoutATrustedTime() throws {
        let bench = try Self.bench()
        for _ in 0..<24 {
            try bench.pass(.seconds(3_600))
            #expect(try bench.screen() == "attract")
        }
    }
}
