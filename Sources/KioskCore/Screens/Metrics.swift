import Scenes

/// The sizes of `look.md` §2 for one panel, in pixels.
///
/// A panel takes the row of the table whose shape and size it is nearest to;
/// letters follow the declared distance.
struct Metrics: Hashable, Sendable {
    /// How the steps of 0–10 lie.
    enum ScaleForm: Hashable, Sendable {
        case row
        /// Folded once after 5, read like text.
        case fold
    }

    /// Height of the smallest capital.
    let least: Double
    let question: Double
    let numeral: Double
    let greeting: Double
    let margin: Double
    let gap: Double
    let barKey: Double
    let scaleKey: (height: Double, gap: Double)
    let form: ScaleForm
    let perMillimetre: Double
    let width: Double
    let height: Double

    init(_ panel: Panel) {
        let scale = panel.pixelsPerMillimetre
        func px(_ millimetres: Double) -> Double { millimetres * scale }
        perMillimetre = scale
        width = Double(panel.widthPixels)
        height = Double(panel.heightPixels)
        least = px(panel.leastCapital.value)
        let isPortrait = height > width
        let isLarge = max(panel.width.value, panel.height.value) > 290
        switch (isPortrait, isLarge) {
        case (false, false): (question, numeral, greeting) = (px(7.6), px(7.8), px(14.5))
        case (true, false): (question, numeral, greeting) = (px(7.6), px(9), px(14.5))
        case (false, true): (question, numeral, greeting) = (px(11), px(11), px(20))
        case (true, true): (question, numeral, greeting) = (px(13), px(10.4), px(24))
        }
        margin = px(isLarge ? (isPortrait ? 14 : 16) : 6)
        gap = px(isLarge ? (isPortrait ? 5 : 6) : (isPortrait ? 3.2 : 4))
        barKey = px(isLarge ? (isPortrait ? 34 : 26) : 20)
        form = isPortrait && !isLarge ? .fold : .row
        switch (isPortrait, isLarge) {
        case (false, false): scaleKey = (px(24), px(3.2))
        case (true, false): scaleKey = (px(28), px(3.6))
        case (false, true): scaleKey = (px(38), px(5.5))
        case (true, true): scaleKey = (px(60), px(3.3))
        }
    }

    static func == (left: Metrics, right: Metrics) -> Bool {
        left.width == right.width && left.height == right.height && left.perMillimetre == right.perMillimetre
            && left.least == right.least
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(width)
        hasher.combine(height)
        hasher.combine(least)
    }

    /// Line pitch, a corner, an edge and a foot follow the letters.
    static let pitchPerCapital = 1.66
    var radius: Double { 0.5 * least }
    var edge: Double { (0.095 * least).rounded() }
    var pressedEdge: Double { (0.17 * least).rounded() }
    var foot: Double { (0.17 * least).rounded() }
    /// Where the bar's keys end, foot included.
    var barBottom: Double { height - 5 * perMillimetre }
    var barTop: Double { barBottom - barKey }
}
