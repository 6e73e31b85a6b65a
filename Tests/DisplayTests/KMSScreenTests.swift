import Display
import Linux
import Testing

/// Run on the virtual board; a machine without a display skips them.
@Suite(.serialized) struct KMSScreenTests {
    @Test(.requiresDisplay, arguments: ScreenContract.allCases)
    func keepsTheContract(clause: ScreenContract) throws {
        if clause == .goesWithAFlipPending {
            // One master at a time: the next screen comes when this one is gone.
            try KMSScreen.open().present(damage: [])
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
        #expect(try screen.isConnected())
    }

    @Test(.requiresDisplay) func listsTheDisplayBesideARunningKiosk() throws {
        let screen = try KMSScreen.open()
        let facts = try displays()
        let shown = facts.first { $0.connector.name == screen.connectorName }
        #expect(shown?.connector.isConnected == true)
        #expect(shown?.connector.preferredMode?.size == screen.size)
        try show(screen, damage: [])
    }

    @Test func saysWhyNoDisplayCanBeUsed() {
        let error = #expect(throws: DisplayUnavailable.self) { try KMSScreen.open(connector: "No-1") }
        #expect(error?.description.hasPrefix("no display: ") == true)
    }
}

extension Trait where Self == ConditionTrait {
    static var requiresDisplay: Self {
        .enabled("no display") { (try? displays())?.contains { $0.connector.isConnected } == true }
    }
}
