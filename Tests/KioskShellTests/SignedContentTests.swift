import FHIR
import Foundation
import Provisioning
import Sealing
import Testing
import Testkit

/// Settings and surveys that bear the county's own signature and are spoilt all the same:
/// a terminal refuses them or shows them, and never goes dark, back or down.
@MainActor struct SignedContentTests {
    private static let count = 1_000

    @Test func aThousandSpoiltOnesLeaveAPictureAndTheLastGoodContent() throws {
        var trial = try Trial(seed: 71)
        while trial.taken + trial.refused < Self.count { try trial.spoil() }
        print("\(trial)")
        #expect(trial.bench.album.blanks == 0)
        // Control: a blank picture would have been seen.
        let last = try #require(trial.bench.album.last)
        #expect(!Album.isBlank(last) && Album.isBlank([UInt8](repeating: 7, count: last.count)))
        #expect(trial.taken > 50 && trial.refused > 500 && trial.underAVisit > 100)
        // A sound one is still taken.
        try trial.installSoundContent()
    }

    @MainActor private struct Trial: @MainActor CustomStringConvertible {
        let bench: Bench
        private(set) var (taken, refused, underAVisit) = (0, 0, 0)
        private var random: SplitMix
        private let packs: [SoundDocument]
        private var inUse = 1

        init(seed: UInt64) throws {
            random = SplitMix(seed: seed)
            bench = try Bench.atTheGreeting()
            bench.album.keepsOnlyTheLast = true
            let surveys = bench.terminal.root.share + "/surveys/"
            packs = try ["nps", "smileys"].map {
                try SoundDocument([UInt8](Data(contentsOf: URL(filePath: "\(surveys)\($0).json"))))
            }
        }

        /// One content, below, at or above the serial in use, at rest or under a visit.
        mutating func spoil() throws {
            let serial = max(1, inUse + Int.random(in: -1...3, using: &random))
            let (pack, settings) =
                try Bool.random(using: &random) ? spoiltPack(serial) : (nil, spoiltSettings(serial))
            let folder = "var/lib/palaute/content/\(serial)"
            let isInUse = serial == inUse
            guard !isInUse else { return }
            if let pack {
                try bench.terminal.write("", to: "\(folder)/pack.json")
                try Data(pack).write(to: URL(filePath: bench.terminal.root("\(folder)/pack.json")))
            }
            // More than that nobody signs.
            guard settings.count < JWS.maximumBytes / 2 else { return }
            try bench.terminal.install(settings, serial: serial)
            let hasVisitor = Int.random(in: 0..<4, using: &random) == 0
            if hasVisitor { try reloadUnderAVisit() } else { try bench.reload() }
            let now = try #require(try bench.status()["settingsSerial"] as? Int)
            try #require(now == inUse || now == serial && serial > inUse)
            try #require(bench.album.blanks == 0)
            if now == inUse {
                refused += 1
                try bench.terminal.remove(folder)
            } else {
                try bench.terminal.remove("var/lib/palaute/content/\(inUse)")
                (taken, inUse) = (taken + 1, serial)
                try visit()
            }
        }

        /// What is taken can be answered, whatever it is.
        private func visit() throws {
            try bench.tap(.start)
            try #require(try bench.screen() == "question")
            try bench.tap(.back)
            try #require(try bench.screen() == "attract")
        }

        private mutating func reloadUnderAVisit() throws {
            try bench.tap(.start)
            let seen = bench.album.last
            try bench.reload()
            try #require(bench.album.last == seen)
            try #require(try bench.status()["settingsSerial"] as? Int == inUse)
            underAVisit += 1
            try bench.tap(.back)
        }

        private mutating func spoiltPack(_ serial: Int) throws -> (pack: [UInt8]?, settings: [UInt8]) {
            let pack = random.spoiled(packs)
            var settings = try bench.terminal.settings(serial: serial)
            if let file = try? SurveyFile(pack, at: "pack.json"), let pin = try? file.pin {
                settings["surveys"] = [["canonical": pin.canonical, "sha256": pin.sha256]]
            }
            return (pack, [UInt8](try JSONSerialization.data(withJSONObject: settings)))
        }

        private mutating func spoiltSettings(_ serial: Int) throws -> [UInt8] {
            var settings = try bench.terminal.settings(serial: serial)
            settings["hours"] = ["mon": ["08:00", "16:00"]]
            settings["place"] = "lobby"
            settings["retentionDays"] = 30
            settings["privacy"] = ["controller": "Testialue", "contact": "010 123"]
            return random.spoiled([
                try SoundDocument([UInt8](JSONSerialization.data(withJSONObject: settings)))
            ])
        }

        mutating func installSoundContent() throws {
            try bench.terminal.install(bench.terminal.settings(serial: inUse + 1))
            try bench.reload()
            #expect(try bench.status()["settingsSerial"] as? Int == inUse + 1)
            try visit()
        }

        var description: String {
            "spoilt and signed: \(refused) refused, \(taken) taken and answered, \(underAVisit) under a visit"
        }
    }
}
