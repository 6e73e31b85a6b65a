import Scenes

// 0–10 in the forms of `look.md` §6: always one sequence, low first, the words
// of both ends always visible.
extension Sketch {
    /// One row, edge to edge where the margins would make the keys too narrow.
    /// Returns the shelf's top.
    mutating func scaleRow(
        _ values: ClosedRange<Int>, _ low: String, _ high: String, chosen: Int?
    ) -> Double {
        let gap = metrics.scaleGap
        let count = Double(values.count)
        let isNarrow = metrics.width - 2 * metrics.margin < count * (16.5 * metrics.perMillimetre + gap) - gap
        let reachesEdges = isNarrow && metrics.form == .row
        let pitch = (reachesEdges ? metrics.width : metrics.width - 2 * metrics.margin + gap) / count
        let left = reachesEdges ? gap / 2 : metrics.margin
        let shelfBottom = metrics.barTop - metrics.shelfToBar
        let keysTop = shelfBottom - metrics.keysToShelfEnd - metrics.scaleKey
        let (lowLines, highLines) = endLines(low, high)
        let lines = max(lowLines.count, highLines.count)
        let pitchOfWords = metrics.least * Metrics.pitchPerCapital
        let wordsFirst = keysTop - metrics.wordsToKeys - Double(lines - 1) * pitchOfWords
        let shelfTop = wordsFirst - metrics.shelfToWords
        shelf(from: shelfTop, to: shelfBottom)
        ends(lowLines, .left(metrics.margin), first: wordsFirst, of: lines)
        ends(highLines, .right(metrics.width - metrics.margin), first: wordsFirst, of: lines)
        for (place, value) in values.enumerated() {
            let rect = Rect(
                x: left + Double(place) * pitch, y: keysTop, width: pitch - gap,
                height: metrics.scaleKey)
            // Keys that reach the edges are drawn narrower than they can be pressed.
            let inset = reachesEdges ? 0.3 * metrics.perMillimetre : 0
            scaleKey(
                value, of: values, words: (low, high), rect, inset: inset, isChosen: value == chosen)
        }
        return shelfTop
    }

    /// The words of both ends on equally many lines, each end in its half.
    private func endLines(_ low: String, _ high: String) -> ([String], [String]) {
        func lines(_ words: String, _ width: Double) -> [String] {
            balanced(words, .label, metrics.least, within: width)
        }
        let half = (metrics.width - 2 * metrics.margin) / 2 - metrics.least
        let ends = (lines(low, half), lines(high, half))
        guard ends.0.count != ends.1.count else { return ends }
        let more = ends.0.count > ends.1.count ? ends.0 : ends.1
        let narrow = widest(more, .label, metrics.least) + 1
        return (lines(low, narrow), lines(high, narrow))
    }

    /// Folded once after the middle, read like text; the words above the first
    /// and below the last key.
    mutating func scaleFold(
        _ values: ClosedRange<Int>, _ low: String, _ high: String, chosen: Int?
    ) -> Double {
        let columns = (values.count + 1) / 2
        let gap = metrics.scaleGap
        let pitch = (metrics.width - 2 * metrics.margin + gap) / Double(columns)
        let words = metrics.shelfToWords + metrics.wordsToKeys
        let shelfBottom = metrics.barTop - metrics.shelfToBar
        let keysBottom = shelfBottom - words
        let keysTop = keysBottom - 2 * metrics.scaleKey - gap
        let shelfTop = keysTop - words
        shelf(from: shelfTop, to: shelfBottom)
        end(values.lowerBound, low, middle: keysTop - metrics.wordsToKeys)
        end(values.upperBound, high, middle: keysBottom + metrics.wordsToKeys)
        for (place, value) in values.enumerated() {
            let rect = Rect(
                x: metrics.margin + Double(place % columns) * pitch,
                y: keysTop + Double(place / columns) * (metrics.scaleKey + gap), width: pitch - gap,
                height: metrics.scaleKey)
            scaleKey(value, of: values, words: (low, high), rect, isChosen: value == chosen)
        }
        return shelfTop
    }

    private mutating func shelf(from top: Double, to bottom: Double) {
        let rect = Rect(x: 0, y: top, width: metrics.width, height: bottom - top)
        scene.elements.append(.box(Box(rect.snapped, fill: theme.band)))
    }

    /// The words of one end; the last lines of both ends stand level.
    private mutating func ends(_ lines: [String], _ anchor: Anchor, first: Double, of count: Int) {
        let lower = Double(count - lines.count) * metrics.least * Metrics.pitchPerCapital
        self.lines(lines, .label, metrics.least, theme.ink, at: anchor, firstMiddle: first + lower)
    }

    private mutating func end(_ value: Int, _ words: String, middle: Double) {
        let number = "\(value)"
        line(number, .label, metrics.least, theme.ink, at: .left(metrics.margin), middle: middle)
        let x = metrics.margin + width(of: number, .label, metrics.least) + 0.6 * metrics.least
        line(words, .label, metrics.least, theme.ink, at: .left(x), middle: middle)
    }

    /// One step: its numeral, and the tick below it once chosen.
    private mutating func scaleKey(
        _ value: Int, of values: ClosedRange<Int>, words: (low: String, high: String), _ pressable: Rect,
        inset: Double = 0, isChosen: Bool
    ) {
        let drawn = Rect(
            x: pressable.x + inset, y: pressable.y, width: pressable.width - 2 * inset,
            height: pressable.height)
        let label =
            switch value {
            case values.lowerBound: "\(value), \(words.low)"
            case values.upperBound: "\(value), \(words.high)"
            default: "\(value)"
            }
        let face = key(
            .scale(value), drawn, pressable: pressable, look: isChosen ? .filled : .rest, fill: theme.key,
            label: label)
        let middle = middle(of: drawn) + face.sunk
        let x = drawn.x + drawn.width / 2
        let rise = isChosen ? 0.58 * metrics.numeral : 0
        line("\(value)", .numeral, metrics.numeral, face.text, at: .middle(x), middle: middle - rise)
        if isChosen {
            let place = PanelPoint(x: x, y: middle + 0.68 * metrics.numeral)
            scene.elements.append(
                .shape(Icon.tick.shape(at: place, size: 0.78 * metrics.numeral, color: face.text)))
        }
    }
}
