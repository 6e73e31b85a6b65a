import Scenes

// 0–10 in the forms of `look.md` §6: always one sequence, low first, the words
// of both ends always visible.
extension Sketch {
    /// One row, edge to edge where the margins would make the keys too narrow.
    /// Returns the shelf's top.
    mutating func scaleRow(
        _ values: ClosedRange<Int>, _ low: String, _ high: String, chosen: Int?
    ) -> Double {
        let count = Double(values.count)
        let least = 16.5 * metrics.perMillimetre
        var gap = metrics.scaleKey.gap
        var left = metrics.margin
        var pitch = (metrics.width - 2 * metrics.margin + gap) / count
        if pitch - gap < least {
            pitch = metrics.width / count
            gap = min(gap, pitch - least)
            left = gap / 2
        }
        let shelfBottom = metrics.barTop - 4.2 * metrics.perMillimetre
        let keysBottom = shelfBottom - 3.5 * metrics.perMillimetre
        let keysTop = keysBottom - metrics.scaleKey.height
        let half = (metrics.width - 2 * metrics.margin) / 2 - metrics.least
        let lowLines = balanced(low, .label, metrics.least, within: half)
        let highLines = balanced(high, .label, metrics.least, within: half)
        let pitchOfWords = metrics.least * Metrics.pitchPerCapital
        let lines = max(lowLines.count, highLines.count)
        let wordsFirst = keysTop - 1.18 * metrics.least - Double(lines - 1) * pitchOfWords
        let shelfTop = wordsFirst - 1.15 * metrics.least
        shelf(from: shelfTop, to: shelfBottom)
        ends(lowLines, .left(metrics.margin), first: wordsFirst, of: lines)
        ends(highLines, .right(metrics.width - metrics.margin), first: wordsFirst, of: lines)
        for (place, value) in values.enumerated() {
            let rect = Rect(
                x: left + Double(place) * pitch, y: keysTop, width: pitch - gap,
                height: metrics.scaleKey.height)
            scaleKey(value, rect, isChosen: value == chosen)
        }
        return shelfTop
    }

    /// Folded once after the middle, read like text; the words above the first
    /// and below the last key.
    mutating func scaleFold(
        _ values: ClosedRange<Int>, _ low: String, _ high: String, chosen: Int?
    ) -> Double {
        let columns = (values.count + 1) / 2
        let gap = metrics.scaleKey.gap
        let pitch = (metrics.width - 2 * metrics.margin + gap) / Double(columns)
        let words = 2.6 * metrics.least
        let shelfBottom = metrics.barTop - 6 * metrics.perMillimetre
        let keysBottom = shelfBottom - words
        let keysTop = keysBottom - 2 * metrics.scaleKey.height - gap
        let shelfTop = keysTop - words
        shelf(from: shelfTop, to: shelfBottom)
        end(values.lowerBound, low, middle: shelfTop + words / 2)
        end(values.upperBound, high, middle: shelfBottom - words / 2)
        for (place, value) in values.enumerated() {
            let rect = Rect(
                x: metrics.margin + Double(place % columns) * pitch,
                y: keysTop + Double(place / columns) * (metrics.scaleKey.height + gap), width: pitch - gap,
                height: metrics.scaleKey.height)
            scaleKey(value, rect, isChosen: value == chosen)
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
        let x = metrics.margin + width(of: number, .label, metrics.least) + 0.8 * metrics.least
        line(words, .label, metrics.least, theme.ink, at: .left(x), middle: middle)
    }

    /// One step: its numeral, and the tick below it once chosen.
    private mutating func scaleKey(_ value: Int, _ pressable: Rect, isChosen: Bool) {
        // Drawn a little narrower than it can be pressed.
        let inset = metrics.form == .row ? 0.3 * metrics.perMillimetre : 0
        let drawn = Rect(
            x: pressable.x + inset, y: pressable.y, width: pressable.width - 2 * inset,
            height: pressable.height)
        let face = key(
            .scale(value), drawn, pressable: pressable, look: isChosen ? .filled : .rest, fill: theme.key,
            label: "\(value)")
        let middle = middle(of: drawn) + face.sunk
        let x = drawn.x + drawn.width / 2
        let rise = isChosen ? 0.28 * metrics.scaleKey.height * 0.8 : 0
        line("\(value)", .numeral, metrics.numeral, face.text, at: .middle(x), middle: middle - rise)
        if isChosen {
            let place = PanelPoint(x: x, y: middle + 0.24 * metrics.scaleKey.height)
            let size = 0.75 * metrics.numeral
            scene.elements.append(.shape(Icon.tick.shape(at: place, size: size, color: face.text)))
        }
    }
}
