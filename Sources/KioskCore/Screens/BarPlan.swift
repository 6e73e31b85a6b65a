import Scenes

/// The keys of the bar with the lines of their words, in one row or two.
struct BarPlan {
    /// One key of the bar, whose words may take two lines or yield to a sign.
    struct Way {
        var key: Key
        var words: String
        var lines: [String]
        var sign: Icon?
        var isShown: Bool
        var isFilled: Bool

        init(_ key: Key, _ words: String, isShown: Bool = true, isFilled: Bool = false) {
            self.key = key
            self.words = words
            self.isShown = isShown
            self.isFilled = isFilled
            lines = [words]
        }

        /// Stands at the right; all others follow each other from the left.
        var isTheWayOn: Bool { [.next, .done, .toAnswers, .goOn].contains(key) }
    }

    struct Row {
        var ways: [Way]
        /// Left and right of the words.
        var air: Double
        var top = 0.0
        var height = 0.0
    }

    var rows: [Row]
    var top: Double
    /// False where some word is wider than its key.
    var fits: Bool
}

extension Sketch {
    /// Places `ways` with their words whole: on one line, on two, the way back as
    /// an arrow, and at last in two rows.
    func plan(_ ways: [BarPlan.Way]) -> BarPlan {
        var ways = ways
        let least = 0.3 * metrics.least
        var air = fit(&ways)
        guard air < least else { return stacked([BarPlan.Row(ways: ways, air: air)]) }
        if let back = ways.firstIndex(where: { [.back, .toQuestion].contains($0.key) }) {
            ways[back].sign = .back
            air = fit(&ways)
            if air >= least { return stacked([BarPlan.Row(ways: ways, air: air)]) }
        }
        // The way back and the way on keep the lowest row.
        var upper = ways.filter { !$0.isTheWayOn && $0.sign == nil }
        var lower = ways.filter { $0.isTheWayOn || $0.sign != nil }
        let airs = (fit(&upper), fit(&lower))
        return stacked([BarPlan.Row(ways: upper, air: airs.0), BarPlan.Row(ways: lower, air: airs.1)])
    }

    private func stacked(_ rows: [BarPlan.Row]) -> BarPlan {
        var rows = rows.filter { !$0.ways.isEmpty }
        var top = metrics.barBottom + metrics.answerGap
        for index in rows.indices.reversed() {
            let lines = rows[index].ways.map(\.lines.count).max() ?? 1
            let words = lines > 1 ? (1.55 * Double(lines - 1) + 2.2) * metrics.least : 0
            rows[index].height = max(metrics.wordKey, words)
            top -= rows[index].height + metrics.answerGap
            rows[index].top = top
        }
        return BarPlan(rows: rows, top: top, fits: rows.allSatisfy { $0.air >= 0.3 * metrics.least })
    }

    /// Chooses the lines of the words so that all keys fit beside each other, and
    /// returns the air left and right of the words.
    ///
    /// The longest words that can be broken are broken first: what is left is the
    /// narrowest bar that shows every word whole.
    private func fit(_ ways: inout [BarPlan.Way]) -> Double {
        let (wanted, least) = (0.7 * metrics.least, 0.45 * metrics.least)
        while air(ways) < least {
            let breakable = ways.indices.filter {
                ways[$0].lines.count == 1 && ways[$0].sign == nil && ways[$0].words.contains(" ")
            }
            let longest = breakable.max { width(of: ways[$0]) < width(of: ways[$1]) }
            guard let longest else { break }
            // Narrower than one line and wide enough for two: balancing does the rest.
            let narrower = 0.75 * width(of: ways[longest])
            ways[longest].lines = balanced(ways[longest].words, .key, metrics.least, within: narrower)
        }
        return min(wanted, air(ways))
    }

    /// The air beside each word if the keys shared all of the bar, none of them
    /// narrower than a finger needs.
    private func air(_ ways: [BarPlan.Way]) -> Double {
        let room = metrics.width - 2 * metrics.margin - Double(ways.count - 1) * metrics.gap
        let words = wordRooms(ways)
        var (least, most) = (-2 * metrics.least, 2 * metrics.least)
        for _ in 0..<50 {
            let air = (least + most) / 2
            let all = words.reduce(0) { $0 + max($1 + 2 * air, leastWay) }
            if all <= room { least = air } else { most = air }
        }
        return least
    }

    private var leastWay: Double {
        (metrics.holdsTwoSkips && !metrics.isEnlarged ? 32 : 20) * metrics.perMillimetre
    }

    /// What each key holds for its words: a way past the question never less than
    /// the way back, however short its word (`look.md` §1, 5).
    private func wordRooms(_ ways: [BarPlan.Way]) -> [Double] {
        let back = ways.first.map(width(of:)) ?? 0
        return ways.map { $0.isTheWayOn ? width(of: $0) : max(width(of: $0), back) }
    }

    private func width(of way: BarPlan.Way) -> Double {
        if way.sign != nil { return 1.2 * metrics.least }
        return way.lines.map { width(of: $0, .key, metrics.least) }.max() ?? 0
    }

    /// Draws the keys, row by row; returns where the bar begins.
    mutating func draw(_ plan: BarPlan) {
        for row in plan.rows {
            let widths = wordRooms(row.ways).map { max($0 + 2 * row.air, leastWay) }
            var x = metrics.margin
            for (way, width) in zip(row.ways, widths) {
                let right = metrics.width - metrics.margin - width
                let place = Rect(
                    x: way.isTheWayOn ? right : x, y: row.top, width: width, height: row.height)
                draw(way, place)
                x += width + metrics.gap
            }
        }
    }

    private mutating func draw(_ way: BarPlan.Way, _ rect: Rect) {
        guard way.isShown else { return }
        let face = key(way.key, rect, look: way.isFilled ? .filled : .rest, label: way.words)
        let centre = PanelPoint(x: rect.x + rect.width / 2, y: middle(of: rect) + face.sunk)
        if let sign = way.sign {
            scene.elements.append(
                .shape(sign.shape(at: centre, size: 1.2 * metrics.least, color: face.text)))
            return
        }
        let pitch = 1.55 * metrics.least
        for (index, text) in way.lines.enumerated() {
            let offset = (Double(index) - Double(way.lines.count - 1) / 2) * pitch
            line(
                text, .key, metrics.least, face.text, at: .middle(centre.x), middle: centre.y + offset)
        }
    }
}
