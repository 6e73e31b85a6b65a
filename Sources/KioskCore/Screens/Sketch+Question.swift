import Scenes
import Surveys

extension Sketch {
    /// One question, its answers on the shelf, and the bar.
    mutating func question(_ screen: QuestionScreen, _ words: Words, _ language: Language) {
        switch screen.question.kind {
        case .scale(let scale):
            let low = scale.lowEnd[language] ?? ""
            let high = scale.highEnd[language] ?? ""
            let chosen: Int? = if case .scale(let point) = screen.chosen { point } else { nil }
            let shelfTop =
                metrics.form == .fold
                ? scaleFold(scale.values, low, high, chosen: chosen)
                : scaleRow(scale.values, low, high, chosen: chosen)
            landscape(height: metrics.questionPicture, sun: 0.7)
            ask(screen.question.text[language] ?? "", above: shelfTop, screen, words)
        case .statement, .smileys, .yesNo, .choice:
            // Not drawn yet: the question alone, which the bar skips.
            ask(screen.question.text[language] ?? "", above: metrics.barTop, screen, words)
        }
        bar(screen, words)
    }

    /// The question above the shelf, with the progress where there is any.
    private mutating func ask(
        _ text: String, above shelfTop: Double, _ screen: QuestionScreen, _ words: Words
    ) {
        let paper = theme.hasPicture ? metrics.questionPicture : 0
        let top = screen.count > 1 ? progress(screen, words, from: paper) : paper
        let (lines, capital) = largest(
            text, within: metrics.width - 2 * metrics.margin, height: shelfTop - top - 2 * metrics.least)
        let height = Double(lines.count - 1) * capital * Metrics.pitchPerCapital
        self.lines(
            lines, .question, capital, theme.ink, at: .left(metrics.margin),
            firstMiddle: (top + shelfTop - height) / 2)
    }

    /// "2 / 9" and as many bars; what is not reached is outlined. Returns where
    /// it ends.
    private mutating func progress(_ screen: QuestionScreen, _ words: Words, from top: Double) -> Double {
        let (number, count) = ("\(screen.index + 1)", screen.count)
        let text =
            metrics.isLarge
            ? words[.progress].replacing("{index}", with: number).replacing("{count}", with: "\(count)")
            : "\(number) / \(count)"
        let middle = top + 1.6 * metrics.least
        line(text, .label, metrics.least, theme.soft, at: .left(metrics.margin), middle: middle)
        let top = middle + 1.35 * metrics.least
        let gap = 2 * metrics.perMillimetre
        let room = (metrics.width - 2 * metrics.margin + gap) / Double(count)
        let width = min(12 * metrics.perMillimetre, room - gap)
        let height = (0.3 * metrics.least).rounded()
        for step in 0..<count {
            let rect = Rect(
                x: metrics.margin + Double(step) * (width + gap), y: top, width: width, height: height)
            let isReached = step <= screen.index
            let box = Box(
                rect.snapped, radius: height / 2, fill: isReached ? theme.lake : theme.paper,
                edge: isReached ? theme.lake : theme.edge, edgeWidth: max(2, 0.6 * metrics.edge))
            scene.elements.append(.box(box))
        }
        return top + height
    }
}
