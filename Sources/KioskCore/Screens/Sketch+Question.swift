import Scenes
import Surveys

extension Sketch {
    /// One question, its answers on the shelf, and the bar.
    mutating func question(_ screen: QuestionScreen, _ words: Words, _ language: Language) {
        switch screen.question.kind {
        case .scale(let scale):
            let low = scale.lowEnd[language] ?? ""
            let high = scale.highEnd[language] ?? ""
            let chosen = screen.chosen.map { answer in
                switch answer {
                case .scale(let point): point
                }
            }
            let shelfTop =
                metrics.form == .row
                ? scaleRow(scale.values, low, high, chosen: chosen)
                : scaleFold(scale.values, low, high, chosen: chosen)
            ask(screen.question.text[language] ?? "", above: shelfTop, screen)
        }
        bar(screen, words)
    }

    /// The question above the shelf, with the progress where there is any.
    private mutating func ask(_ text: String, above shelfTop: Double, _ screen: QuestionScreen) {
        let width = metrics.width - 2 * metrics.margin
        let (lines, capital) = largest(text, within: width, lines: 4)
        var top = 0.0
        if screen.count > 1 { top = progress(screen.index, of: screen.count) }
        let height = Double(lines.count - 1) * capital * Metrics.pitchPerCapital
        self.lines(
            lines, .question, capital, theme.ink, at: .left(metrics.margin),
            firstMiddle: (top + shelfTop - height) / 2)
    }

    /// "2 / 9" and as many bars; what is not reached is outlined. Returns where
    /// it ends.
    private mutating func progress(_ index: Int, of count: Int) -> Double {
        let middle = 9.8 * metrics.perMillimetre
        line(
            "\(index + 1) / \(count)", .label, metrics.least, theme.soft, at: .left(metrics.margin),
            middle: middle)
        let top = middle + metrics.least * 1.25
        let width = 12 * metrics.perMillimetre
        let height = (1.8 * metrics.perMillimetre).rounded()
        for step in 0..<count {
            let rect = Rect(
                x: metrics.margin + Double(step) * (width + 2 * metrics.perMillimetre), y: top, width: width,
                height: height)
            let isReached = step <= index
            let box = Box(
                rect.snapped, radius: height / 2, fill: isReached ? theme.lake : theme.paper,
                edge: isReached ? theme.lake : theme.edge, edgeWidth: max(1, metrics.edge / 2))
            scene.elements.append(.box(box))
        }
        return top + height
    }

    /// Back and skip at the left, the one way on at the right; each keeps its
    /// place, also while another is missing.
    private mutating func bar(_ screen: QuestionScreen, _ words: Words) {
        var left: [(Key, String, isShown: Bool)] = [
            (.back, words[.back], screen.offersBack), (.skip, words[.skip], true),
        ]
        let cannotSay: (Key, String, isShown: Bool) = (.cannotSay, words[.cannotSay], true)
        if screen.question.allowsCannotSay {
            // Two ways past a question fit beside the way on, or only one.
            if metrics.form == .row { left.append(cannotSay) } else { left[1] = cannotSay }
        }
        let nextWidth = keyWidth(of: words[.next])
        let nextLeft = metrics.width - metrics.margin - nextWidth
        let widths = left.map { keyWidth(of: $0.1) }
        let room = nextLeft - metrics.margin - Double(left.count) * metrics.gap
        let squeeze = min(1, room / widths.reduce(0, +))
        var x = metrics.margin
        for (index, (key, word, isShown)) in left.enumerated() {
            let width = widths[index] * squeeze
            let rect = Rect(x: x, y: metrics.barTop, width: width, height: metrics.barKey)
            if isShown { wordsKey(key, word, rect) }
            x += width + metrics.gap
        }
        if screen.offersNext {
            let rect = Rect(x: nextLeft, y: metrics.barTop, width: nextWidth, height: metrics.barKey)
            wordKey(.next, words[.next], rect, look: .filled)
        }
    }

    /// A key whose words take two lines where one is too long.
    private mutating func wordsKey(_ key: Key, _ words: String, _ rect: Rect) {
        let room = rect.width - metrics.least
        guard width(of: words, .key, metrics.least) > room else {
            return wordKey(key, words, rect, look: .rest)
        }
        let face = self.key(key, rect, look: .rest, label: words)
        let lines = balanced(words, .key, metrics.least, within: room)
        let pitch = metrics.least * 1.5
        for (index, text) in lines.enumerated() {
            let offset = (Double(index) - Double(lines.count - 1) / 2) * pitch
            line(
                text, .key, metrics.least, face.text, at: .middle(rect.x + rect.width / 2),
                middle: middle(of: rect) + face.sunk + offset)
        }
    }
}
