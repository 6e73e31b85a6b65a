import Scenes
import Surveys

/// Steps with a numeral each and words at both ends only: always one sequence, low
/// first (`look.md` §6).
struct StepKeys {
    struct Step {
        var key: Key
        var numeral: String
        /// Said aloud.
        var label: String
        /// Shown in place of the numeral.
        var face: Expression?
    }

    var steps: [Step]
    var low: String
    var high: String
    /// As tall as the keys are where there is room.
    var height: Double
    /// nil for the gap of 0–10.
    var gap: Double?

    init(_ scale: Scale, _ language: Language, height: Double) {
        low = scale.lowEnd[language] ?? ""
        high = scale.highEnd[language] ?? ""
        self.height = height
        let (low, high) = (low, high)
        steps = scale.values.map { value in
            let label =
                switch value {
                case scale.values.lowerBound: "\(value), \(low)"
                case scale.values.upperBound: "\(value), \(high)"
                default: "\(value)"
                }
            return Step(key: .scale(value), numeral: "\(value)", label: label)
        }
    }

    init(_ choices: [Choice], _ language: Language, height: Double, gap: Double) {
        low = choices.first?.label[language] ?? ""
        high = choices.last?.label[language] ?? ""
        self.height = height
        self.gap = gap
        steps = choices.enumerated().map { place, choice in
            let words = choice.label[language].map { ", \($0)" } ?? ""
            return Step(
                key: .choice(choice.code), numeral: "\(place + 1)", label: "\(place + 1)\(words)")
        }
    }
}

// The words of both ends are always visible.
extension Sketch {
    /// One row, edge to edge where the margins would make the keys too narrow.
    /// Returns the shelf's top; nil where it does not fit.
    mutating func scaleRow(_ keys: StepKeys, in room: ShelfRoom, chosen: Key?) -> Double? {
        let gap = keys.gap ?? metrics.scaleGap
        let count = Double(keys.steps.count)
        let isNarrow = metrics.width - 2 * metrics.margin < count * (16.5 * metrics.perMillimetre + gap) - gap
        let reachesEdges = isNarrow && metrics.form == .row
        let pitch = (reachesEdges ? metrics.width : metrics.width - 2 * metrics.margin + gap) / count
        let left = reachesEdges ? gap / 2 : metrics.margin
        guard let (lowLines, highLines) = endLines(keys.low, keys.high) else { return nil }
        let lines = max(lowLines.count, highLines.count)
        let pitchOfWords = metrics.least * Metrics.pitchPerCapital
        let toEnd = max(metrics.keysToShelfEnd, 3.5 * metrics.perMillimetre)
        let around =
            toEnd + metrics.wordsToKeys + Double(lines - 1) * pitchOfWords
            + metrics.shelfToWords
        guard let height = stepHeight(keys, rows: 1, around: around, in: room) else { return nil }
        let keysTop = room.bottom - toEnd - height
        let wordsFirst = keysTop - metrics.wordsToKeys - Double(lines - 1) * pitchOfWords
        let shelfTop = wordsFirst - metrics.shelfToWords
        shelf(from: shelfTop, to: room.bottom)
        ends(lowLines, .left(metrics.margin), first: wordsFirst, of: lines)
        ends(highLines, .right(metrics.width - metrics.margin), first: wordsFirst, of: lines)
        for (place, step) in keys.steps.enumerated() {
            let rect = Rect(
                x: left + Double(place) * pitch, y: keysTop, width: pitch - gap, height: height)
            // Keys that reach the edges are drawn narrower than they can be pressed.
            let inset = reachesEdges ? 0.3 * metrics.perMillimetre : 0
            stepKey(step, of: keys, rect, inset: inset, isChosen: step.key == chosen)
        }
        return shelfTop
    }

