import Scenes
import Surveys

extension Sketch {
    /// The greeting: the landscape, what this is, and the one way in.
    mutating func attract(_ words: Words, _ languages: [Language], names: [Language: String]) {
        let left = metrics.margin + (metrics.form == .row ? 4 * metrics.perMillimetre : 0)
        let pills = languages.map { ($0, names[$0] ?? $0.rawValue) }
        let keysTop = attractKeys(words[.start], pills, left: left)
        let width = metrics.width - left - metrics.margin
        let detail = balanced(words[.greetingDetail], .label, metrics.least, within: width)
        let (title, capital) = greeting(words[.greeting], within: width)
        let detailPitch = metrics.least * Metrics.pitchPerCapital
        let titlePitch = capital * 1.4
        let detailFirst = keysTop - 2 * metrics.least - Double(detail.count - 1) * detailPitch
        let titleLast = detailFirst - metrics.least / 2 - 1.1 * metrics.least - capital / 2
        let titleFirst = titleLast - Double(title.count - 1) * titlePitch
        landscape(height: (titleFirst - capital / 2 - 1.7 * metrics.least).rounded())
        for (index, line) in title.enumerated() {
            self.line(
                line, .question, capital, theme.ink, at: .left(left),
                middle: titleFirst + Double(index) * titlePitch)
        }
        lines(detail, .label, metrics.least, theme.soft, at: .left(left), firstMiddle: detailFirst)
    }

    /// `Aloita` and the languages; returns where they begin.
    private mutating func attractKeys(_ start: String, _ pills: [(Language, String)], left: Double) -> Double
    {
        let room = metrics.width - left - metrics.margin
        let startCapital = metrics.least * 1.35
        let arrow = 1.7 * startCapital
        let startWidth = max(
            keyWidth(of: start, capital: startCapital) + 1.6 * metrics.least + arrow, 0.3 * room)
        let pillWidths = pills.map { max(keyWidth(of: $0.1), 31 * metrics.perMillimetre) }
        let inOneRow = startWidth + pillWidths.reduce(0) { $0 + $1 + metrics.gap } <= room
        let pillsTop = metrics.barTop - (inOneRow ? 3 * metrics.perMillimetre : 0)
        let top = inOneRow ? pillsTop : pillsTop - metrics.barKey - metrics.gap
        let rect = Rect(x: left, y: top, width: inOneRow ? startWidth : room, height: metrics.barKey)
        startKey(start, rect, capital: startCapital, arrow: arrow)
        var x = inOneRow ? left + startWidth + metrics.gap : left
        // Too narrow for one row: the languages below, sharing the width.
        let spread = (room - Double(pills.count - 1) * metrics.gap) / Double(max(1, pills.count))
        for (index, (language, name)) in pills.enumerated() {
            let width = inOneRow ? pillWidths[index] : spread
            let rect = Rect(x: x, y: pillsTop, width: width, height: metrics.barKey)
            wordKey(.language(language), name, rect, look: .tool)
            x += width + metrics.gap
        }
        return top
    }

    private mutating func startKey(_ word: String, _ rect: Rect, capital: Double, arrow: Double) {
        let face = key(.start, rect, look: .filled, label: word)
        let wordWidth = width(of: word, .key, capital)
        let x = rect.x + (rect.width - wordWidth - arrow) / 2
        let middle = middle(of: rect) + face.sunk
        line(word, .key, capital, face.text, at: .left(x), middle: middle)
        let sign = PanelPoint(x: x + wordWidth + 0.7 * arrow, y: middle)
        scene.elements.append(.shape(Icon.arrow.shape(at: sign, size: 1.2 * capital, color: face.text)))
    }

    /// The largest size at which the title takes at most two lines.
    private func greeting(_ text: String, within width: Double) -> ([String], Double) {
        var capital = metrics.greeting
        while capital > metrics.least {
            let lines = balanced(text, .question, capital, within: width)
            let widest = lines.map { self.width(of: $0, .question, capital) }.max() ?? 0
            if lines.count <= 2, widest <= width { return (lines, capital) }
            capital *= 0.95
        }
        return (balanced(text, .question, metrics.least, within: width), metrics.least)
    }

    /// The thank-you: shown only when the visit is durable.
    mutating func thanks(_ words: Words) {
        let left = metrics.margin * 2
        let width = metrics.width - 2 * left
        let detail = balanced(words[.thanksDetail], .label, metrics.least, within: width)
        let doneWidth = max(keyWidth(of: words[.done]) + 2 * metrics.least, 31 * metrics.perMillimetre)
        let rect = Rect(
            x: metrics.width - metrics.margin - doneWidth, y: metrics.barTop, width: doneWidth,
            height: metrics.barKey)
        wordKey(.done, words[.done], rect, look: .filled)
        let detailFirst =
            metrics.barTop - 2 * metrics.least
            - Double(detail.count - 1) * metrics.least * Metrics.pitchPerCapital
        let titleMiddle = detailFirst - 1.8 * metrics.least - metrics.greeting / 2
        landscape(height: (titleMiddle - metrics.greeting / 2 - 1.8 * metrics.least).rounded())
        line(words[.thanks], .question, metrics.greeting, theme.ink, at: .left(left), middle: titleMiddle)
        lines(detail, .label, metrics.least, theme.soft, at: .left(left), firstMiddle: detailFirst)
    }
}
