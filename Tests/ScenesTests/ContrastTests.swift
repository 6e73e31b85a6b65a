import Foundation
import Provisioning
import Scenes
import Testing
import Testkit

struct ContrastTests {
    /// Ratios of the WCAG 2.2 definition, worked out apart from this program
    /// (`look.md` §3 gives the same to a tenth).
    @Test(
        arguments: [
            (0x000000, 0xFFFFFF, 21.0), (0x777777, 0xFFFFFF, 4.48), (0xFFFFFF, 0xFFFFFF, 1.0),
            (0x1B2A33, 0xFAF5EC, 13.6), (0x3A474E, 0xEFE5D3, 7.7), (0x7C715F, 0xEFE5D3, 3.8),
            (0xFFDD75, 0x0A0D0F, 14.7),
        ] as [(UInt32, UInt32, Double)])
    func contrastIsThatOfTheGuidelines(first: UInt32, second: UInt32, ratio: Double) {
        let (first, second) = (Color(first), Color(second))
        #expect(abs(first.contrast(with: second) - ratio) < 0.06)
        #expect(first.contrast(with: second) == second.contrast(with: first))
    }

    @Test(arguments: [Theme.day, .contrast]) func theThemesOfTheHouseHaveNoProblem(theme: Theme) {
        #expect(theme.problems().map(\.description) == [])
    }

    @Test func aPaleSecondTextIsNamedWithItsGrounds() {
        var theme = Theme.day
        theme.soft = Color(0x8A8F92)
        #expect(theme.problems().map(\.pair) == ["soft on paper", "soft on band", "soft on key"])
        #expect(theme.problems().allSatisfy { $0.needed == 7 })
    }

    @Test func aFaintBorderIsNamedWithItsGrounds() {
        var theme = Theme.day
        theme.edge = theme.line
        #expect(theme.problems().map(\.pair) == ["edge on paper", "edge on band", "edge on key"])
        #expect(theme.problems().allSatisfy { $0.needed == 3 })
    }

    @Test func aThemeWithABadPairIsRefusedAndThePairNamed() throws {
        let terminal = try TerminalRoot()
        let path = "usr/share/palaute/themes/paiva.json"
        let good = try String(contentsOfFile: "\(terminal.path)/\(path)", encoding: .utf8)
        #expect(try terminal.root.theme(named: "paiva") == .day)
        try terminal.write(good.replacing("\"soft\": \"#3A474E\"", with: "\"soft\": \"#8A8F92\""), to: path)
        let problem = #expect(throws: Problem.self) { try terminal.root.theme(named: "paiva") }
        #expect(problem.map(String.init(describing:))?.contains("soft on paper") == true)
    }
}