    /// As tall as wished; less, but never less than a finger needs, where the
    /// question would have to shrink.
    private func stepHeight(
        _ keys: StepKeys, rows: Double, around: Double, in room: ShelfRoom
    ) -> Double? {
        let all = room.bottom - room.top - around
        // A numeral with the tick below it.
        let marked = 2.25 * metrics.numeral + 0.5 * metrics.letter + metrics.foot
        let least = max(20 * metrics.perMillimetre, marked)
        guard room.squeezes || rows * least + room.least <= all else { return nil }
        if room.squeezes { return min(keys.height, (all / rows).rounded(.down)) }
        // Of 0–10 the question shrinks before its keys do.
        if keys.gap == nil, rows * keys.height + room.least <= all { return keys.height }
        if keys.gap == nil, room.isAtEase { return nil }
        return min(keys.height, max(least, ((all - room.wished) / rows).rounded(.down)))
    }

    /// The words of both ends on equally many lines, each end in its half; nil where
    /// a word is wider.
    private func endLines(_ low: String, _ high: String) -> ([String], [String])? {
        func lines(_ words: String, _ width: Double) -> [String] {
            balanced(words, .label, metrics.least, within: width)
        }
        let half = (metrics.width - 2 * metrics.margin) / 2 - metrics.least
        let ends = (lines(low, half), lines(high, half))
        guard widest(ends.0 + ends.1, .label, metrics.least) <= half else { return nil }
        guard ends.0.count != ends.1.count else { return ends }
        let more = ends.0.count > ends.1.count ? ends.0 : ends.1
        let narrow = widest(more, .label, metrics.least) + 1
        return (lines(low, narrow), lines(high, narrow))
    }

    /// Folded into rows and read like text; the words above the first and below the
    /// last key. Returns the shelf's top; nil where it does not fit.
    mutating func scaleFold(
        _ keys: StepKeys, columns: Int, in room: ShelfRoom, chosen: Key?
    ) -> Double? {
        let gap = keys.gap ?? metrics.scaleGap
        let within = metrics.width - 2 * metrics.margin
        let reachesEdges =
            metrics.form == .row
            && within < Double(columns) * (16.5 * metrics.perMillimetre + gap) - gap
        let left = reachesEdges ? gap / 2 : metrics.margin
        let pitch = (reachesEdges ? metrics.width : within + gap) / Double(columns)
        let rows = (keys.steps.count + columns - 1) / columns
        guard pitch - gap >= (keys.gap == nil ? 13 : 20) * metrics.perMillimetre,
            let first = keys.steps.first, let last = keys.steps.last,
            let low = endLines(of: first, keys.low), let high = endLines(of: last, keys.high)
        else { return nil }
        let pitchOfWords = metrics.least * Metrics.pitchPerCapital
        let words = metrics.shelfToWords + metrics.wordsToKeys
        let (above, below) = (
            words + Double(low.count - 1) * pitchOfWords, words + Double(high.count - 1) * pitchOfWords
        )
        let around = above + below + Double(rows - 1) * gap
        guard let height = stepHeight(keys, rows: Double(rows), around: around, in: room) else { return nil }
        let keysBottom = room.bottom - below
        let keysTop = keysBottom - Double(rows) * height - Double(rows - 1) * gap
        let shelfTop = keysTop - above
        shelf(from: shelfTop, to: room.bottom)
        end(first, low, firstMiddle: shelfTop + metrics.shelfToWords, isRight: false)
        end(last, high, firstMiddle: keysBottom + metrics.wordsToKeys, isRight: rows == 1)
        let rects = keys.steps.indices.map { place in
            Rect(
                x: left + Double(place % columns) * pitch,
                y: keysTop + Double(place / columns) * (height + gap), width: pitch - gap, height: height)
        }
        if gap == 0 {
            ruler(keys, rects, chosen: chosen)
        } else {
            for (step, rect) in zip(keys.steps, rects) {
                stepKey(step, of: keys, rect, isChosen: step.key == chosen)
            }
        }
        return shelfTop
    }

    mutating func shelf(from top: Double, to bottom: Double) {
        let rect = Rect(x: 0, y: top, width: metrics.width, height: bottom - top)
        scene.elements.append(.box(Box(rect.snapped, fill: theme.band)))
    }

