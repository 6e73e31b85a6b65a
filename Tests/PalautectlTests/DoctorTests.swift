import Foundation
import Testing
import Testkit
import Wire

/// What is wrong with a terminal, and what to do.
struct DoctorTests {
    @Test func findsNothingWrongWithAHealthyTerminal() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let kiosk = try KioskProcess.greeting(terminal)
            let uplink = try kiosk.playUplink()
            let lines = try palautectl("doctor", at: terminal)
            #expect(lines.code == 0, "\(lines.output)")
            #expect(lines.output.split(separator: "\n").allSatisfy { $0.hasPrefix("ok   ") })
            let findings = try palautectl("doctor", "--json", at: terminal).json() as? [[String: Any]]
            #expect(
                findings?.compactMap { $0["name"] as? String } == [
                    "board", "fonts", "settings", "disk", "glass", "touch", "journal", "link",
                ])
            _ = uplink
        }
    }

    /// It stays open, which harms nobody, and it is not what the county asked for.
    @Test func saysThatAUnitWithHoursStaysOpenUntilTheTimeIsKnown() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            var settings = try terminal.settings()
            settings["hours"] = ["mon": ["08:00", "16:00"]]
            try terminal.install(settings)
            let kiosk = try KioskProcess.greeting(terminal)
            let uplink = try kiosk.playUplink()
            let before = try palautectl("doctor", at: terminal)
            #expect(before.code == 1)
            #expect(before.output.contains("BAD  hours: nobody has told the time yet"), "\(before.output)")
            // A Monday morning.
            let fix = TimeFix(utcMs: 1_795_420_800_000, errorMs: 5, atBootNs: 1, source: "heartbeat")
            uplink.send(.time(fix))
            try Visitor(at: kiosk).wait(for: "the time") { $0.clock.state == "synced" }
            let after = try palautectl("doctor", at: terminal)
            #expect(after.code == 0, "\(after.output)")
            #expect(after.output.contains("ok   hours: "))
        }
    }

    enum Trouble: CaseIterable {
        case noBoard, unknownBoard, brokenAnchors, brokenSettings, noFonts, noKiosk, noUplink, noJournal

        /// What doctor calls it, and what to do.
        var told: (name: String, remedy: String) {
            switch self {
            case .noBoard: ("board", "write the name of a record")
            case .unknownBoard: ("board", "palautectl schema board")
            case .brokenAnchors: ("settings", "take it from the image or the provisioning stick")
            case .brokenSettings: ("settings", "palaute-collector settings sign")
            case .noFonts: ("fonts", "fonts-inter")
            case .noKiosk: ("kiosk", "systemctl status palaute-kiosk")
            case .noUplink: ("link", "journalctl -u palaute-uplink")
            case .noJournal: ("journal", "journalctl -u palaute-kiosk")
            }
        }

        func make(at terminal: TerminalRoot) throws {
            switch self {
            case .noBoard: try terminal.remove("etc/palaute/board")
            case .unknownBoard: try terminal.write("{}", to: "usr/share/palaute/boards/desk.json")
            case .brokenAnchors: try terminal.write("{", to: "etc/palaute/anchors.json")
            case .brokenSettings: try terminal.write("{", to: "var/lib/palaute/content/1/settings.jws")
            case .noFonts: try terminal.remove("usr/share/palaute/fonts")
            // A folder in its place: nothing that could be set aside and made anew.
            case .noJournal: try terminal.write("", to: "var/lib/palaute/journal.sqlite/file")
            case .noKiosk, .noUplink: break
            }
        }
    }

    @Test(arguments: Trouble.allCases) func saysWhatIsWrongAndWhatToDo(trouble: Trouble) async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            try trouble.make(at: terminal)
            var kiosk: KioskProcess?
            if trouble == .noJournal || trouble == .noUplink {
                kiosk = try KioskProcess(terminal)
                let kiosk = try #require(kiosk)
                try Visitor(at: kiosk).wait(for: "its rest") {
                    trouble == .noUplink ? $0.screen == "attract" : $0.screen == "outOfService"
                }
            }
            let lines = try palautectl("doctor", at: terminal)
            #expect(lines.code == 1)
            let found = lines.output.split(separator: "\n").filter {
                $0.hasPrefix("BAD  \(trouble.told.name): ")
            }
            #expect(found.count == 1, "\(lines.output)")
            #expect(found.first?.contains(trouble.told.remedy) == true, "\(lines.output)")
            _ = kiosk
        }
    }
}
