import Scenes

/// The sizes of `look.md` §2 for one panel, in pixels.
///
/// A panel takes the row of the table whose shape and size it is nearest to;
/// letters follow the declared distance.
struct Metrics: Hashable, Sendable {
    /// How the steps of 0–10 lie (`look.md` §6).
    enum ScaleForm: Hashable, Sendable {
        case row
        /// Folded once after 5, read like text.
        case fold
        /// Touching cells: the last resort of a panel too small for the others.
        case ruler
    }

    let form: ScaleForm
    let perMillimetre: Double
    let width: Double
    let height: Double
    /// Height of the smallest capital, enlarged with the text.
    let least: Double
    /// The same before any enlarging: what corners, edges and air follow.
    let letter: Double
    private let row: Row

    init(_ panel: Panel, enlargedBy enlargement: Double = 1) {
        row = Row.nearest(to: panel)
        form = row.form
        perMillimetre = panel.pixelsPerMillimetre
        width = Double(panel.widthPixels)
        height = Double(panel.heightPixels)
        letter = panel.leastCapital.value * perMillimetre
        least = letter * enlargement
    }

    /// Whether the visitor asked for larger text (`look.md` §8).
    var isEnlarged: Bool { least > letter }
    /// The pills of the head; none on a panel for the hand.
    var headKey: Double { row.head.key * perMillimetre }
    var headTop: Double { row.head.top * perMillimetre }
    var hasHead: Bool { row.head.key > 0 && !isEnlarged }
    /// On the tall panel the pills lie at the bottom, within reach.
    var headLiesBelow: Bool { headTop > height / 2 }
    /// Between answers, never closer than `quality.md` A3 allows.
    var answerGap: Double { max(row.gap, 4) * perMillimetre }
    /// From the shelf's edges to the keys on it.
    var shelfPadding: Double { (isForTheHand ? 0.5 : 0.75) * letter }

    var question: Double { max(row.question * perMillimetre, least) }
    var numeral: Double { row.numeral * perMillimetre }
    var greeting: Double { row.greeting * perMillimetre }
    var margin: Double { row.margin * perMillimetre }
    /// Left and right of a greeting, which has no shelf to line up with.
    var wideMargin: Double { row.wideMargin * perMillimetre }
    var gap: Double { row.gap * perMillimetre }
    var barKey: Double { row.barKey * perMillimetre }
    var scaleKey: Double { row.scaleKey * perMillimetre }
    var scaleGap: Double { row.scaleGap * perMillimetre }
    /// From the shelf's top to the middle of the first words on it, from the
    /// middle of the last to the keys, from the keys to the shelf's end, and on to
    /// the bar.
    var shelfToWords: Double { row.shelf.toWords * least }
    var wordsToKeys: Double { row.shelf.toKeys * least }
    var keysToShelfEnd: Double { row.shelf.toEnd * perMillimetre }
    var shelfToBar: Double { row.shelf.toBar * perMillimetre }
    /// Height of the landscape above a question; only the tall panel has one.
    var questionPicture: Double { row.questionPicture * perMillimetre }

    /// Line pitch, a corner, an edge and a foot follow the letters.
    static let pitchPerCapital = 1.66
    var radius: Double { 0.5 * letter }
    var edge: Double { (0.095 * letter).rounded() }
    var pressedEdge: Double { (0.17 * letter).rounded() }
    var foot: Double { (0.17 * letter).rounded() }
    /// Where the bar's keys end, foot included.
    var barBottom: Double { height - row.belowBar * perMillimetre }
    var barTop: Double { barBottom - wordKey }
    /// Height of a key with one line of words, whose tails stay off its edge.
    var wordKey: Double { max(barKey, 1.8 * least) }
    /// Where the greeting's last keys end.
    var greetingBottom: Double { height - row.belowGreeting * perMillimetre }
    /// Whether two ways past a question fit beside the way on.
    var holdsTwoSkips: Bool { form == .row }
    var isLarge: Bool { row.margin > 10 }
    /// A small panel that is held, or lies on a table.
    var isForTheHand: Bool { row.head.key == 0 }
    var isPortrait: Bool { height > width }
}

/// One row of `look.md` §2's table, in millimetres.
private struct Row: Hashable {
    var form: Metrics.ScaleForm
    var question: Double
    var numeral: Double
    var greeting: Double
    var margin: Double
    var wideMargin: Double
    var gap: Double
    var barKey: Double
    var belowBar: Double
    var belowGreeting: Double
    var scaleKey: Double
    var scaleGap: Double
    var shelf: Shelf
    var questionPicture = 0.0
    var head: Head

    struct Head: Hashable {
        var top: Double
        var key: Double
    }

    /// The first two in smallest capitals, as they part text.
    struct Shelf: Hashable {
        var toWords: Double
        var toKeys: Double
        var toEnd: Double
        var toBar: Double
    }

    static func nearest(to panel: Panel) -> Row {
        let isPortrait = panel.heightPixels > panel.widthPixels
        let longSide = max(panel.width.value, panel.height.value)
        switch longSide {
        case ..<185: return isPortrait ? tenPortrait : seven
        case ..<290: return isPortrait ? tenPortrait : tenLandscape
        default: return isPortrait ? twentyOnePortrait : fifteen
        }
    }

    private static let seven = Row(
        form: .ruler, question: 5.4, numeral: 6.4, greeting: 10, margin: 4, wideMargin: 6, gap: 4,
        barKey: 20, belowBar: 5, belowGreeting: 6, scaleKey: 20, scaleGap: 0,
        shelf: Shelf(toWords: 1.1, toKeys: 1.15, toEnd: 3.5, toBar: 4), head: Head(top: 2.5, key: 0))
    private static let tenLandscape = Row(
        form: .row, question: 7.6, numeral: 7.8, greeting: 14.5, margin: 6, wideMargin: 10, gap: 4,
        barKey: 20, belowBar: 5, belowGreeting: 7.5, scaleKey: 24, scaleGap: 3.2,
        shelf: Shelf(toWords: 1.16, toKeys: 1.18, toEnd: 3.5, toBar: 4.2), head: Head(top: 4.1, key: 16.7))
    // A3 asks for a gap of 4 where the table says 3.2. The words of the bar, one of
    // them on two lines, need the millimetre of margin and the taller key for air.
    private static let tenPortrait = Row(
        form: .fold, question: 7.6, numeral: 9, greeting: 14.5, margin: 5, wideMargin: 6, gap: 4,
        barKey: 24, belowBar: 5, belowGreeting: 5, scaleKey: 28, scaleGap: 3.6,
        shelf: Shelf(toWords: 2.2, toKeys: 1.65, toEnd: 0, toBar: 6), head: Head(top: 5, key: 17))
    private static let fifteen = Row(
        form: .row, question: 11, numeral: 11, greeting: 20, margin: 16, wideMargin: 16, gap: 6,
        barKey: 26, belowBar: 8, belowGreeting: 12, scaleKey: 38, scaleGap: 5.5,
        shelf: Shelf(toWords: 1.78, toKeys: 1.45, toEnd: 9.7, toBar: 8.3), head: Head(top: 8.3, key: 20))
    private static let twentyOnePortrait = Row(
        form: .row, question: 13, numeral: 10.4, greeting: 24, margin: 14, wideMargin: 22, gap: 5,
        barKey: 34, belowBar: 78, belowGreeting: 49, scaleKey: 60, scaleGap: 3.3,
        shelf: Shelf(toWords: 2.6, toKeys: 1.75, toEnd: 18, toBar: 10), questionPicture: 67,
        head: Head(top: 420, key: 27))
}
