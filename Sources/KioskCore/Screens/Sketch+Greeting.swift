import Scenes
import Surveys

extension Sketch {
    /// The greeting: the landscape, what this is, and the one way in.
    mutating func attract(_ words: Words, _ languages: [Language], names: [Language: String]) {
        let keysTop = attractKeys(words[.start], languages.prefix(3).map { ($0, names[$0] ?? $0.rawValue) })
        greeting(
            words[.greeting], words[.greetingDetail], left: metrics.wideMargin,
            bottom: keysTop - 1.5 * metrics.least, sun: metrics.isPortrait ? 0.7 : 0.26)
    }

    /// The thank-you: shown only when the visit is durable.
    mutating func thanks(_ words: Words) {
        let width = max(
            self.width(of: words[.done], .key, metrics.least) + 3.4 * metrics.least,
            31 * metrics.perMillimetre)
        let rect = Rect(
            x: metrics.width - metrics.margin - width, y: metrics.barTop, width: width, height: metrics.barKey
        )
        wordKey(.done, words[.done], rect, look: .filled)
        greeting(
            words[.thanks], words[.thanksDetail], left: metrics.wideMargin,
            bottom: metrics.barTop - 1.5 * metrics.least, sun: metrics.isPortrait ? 0.7 : 0.28)
    }

    /// The landscape, and under it a title and its detail that end at `bottom`.
    private mutating func greeting(
        _ title: String, _ detail: String, left: Double, bottom: Double, sun: Double
    ) {
        let room = metrics.width - 2 * left
        let detail = balanced(detail, .label, metrics.least, within: room)
        let (title, capital) = largestTitle(title, within: room)
        let detailPitch = metrics.least * Metrics.pitchPerCapital
        let titlePitch = 1.54 * capital
        let titleToDetail = (capital + metrics.least) / 2 + (title.count > 1 ? 1.6 : 1.25) * metrics.least
        let block =
            (capital + metrics.least) / 2 + Double(title.count - 1) * titlePitch + titleToDetail
            + Double(detail.count - 1) * detailPitch
        let above = min(bottom - block - 1.7 * metrics.least, 0.8 * metrics.width)
        // A strip would be no landscape; without one the words stand in the middle.
        let picture = theme.hasPicture && above > 0.2 * metrics.height ? above : 0
        landscape(height: picture, sun: sun)
        let air = picture > 0 ? 1.7 * metrics.least : 0
        let titleFirst = picture + air + (bottom - picture - air - block) / 2 + capital / 2
        let detailFirst = titleFirst + Double(title.count - 1) * titlePitch + titleToDetail
        lines(
            title, .question, capital, theme.ink, at: .left(left), firstMiddle: titleFirst,
            pitch: titlePitch)
        lines(detail, .label, metrics.least, theme.soft, at: .left(left), firstMiddle: detailFirst)
    }

    /// The largest size at which the title takes at most two lines.
    private func largestTitle(_ text: String, within room: Double) -> ([String], Double) {
        var capital = metrics.greeting
        while capital > metrics.least {
            let lines = balanced(text, .question, capital, within: room)
            if lines.count <= 2, widest(lines, .question, capital) <= room { return (lines, capital) }
            capital *= 0.95
        }
        return (balanced(text, .question, metrics.least, within: room), metrics.least)
    }
}

// The keys of the greeting.
extension Sketch {
    /// `Aloita` and the languages, in one row or in two; returns where they begin.
    private mutating func attractKeys(_ start: String, _ pills: [(Language, String)]) -> Double {
        let left = metrics.wideMargin
        let room = metrics.width - 2 * left
        let air = 0.72 * metrics.least
        let natural = pills.map {
            max(width(of: $0.1, .key, metrics.least) + 2 * air, 31 * metrics.perMillimetre)
        }
        let gaps = Double(pills.count) * metrics.gap
        let startRoom = room - natural.reduce(0, +) - gaps
        let bottom = metrics.greetingBottom
        let pillKey = max(20 * metrics.perMillimetre, min(metrics.barKey, 3.3 * metrics.least))
        if startRoom >= startWidth(start) {
            let top = bottom - metrics.barKey
            startKey(start, Rect(x: left, y: top, width: startRoom, height: metrics.barKey))
            languageKeys(
                pills, natural, x: left + startRoom + metrics.gap, y: top, height: metrics.barKey)
            return top
        }
        // Too narrow for one row: the languages below, sharing what is left over.
        let spread = (room - natural.reduce(0, +) - gaps + metrics.gap) / Double(max(1, pills.count))
        let widths = natural.map { $0 + spread }
        let pillsTop = bottom - pillKey
        let top = pillsTop - 1.2 * metrics.gap - metrics.barKey
        startKey(start, Rect(x: left, y: top, width: room, height: metrics.barKey))
        languageKeys(pills, widths, x: left, y: pillsTop, height: pillKey)
        return top
    }

    private mutating func languageKeys(
        _ pills: [(Language, String)], _ widths: [Double], x: Double, y: Double, height: Double
    ) {
        var x = x
        for ((language, name), width) in zip(pills, widths) {
            let rect = Rect(x: x, y: y, width: width, height: height)
            wordKey(.language(language), name, rect, look: .tool)
            x += width + metrics.gap
        }
    }

    /// The word of the way in is larger than that of other keys.
    private var startCapital: Double { 1.3 * metrics.least }

    private func startWidth(_ word: String) -> Double {
        width(of: word, .key, startCapital) + 2.1 * startCapital + 2.4 * metrics.least
    }

    private mutating func startKey(_ word: String, _ rect: Rect) {
        let face = key(.start, rect, look: .filled, label: word)
        let (wordWidth, arrow) = (width(of: word, .key, startCapital), 1.3 * startCapital)
        let between = 0.8 * startCapital
        let x = rect.x + (rect.width - wordWidth - between - arrow) / 2
        let middle = middle(of: rect) + face.sunk
        line(word, .key, startCapital, face.text, at: .left(x), middle: middle)
        let sign = PanelPoint(x: x + wordWidth + between + arrow / 2, y: middle)
        scene.elements.append(.shape(Icon.arrow.shape(at: sign, size: arrow, color: face.text)))
    }
}
