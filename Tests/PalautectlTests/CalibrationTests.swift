import Foundation
import Testing
import Testkit

/// `palautectl touch --calibrate`, both programs as they are shipped.
struct CalibrationTests {
    /// A panel that says everything 4 % too far to the right.
    private func touch(_ kiosk: KioskProcess, _ x: Double, _ y: Double) throws {
        try kiosk.feed("0 \(x + 0.04) \(y)\n0 up\n")
    }

    @Test func aTechnicianTouchesNineCrossesAndReadsHowMuchBetterItIs() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let kiosk = try KioskProcess.greeting(terminal)
            let visitor = Visitor(at: kiosk)
            let technician = try Program("palautectl", ["--root", terminal.path, "touch", "--calibrate"])
            var frames = try visitor.wait(forScreen: "calibrating").frames
            for (y, x) in [0.1, 0.5, 0.9].flatMap({ y in [0.1, 0.5, 0.9].map { (y, $0) } }) {
                // Nothing counts for 0.4 s after each cross has come.
                Thread.sleep(forTimeInterval: 0.6)
                try touch(kiosk, x, y)
                let seen = frames
                frames = try visitor.wait(for: "another picture") { $0.frames > seen }.frames
            }
            let result = try technician.end()
            #expect(result.code == 0, "\(result)")
            #expect(result.messages.isEmpty)
            #expect(
                result.output.hasSuffix(
                    "calibrated: touches were 8.7 mm off the crosses, now they are 0.0 mm off\n"))
            try visitor.wait(forScreen: "attract")
            // And again from its file.
            try kiosk.stop()
            try kiosk.start()
            try visitor.wait(forScreen: "attract")
            try kiosk.feed("0 0.54 0.5\n")
            let seen = try palautectl("touch", "--seconds", "1", "--json", at: terminal)
            #expect(seen.output == "{\"0\":[640,400]}\n", "\(seen)")
        }
    }

    @Test func aVisitUnderWayIsToldAndLeftAlone() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let kiosk = try KioskProcess.greeting(terminal)
            try Visitor(at: kiosk).start()
            let lines = try palautectl("touch", "--calibrate", at: terminal)
            #expect(lines.code == 1)
            #expect(lines.messages.contains("not calibrated: a visit is under way; try again when"))
            let json = try palautectl("touch", "--calibrate", "--json", at: terminal)
            #expect(json.code == 1)
            #expect((try json.json() as? [String: String])?["refused"]?.hasPrefix("a visit") == true)
            #expect(try kiosk.status()?.screen == "question")
        }
    }

    @Test func aTechnicianWhoGivesUpGivesTheGlassBack() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let kiosk = try KioskProcess.greeting(terminal)
            let technician = try Program("palautectl", ["--root", terminal.path, "touch", "--calibrate"])
            try Visitor(at: kiosk).wait(forScreen: "calibrating")
            technician.kill()
            try Visitor(at: kiosk).answer(7)
        }
    }
}
