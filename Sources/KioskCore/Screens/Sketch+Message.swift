import Scenes

extension Sketch {
    /// One thing to say and nothing to press, in the middle of the paper.
    mutating func message(_ text: String) -> Bool {
        let left = metrics.wideMargin
        let room = metrics.width - 2 * left
        let (lines, capital) = largest(text, within: room, height: metrics.height / 2)
        let height = Double(lines.count - 1) * capital * Metrics.pitchPerCapital
        self.lines(
            lines, .question, capital, theme.ink, at: .left(left), firstMiddle: (metrics.height - height) / 2)
        return widest(lines, .question, capital) <= room && height <= metrics.height - 2 * left
    }

    /// The device rests, said in every language of the house at once, under a low
    /// landscape where the panel has room for one.
    mutating func outOfService(words: [(title: String, detail: String)]) {
        let left = metrics.wideMargin
        let room = metrics.width - 2 * left
        let details = words.map { balanced($0.detail, .label, metrics.least, within: room) }
        let pitch = metrics.least * Metrics.pitchPerCapital
        let titleToDetail = metrics.question / 2 + 0.85 * metrics.least + metrics.least / 2
        let heights = details.map { titleToDetail + metrics.question / 2 + Double($0.count - 1) * pitch }
        let between = 2 * metrics.least
        let block = heights.reduce(0, +) + Double(words.count - 1) * (between + metrics.least / 2)
        let outside = metrics.height - block - 4 * metrics.least
        let picture = theme.hasPicture && outside > 0.15 * metrics.height ? outside : 0
        landscape(height: picture, sun: 0.74)
        var middle = picture + (metrics.height - picture - block) / 2 + metrics.question / 2
        for (index, word) in words.enumerated() {
            line(word.title, .question, metrics.question, theme.ink, at: .left(left), middle: middle)
            lines(
                details[index], .label, metrics.least, theme.soft, at: .left(left),
                firstMiddle: middle + titleToDetail)
            middle += heights[index] + metrics.least / 2 + between
        }
    }

    /// The largest size, from the question's down to the smallest allowed, at
    /// which `text` fits into `height`; the smallest if at none.
    func largest(_ text: String, within room: Double, height: Double) -> ([String], Double) {
        fitting(text, within: room, height: height)
            ?? (balanced(text, .question, metrics.least, within: room), metrics.least)
    }

    /// The same, from a size of one's own; nil if at none.
    func fitting(
        _ text: String, within room: Double, height: Double, from wished: Double? = nil,
        least: Double? = nil
    ) -> ([String], Double)? {
        let least = least ?? metrics.least
        var capital = max(least, wished ?? metrics.question)
        while true {
            let lines = balanced(text, .question, capital, within: room)
            let needed = capital * (1 + Double(lines.count - 1) * Metrics.pitchPerCapital)
            if needed <= height, widest(lines, .question, capital) <= room { return (lines, capital) }
            if capital <= least { return nil }
            capital = max(least, 0.96 * capital)
        }
    }

    func widest(_ lines: [String], _ face: Face, _ capital: Double) -> Double {
        lines.map { width(of: $0, face, capital) }.max() ?? 0
    }
}
