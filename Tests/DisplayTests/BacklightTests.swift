import Display
import Foundation
import Linux
import Testing
import Testkit

/// A folder that stands for one of `/sys/class/backlight`.
struct BacklightTests {
    private final class Panel {
        let folder: TemporaryFolder

        init(brightness: String = "40\n", largest: String = "255\n", power: String? = "0\n") throws {
            folder = try TemporaryFolder()
            try write(brightness, "brightness")
            try write(largest, "max_brightness")
            if let power { try write(power, "bl_power") }
        }

        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
        }

        func read(_ name: String) throws -> String {
            try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
        }
    }

    @Test(arguments: [(100, "255\n"), (60, "153\n"), (1, "3\n"), (0, "0\n")])
    func setsAShareOfWhatThePanelCan(percent: Int, brightness: String) throws {
        let panel = try Panel()
        let backlight = try Backlight(folder: panel.folder.path)
        try backlight.set(percent: percent)
        #expect(try panel.read("brightness") == brightness)
    }

    @Test func switchesThePanelOffAtNothingAndOnAgain() throws {
        let panel = try Panel()
        let backlight = try Backlight(folder: panel.folder.path)
        try backlight.set(percent: 0)
        #expect(try panel.read("bl_power") == "4\n")
        try backlight.set(percent: 60)
        #expect(try panel.read("bl_power") == "0\n")
    }

    @Test func aPanelOfFewStepsIsNeverDarkenedToNothing() throws {
        let panel = try Panel(brightness: "3\n", largest: "7\n", power: nil)
        let backlight = try Backlight(folder: panel.folder.path)
        try backlight.set(percent: 1)
        #expect(try panel.read("brightness") == "1\n")
    }

    @Test func leavesThePanelAsItWasFound() throws {
        let panel = try Panel()
        do {
            let backlight = try Backlight(folder: panel.folder.path)
            try backlight.set(percent: 0)
            #expect(try panel.read("brightness") == "0\n")
        }
        #expect(try panel.read("brightness") == "40\n")
        #expect(try panel.read("bl_power") == "0\n")
    }

    /// A kiosk that was killed in the dark leaves a dark panel to the next one.
    @Test func leavesAPanelLitThatWasFoundDark() throws {
        let panel = try Panel(brightness: "0\n", power: "4\n")
        do { _ = try Backlight(folder: panel.folder.path) }
        #expect(try panel.read("brightness") == "255\n")
        #expect(try panel.read("bl_power") == "0\n")
    }

    @Test(arguments: ["0\n", "much\n", ""]) func refusesAPanelWithoutSteps(largest: String) throws {
        let panel = try Panel(largest: largest)
        let error = #expect(throws: SystemError.self) { try Backlight(folder: panel.folder.path) }
        #expect(error?.code == EINVAL)
    }

    @Test func saysWhichPanelIsMissing() {
        let error = #expect(throws: SystemError.self) { try Backlight(folder: "/sys/class/backlight/none") }
        #expect(error?.subject.hasPrefix("/sys/class/backlight/none/") == true)
    }
}
