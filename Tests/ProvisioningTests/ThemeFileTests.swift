import Foundation
import Provisioning
import Scenes
import Testing
import Testkit

/// What a theme may carry beside its colours.
struct ThemeFileTests {
    private static let themes = "usr/share/palaute/themes"

    /// A terminal whose theme has these members more.
    private func terminal(_ extras: [String: Any]) throws -> TerminalRoot {
        let terminal = try TerminalRoot()
        let path = "\(terminal.path)/\(Self.themes)/paiva.json"
        var theme =
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path))) as? [String: Any]
            ?? [:]
        theme.merge(extras) { _, new in new }
        try JSONSerialization.data(withJSONObject: theme).write(to: URL(filePath: path))
        return terminal
    }

    /// The head of a PNG file, which is all that Provisioning reads of one.
    private static func png(_ width: Int, _ height: Int, padded: Int = 0) -> [UInt8] {
        func big(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) } }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + big(width) + big(height) + [8, 6, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: padded)
    }

    private func refusal(_ terminal: TerminalRoot) -> Problem? {
        do throws(Problem) {
            _ = try terminal.root.themeFile(named: "paiva")
            return nil
        } catch {
            return error
        }
    }

    @Test func aThemeBringsItsLogoAndItsGreeting() throws {
        let terminal = try terminal([
            "logo": "kaupunki.png",
            "words": ["fi": ["greeting": "Kerro kaupungille"], "se": ["greeting": "Vástit"]],
        ])
        let bytes = Self.png(2048, 1)
        try Data(bytes).write(to: URL(filePath: "\(terminal.path)/\(Self.themes)/kaupunki.png"))
        let content = try terminal.root.activeContent { _ in }
        let logo = try #require(content.theme.logo)
        #expect((logo.name, logo.width, logo.height) == ("kaupunki.png", 2048, 1))
        #expect(logo.bytes == bytes && logo.digest.count == 64)
        #expect(content.phrases.text(.greeting, in: .finnish) == "Kerro kaupungille")
        #expect(content.phrases.text(.start, in: .finnish) == "Aloita")
        #expect(content.phrases.text(.greeting, in: .swedish) == "Berätta hur det var")
        // The settings do not offer Northern Sámi; a theme serves many units.
        #expect(content.phrases.phrases.count == 3)
    }

    @Test func anotherFileOfTheSameNameMakesAnotherTheme() throws {
        let terminal = try terminal(["logo": "a.png"])
        let file = URL(filePath: "\(terminal.path)/\(Self.themes)/a.png")
        try Data(Self.png(20, 10)).write(to: file)
        let before = try terminal.root.activeContent { _ in }
        #expect(try terminal.root.activeContent { _ in } == before)
        try Data(Self.png(20, 10, padded: 1)).write(to: file)
        #expect(try terminal.root.activeContent { _ in } != before)
    }

    @Test(arguments: [
        "../logo.png", "/etc/logo.png", "a/b.png", "a\\b.png", ".hidden.png", ".png", "", "logo.svg",
        "a\nb.png",
        "logo.png\n", String(repeating: "a", count: 200) + ".png",
    ]) func aLogoIsNoFileElsewhere(name: String) throws {
        let terminal = try terminal(["logo": name])
        let problem = try #require(refusal(terminal))
        #expect(problem.path.hasSuffix("/paiva.json") && problem.reason.hasPrefix("logo must be the name"))
    }

    @Test(arguments: [
        (png(2049, 10), "2049 × 10 pixels"), (png(10, 2049), "10 × 2049 pixels"),
        (png(0, 10), "0 × 10 pixels"),
        (png(1 << 31, 10), "2147483648 × 10 pixels"), (Array(png(10, 10).prefix(28)), "no PNG file"),
        (Array("GIF89a".utf8), "no PNG file"), ([], "no PNG file"),
        (png(10, 10, padded: 256 * 1024), "File too large"),
    ]) func aLogoThatIsTooLargeOrNoPNGIsRefusedByFileAndReason(bytes: [UInt8], reason: String) throws {
        let terminal = try terminal(["logo": "a.png"])
        try Data(bytes).write(to: URL(filePath: "\(terminal.path)/\(Self.themes)/a.png"))
        let problem = try #require(refusal(terminal))
        #expect(problem.path.hasSuffix("/themes/a.png") && problem.reason.contains(reason))
        #expect(!"\(problem)".contains("\n"))
    }

    @Test func aLogoThatIsNotThereIsNamed() throws {
        let problem = try #require(refusal(try terminal(["logo": "a.png"])))
        #expect(problem.path.hasSuffix("/themes/a.png") && problem.reason.contains("No such file"))
    }

    @Test(arguments: ["start", "thanks", "Greeting", "greetingDetail"])
    func onlyTheGreetingCanBeReplaced(key: String) throws {
        let problem = try #require(refusal(try terminal(["words": ["sv": [key: "x"]]])))
        #expect(problem.reason == "words.sv.\(key) cannot be replaced; only greeting can")
    }

    @Test(arguments: [
        "", "   ", "a\nb", "a\u{202E}b", "a\u{2028}b", String(repeating: "ab ", count: 20) + "c",
        String(repeating: "a", count: 25), "e" + String(repeating: "\u{301}", count: 60),
    ]) func aGreetingIsOneShortLine(text: String) throws {
        let problem = try #require(refusal(try terminal(["words": ["fi": ["greeting": text]]])))
        #expect(problem.reason.hasPrefix("words.fi.greeting must be one line of 1–60 characters"))
    }

    @Test func sixtyCharactersAreAGreeting() throws {
        let text = String(repeating: "a", count: 24) + " " + String(repeating: "ab ", count: 11) + "öö"
        #expect(text.count == 60)
        #expect(refusal(try terminal(["words": ["fi": ["greeting": text]]])) == nil)
    }
}
