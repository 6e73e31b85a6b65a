import Scenes
import Testing
import Testkit

/// Every character is one pixel wide here.
struct LineBreakingTests {
    static let measure = UniformMeasure()
    static let capital = Face.capitalPerEm / 0.62

    static func lines(_ text: String, within width: Int) -> [String] {
        LineBreaking.balanced(
            text, within: Double(width), face: .question, capital: capital, measure: measure)
    }

    @Test(arguments: [
        ("", 10, []),
        ("Kyllä", 10, ["Kyllä"]),
        ("Kyllä", 2, ["Kyllä"]),
        ("En lainkaan todennäköisesti", 30, ["En lainkaan todennäköisesti"]),
        ("En lainkaan todennäköisesti", 24, ["En lainkaan", "todennäköisesti"]),
        ("aaaa bb cc dddd", 12, ["aaaa bb", "cc dddd"]),
        ("a  b", 10, ["a b"]),
        ("hoidon / palvelun aikana", 15, ["hoidon", "/ palvelun", "aikana"]),
        ("hoidon/palvelun aikana", 16, ["hoidon/palvelun", "aikana"]),
    ])
    func breaksIntoTheFewestAndMostEvenLines(text: String, width: Int, expected: [String]) {
        #expect(Self.lines(text, within: width) == expected)
    }

    @Test(arguments: 5..<60) func neverEndsALineWithASlash(width: Int) {
        let lines = Self.lines("Koin oloni turvalliseksi hoidon / palvelun aikana", within: width)
        #expect(!lines.contains { $0.hasSuffix("/") })
    }

    @Test(arguments: 0..<400) func noOtherBreakingHasFewerOrShorterLines(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let words = (0..<Int.random(in: 1...9, using: &random)).map { _ in
            String(repeating: "a", count: Int.random(in: 1...12, using: &random))
        }
        let width = Int.random(in: 12...40, using: &random)
        let lines = Self.lines(words.joined(separator: " "), within: width)
        let possible = Self.breakings(of: words).filter { $0.allSatisfy { $0.count <= width } }
        let fewest = possible.map(\.count).min() ?? 0
        let shortest = possible.filter { $0.count == fewest }.map(Self.longest).min() ?? 0
        #expect(lines.joined(separator: " ") == words.joined(separator: " "))
        #expect(lines.count == fewest)
        #expect(Self.longest(lines) == shortest)
    }

    private static func longest(_ lines: [String]) -> Int { lines.map(\.count).max() ?? 0 }

    /// All 2ⁿ⁻¹ ways to break between words.
    private static func breakings(of words: [String]) -> [[String]] {
        (0..<1 << (words.count - 1)).map { breaks in
            words.indices.dropFirst().reduce(into: [words[0]]) { lines, index in
                if breaks >> (index - 1) & 1 == 1 {
                    lines.append(words[index])
                } else {
                    lines[lines.count - 1] += " " + words[index]
                }
            }
        }
    }
}
