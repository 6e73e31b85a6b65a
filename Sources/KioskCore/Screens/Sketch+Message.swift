import Scenes

extension Sketch {
    /// One thing to say and nothing to press, in the middle of the paper.
    mutating func message(_ text: String) {
        let left = metrics.margin * 2
        let (lines, capital) = largest(text, within: metrics.width - 2 * left, lines: 4)
        let height = Double(lines.count - 1) * capital * Metrics.pitchPerCapital
        self.lines(
            lines, .question, capital, theme.ink, at: .left(left), firstMiddle: (metrics.height - height) / 2)
    }

    /// The device rests, said in every language of the house at once.
    mutating func outOfService(words: [(title: String, detail: String)]) {
        let left = metrics.margin * 2
        let block = metrics.height / Double(words.count)
        for (index, word) in words.enumerated() {
            let middle = (Double(index) + 0.5) * block
            let width = metrics.width - 2 * left
            let detail = balanced(word.detail, .label, metrics.least, within: width)
            line(
                word.title, .question, metrics.question, theme.ink, at: .left(left),
                middle: middle - 0.62 * metrics.question
                    - Double(detail.count - 1) * 0.5 * metrics.least * Metrics.pitchPerCapital)
            lines(
                detail, .label, metrics.least, theme.soft, at: .left(left),
                firstMiddle: middle + 1.15 * metrics.least
                    - Double(detail.count - 1) * 0.5 * metrics.least * Metrics.pitchPerCapital)
        }
    }

    /// The largest size, from the question's down to the smallest allowed, at
    /// which `text` takes at most `limit` lines.
    func largest(_ text: String, within width: Double, lines limit: Int) -> ([String], Double) {
        var capital = metrics.question
        while capital > metrics.least {
            let lines = balanced(text, .question, capital, within: width)
            if lines.count <= limit { return (lines, capital) }
            capital = max(metrics.least, capital * 0.96)
        }
        return (balanced(text, .question, metrics.least, within: width), metrics.least)
    }
}
