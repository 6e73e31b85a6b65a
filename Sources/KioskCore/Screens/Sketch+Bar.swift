import Scenes

// Back and skip at the left, the one way on at the right. Each keeps its place,
// also while another is missing.
extension Sketch {
    mutating func bar(_ screen: QuestionScreen, _ words: Words) {
        var ways = [Way(.back, words[.back], isShown: screen.offersBack), Way(.skip, words[.skip])]
        if screen.question.allowsCannotSay {
            let cannotSay = Way(.cannotSay, words[.cannotSay])
            if metrics.holdsTwoSkips { ways.append(cannotSay) } else { ways[1] = cannotSay }
        }
        ways.append(Way(.next, words[.next], isShown: screen.offersNext))
        let air = fit(&ways)
        let least = (metrics.holdsTwoSkips ? 32 : 20) * metrics.perMillimetre
        let widths = wordRooms(ways).map { max($0 + 2 * air, least) }
        var x = metrics.margin
        for (way, width) in zip(ways, widths) where way.key != .next {
            draw(way, Rect(x: x, y: metrics.barTop, width: width, height: metrics.barKey), look: .rest)
            x += width + metrics.gap
        }
        guard let way = ways.last, let width = widths.last else { return }
        let right = metrics.width - metrics.margin
        let rect = Rect(x: right - width, y: metrics.barTop, width: width, height: metrics.barKey)
        draw(way, rect, look: .filled)
    }

    /// One key of the bar, whose words may take two lines.
    private struct Way {
        var key: Key
        var words: String
        var lines: [String]
        var isShown: Bool

        init(_ key: Key, _ words: String, isShown: Bool = true) {
            self.key = key
            self.words = words
            self.isShown = isShown
            lines = [words]
        }
    }

    /// Chooses the lines of the words so that all keys fit beside each other, and
    /// returns the air left and right of the words.
    ///
    /// The longest words that can be broken are broken first: what is left is the
    /// narrowest bar that shows every word whole.
    private func fit(_ ways: inout [Way]) -> Double {
        let (wanted, least) = (0.7 * metrics.least, 0.45 * metrics.least)
        while air(ways) < least {
            let breakable = ways.indices.filter { ways[$0].lines.count == 1 && ways[$0].words.contains(" ") }
            let longest = breakable.max { width(of: ways[$0]) < width(of: ways[$1]) }
            guard let longest else { break }
            // Narrower than one line and wide enough for two: balancing does the rest.
            let narrower = 0.75 * width(of: ways[longest])
            ways[longest].lines = balanced(ways[longest].words, .key, metrics.least, within: narrower)
        }
        return min(wanted, air(ways))
    }

    /// The air beside each word if the keys shared all of the bar.
    private func air(_ ways: [Way]) -> Double {
        let gaps = Double(ways.count - 1) * metrics.gap
        let words = wordRooms(ways).reduce(0, +)
        return (metrics.width - 2 * metrics.margin - gaps - words) / Double(2 * ways.count)
    }

    /// What each key holds for its words: a way past the question never less than
    /// the way back, however short its word (`look.md` §1, 5).
    private func wordRooms(_ ways: [Way]) -> [Double] {
        let back = ways.first.map(width(of:)) ?? 0
        return ways.map { $0.key == .next ? width(of: $0) : max(width(of: $0), back) }
    }

    private func width(of way: Way) -> Double {
        way.lines.map { width(of: $0, .key, metrics.least) }.max() ?? 0
    }

    private mutating func draw(_ way: Way, _ rect: Rect, look: Look) {
        guard way.isShown else { return }
        let face = key(way.key, rect, look: look, label: way.words)
        let pitch = 1.55 * metrics.least
        for (index, text) in way.lines.enumerated() {
            let offset = (Double(index) - Double(way.lines.count - 1) / 2) * pitch
            line(
                text, .key, metrics.least, face.text, at: .middle(rect.x + rect.width / 2),
                middle: middle(of: rect) + face.sunk + offset)
        }
    }
}
