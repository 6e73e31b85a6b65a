import Foundation
import KioskCore
import Testing

/// Settings and survey change under a running terminal.
@MainActor struct ContentTests {
    private static let survey = "usr/share/palaute/surveys/nps.json"

    @Test func restsInThreeLanguagesWhileItsContentIsBrokenAndRecoversByItself() throws {
        let bench = try Bench { try $0.write("{", to: Self.survey) }
        bench.runtime.start()
        try bench.turn { try bench.status()["journal"] != nil }
        #expect(try bench.shows(bench.pictures.message(.outOfService)))
        let words = bench.pictures.words(of: bench.pictures.message(.outOfService))
        for title in ["Laite on tauolla", "Enheten är på paus", "This device is resting"] {
            #expect(words.contains(title))
        }
        try bench.pass(.seconds(5))
        #expect(try bench.screen() == "outOfService")
        try bench.terminal.write(bench.pictures.pack, to: Self.survey)
        try bench.pass(.seconds(5))
        #expect(try bench.shows(bench.pictures.greeting()))
        try bench.tap(.start)
        #expect(try bench.shows(bench.pictures.question()))
    }

    @Test func takesNewSettingsOnlyWhenTheVisitorIsThrough() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start, .scale(5))
        var settings = try bench.terminal.settings(serial: 2)
        settings["languages"] = ["sv", "en"]
        try bench.terminal.install(settings)
        try bench.reload()
        #expect(try bench.shows(bench.pictures.question(chosen: 5)))
        #expect(try bench.status()["settingsSerial"] as? Int == 1)
        try bench.tap(.next)
        try bench.turn(untilShown: bench.pictures.message(.thanks))
        try bench.tap(.done)
        #expect(try bench.status()["settingsSerial"] as? Int == 2)
        let pictures = try Pictures(of: bench.terminal)
        #expect(bench.album.last == pictures.picture(of: pictures.greeting(in: .swedish)))
    }

    @Test func staysWithWhatItAsksWhenNewSettingsAreBroken() throws {
        let bench = try Bench.atTheGreeting()
        var settings = try bench.terminal.settings(serial: 2)
        settings["languages"] = [String]()
        try bench.terminal.install(settings)
        try bench.reload()
        #expect(try bench.status()["settingsSerial"] as? Int == 1)
        #expect(try bench.shows(bench.pictures.greeting()))
    }

    @Test func keepsItsContentWhenEverythingIsTakenAway() throws {
        let bench = try Bench.atTheGreeting()
        try bench.terminal.remove("var/lib/palaute/content")
        try bench.reload()
        try bench.tap(.start, .scale(5), .next)
        try bench.turn(untilShown: bench.pictures.message(.thanks))
    }
}

extension Bench {
    /// What SIGHUP does; to this thread only, for others share the process.
    func reload() throws {
        pthread_kill(pthread_self(), SIGHUP)
        try settle()
    }
}
