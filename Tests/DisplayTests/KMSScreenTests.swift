import CDRM
import Display
import Foundation
import Linux
import Testing

/// Run on the virtual board; a machine without a display skips them.
@Suite(.serialized) struct KMSScreenTests {
    @Test(.requiresDisplay, arguments: ScreenContract.allCases)
    func keepsTheContract(clause: ScreenContract) throws {
        if clause == .goesWithAFlipPending {
            // One master at a time: the next screen comes when this one is gone.
            _ = try KMSScreen.open().present(damage: [])
            try show(KMSScreen.open(), damage: [])
        } else {
            try clause.check { try KMSScreen.open() }
        }
    }

    @Test(.requiresDisplay) func sharesTheGlassWithNobody() throws {
        let screen = try KMSScreen.open()
        let error = #expect(throws: DisplayUnavailable.self) { try KMSScreen.open() }
        #expect(error?.description.contains("drmSetMaster") == true)
        try show(screen, damage: [])
        #expect(error?.isTaken == true)
        #expect(try screen.keepsTheGlass())
    }

    @Test(.requiresDisplay) func listsTheDisplayBesideARunningKiosk() throws {
        let screen = try KMSScreen.open()
        let facts = try displays()
        let shown = facts.first { $0.connector.name == screen.connectorName }
        #expect(shown?.connector.isConnected == true)
        #expect(shown?.connector.modes.contains { $0.size == screen.size } == true)
        try show(screen, damage: [])
    }

    @Test(.requiresDisplay) func waitsWhileAnotherProgramHasTheGlass() throws {
        let screen = try KMSScreen.open()
        try show(screen, damage: [])
        #expect(drmDropMaster(screen.descriptor.rawValue) == 0)
        #expect(try !screen.keepsTheGlass())
        #expect(try screen.present(damage: []) == .retryLater(after: .milliseconds(250)))
        #expect(!screen.isFlipPending)
        #expect(drmSetMaster(screen.descriptor.rawValue) == 0)
        #expect(try screen.keepsTheGlass())
        #expect(try show(screen, damage: []).count == 1)
    }

    @Test(.requiresDisplay) func noticesThatAnotherPictureWasShown() throws {
        let screen = try KMSScreen.open()
        try show(screen, damage: [])
        #expect(drmDropMaster(screen.descriptor.rawValue) == 0)
        do {
            let other = try KMSScreen.open()
            try show(other, damage: [])
        }
        #expect(drmSetMaster(screen.descriptor.rawValue) == 0)
        #expect(try !screen.keepsTheGlass())
    }

    @Test(.requiresDisplay) func turnsTheDisplayItselfOff() throws {
        let screen = try KMSScreen.open()
        try show(screen, damage: [])
        #expect(try power(of: screen) == "On")
        try screen.setPower(isOn: false)
        #expect(try power(of: screen) == "Off")
        try screen.setPower(isOn: true)
        #expect(try power(of: screen) == "On")
    }

    /// As the kernel has it.
    private func power(of screen: KMSScreen) throws -> String {
        let cards = try FileManager.default.contentsOfDirectory(atPath: "/sys/class/drm")
        let connector = try #require(cards.first { $0.hasSuffix("-\(screen.connectorName)") })
        return try String(contentsOfFile: "/sys/class/drm/\(connector)/dpms", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test(.requiresDisplay) func takesAnotherConnectorWhereTheOneNamedIsMissing() throws {
        let first = try KMSScreen.open().connectorName
        let screen = try KMSScreen.open(DisplayWish(connector: "No-1"))
        #expect(screen.connectorName == first)
    }

    @Test(.requiresDisplay) func setsTheModeThatTheRecordNames() throws {
        let modes = try displays().flatMap(\.connector.modes)
        let smallest = try #require(modes.min { $0.size.width < $1.size.width })
        let screen = try KMSScreen.open(DisplayWish(mode: .init(size: smallest.size)))
        #expect(screen.size == smallest.size)
        try show(screen, damage: [PixelRect(screen.size)])
        #expect(try screen.fitsTheDisplay())
    }

    @Test func saysWhyNoDisplayCanBeUsed() throws {
        // Where there is one it is in use.
        let screen = try? KMSScreen.open()
        defer { _ = screen }
        let error = #expect(throws: DisplayUnavailable.self) { try KMSScreen.open() }
        #expect(error?.description.hasPrefix("no display: ") == true)
        #expect(error?.isTaken == (screen != nil))
    }
}

extension Trait where Self == ConditionTrait {
    static var requiresDisplay: Self {
        .enabled("no display") { hasDisplay }
    }
}

private var hasDisplay: Bool {
    (try? displays())?.contains { $0.connector.isConnected } == true
}
