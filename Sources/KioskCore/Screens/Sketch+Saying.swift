import Scenes

/// A title and what it means, broken into lines.
struct Saying {
    var title: [String]
    var capital: Double
    var details: [String]
    /// From the title's first capital to the foot of the last line.
    var height: Double
}

extension Sketch {
    /// Both within `width` and `height`, the title as large as fits; nil where they
    /// do not fit.
    func saying(
        _ title: String, _ detail: String, within width: Double, height: Double, from wished: Double? = nil
    ) -> Saying? {
        let details = balanced(detail, .label, metrics.least, within: width)
        let pitch = metrics.least * Metrics.pitchPerCapital
        let below =
            details.isEmpty ? 0 : toDetail + metrics.least + Double(details.count - 1) * pitch
        guard widest(details, .label, metrics.least) <= width,
            // A title is larger than what it is the title of.
            let (lines, capital) = fitting(
                title, within: width, height: height - below, from: wished,
                least: (detail.isEmpty ? 1 : 1.12) * metrics.least)
        else { return nil }
        let titles = capital * (1 + Double(lines.count - 1) * Metrics.pitchPerCapital)
        return Saying(title: lines, capital: capital, details: details, height: titles + below)
    }

    private var toDetail: Double { 1.45 * metrics.least }

    mutating func draw(_ saying: Saying, at origin: PanelPoint) {
        let first = origin.y + saying.capital / 2
        lines(
            saying.title, .question, saying.capital, theme.ink, at: .left(origin.x), firstMiddle: first)
        let last = first + Double(saying.title.count - 1) * saying.capital * Metrics.pitchPerCapital
        lines(
            saying.details, .label, metrics.least, theme.soft, at: .left(origin.x),
            firstMiddle: last + saying.capital / 2 + toDetail + metrics.least / 2)
    }

    /// Draws both in the middle of `room`; false where they do not fit.
    mutating func saying(
        _ title: String, _ detail: String, in room: Rect, from wished: Double? = nil
    ) -> Bool {
        guard
            let saying = saying(title, detail, within: room.width, height: room.height, from: wished)
        else { return false }
        draw(saying, at: PanelPoint(x: room.x, y: room.y + (room.height - saying.height) / 2))
        return true
    }
}