    /// The words of one end; the last lines of both ends stand level.
    private mutating func ends(_ lines: [String], _ anchor: Anchor, first: Double, of count: Int) {
        let lower = Double(count - lines.count) * metrics.least * Metrics.pitchPerCapital
        self.lines(lines, .label, metrics.least, theme.ink, at: anchor, firstMiddle: first + lower)
    }

    /// The words of one end after its number; nil where a word is too wide.
    private func endLines(of step: StepKeys.Step, _ words: String) -> [String]? {
        let room = metrics.width - 2 * metrics.margin
        let number = width(of: step.numeral, .label, metrics.least) + 0.6 * metrics.least
        if number + width(of: words, .label, metrics.least) <= room { return [words] }
        let lines = balanced("\(step.numeral) \(words)", .label, metrics.least, within: room)
        return widest(lines, .label, metrics.least) <= room ? lines : nil
    }

    private mutating func end(
        _ step: StepKeys.Step, _ lines: [String], firstMiddle: Double, isRight: Bool
    ) {
        let right = Anchor.right(metrics.width - metrics.margin)
        guard lines.count == 1, let words = lines.first else {
            self.lines(
                lines, .label, metrics.least, theme.ink, at: isRight ? right : .left(metrics.margin),
                firstMiddle: firstMiddle)
            return
        }
        let number = width(of: step.numeral, .label, metrics.least) + 0.6 * metrics.least
        let left =
            isRight
            ? metrics.width - metrics.margin - number - width(of: words, .label, metrics.least)
            : metrics.margin
        line(step.numeral, .label, metrics.least, theme.ink, at: .left(left), middle: firstMiddle)
        line(words, .label, metrics.least, theme.ink, at: .left(left + number), middle: firstMiddle)
    }

    /// One step: its numeral, and the tick below it once chosen.
    private mutating func stepKey(
        _ step: StepKeys.Step, of keys: StepKeys, _ pressable: Rect, inset: Double = 0, isChosen: Bool
    ) {
        let drawn = Rect(
            x: pressable.x + inset, y: pressable.y, width: pressable.width - 2 * inset,
            height: pressable.height)
        let face = key(
            step.key, drawn, pressable: pressable, look: isChosen ? .filled : .rest, fill: theme.key,
            label: step.label)
        if let expression = step.face {
            faceStep(expression, drawn, face, isChosen: isChosen)
            return
        }
        let numeral = numeral(of: keys, in: drawn)
        let middle = middle(of: drawn) + face.sunk
        let x = drawn.x + drawn.width / 2
        let rise = isChosen ? 0.58 * numeral : 0
        line(step.numeral, .numeral, numeral, face.text, at: .middle(x), middle: middle - rise)
        if isChosen {
            let place = PanelPoint(x: x, y: middle + 0.68 * numeral)
            scene.elements.append(
                .shape(Icon.tick.shape(at: place, size: 0.78 * numeral, color: face.text)))
        }
    }

    /// A face alone; the tick at the top right.
    private mutating func faceStep(
        _ expression: Expression, _ rect: Rect, _ face: KeyFace, isChosen: Bool
    ) {
        let centre = PanelPoint(x: rect.x + rect.width / 2, y: middle(of: rect) + face.sunk)
        draw(expression, at: centre, radius: 0.34 * min(rect.width, rect.height), face.text)
        if isChosen {
            let place = PanelPoint(
                x: rect.maxX - 0.9 * metrics.letter, y: rect.y + 0.9 * metrics.letter + face.sunk)
            scene.elements.append(
                .shape(Icon.tick.shape(at: place, size: 0.8 * metrics.letter, color: face.text)))
        }
    }

    /// Enlarged numerals are as large as their key holds beside the tick.
    func numeral(of keys: StepKeys, in rect: Rect) -> Double {
        guard metrics.isEnlarged else { return metrics.numeral }
        let widest = keys.steps.map { width(of: $0.numeral, .numeral, 100) }.max() ?? 100
        let held = 100 * (rect.width - 0.5 * metrics.letter) / widest
        return max(metrics.numeral, min(metrics.least, held, 0.38 * rect.height))
    }
}
