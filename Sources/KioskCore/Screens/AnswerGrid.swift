import Scenes

/// Answers of one size in rows and columns, read like text.
struct AnswerGrid {
    /// What an answer shows beside its words.
    enum Mark: Hashable {
        case none
        case number(Int)
        case face(Expression)
        case sign(Sign)
    }

    struct Item {
        var key: Key
        var words: String
        var mark = Mark.none
        /// Said aloud.
        var label: String
        /// A switch that is on: marked as a chosen answer is.
        var isOn = false
    }

    var items: [Item]
    var lines: [[String]]
    var columns: Int
    var gap: Double
    /// Height of the words' capitals.
    var capital: Double
    /// Above the first and below the last line of words.
    var air: Double
    /// Marks above the words, or before them.
    var isUpright: Bool
    var width: Double
    /// Below the least a key would be too small for its words, or for a finger.
    var leastHeight: Double
    var wantedHeight: Double

    var rows: Int { (items.count + columns - 1) / columns }
}

extension Sketch {
    /// The grid of `columns` within `width`; nil where a word does not fit its key.
    func grid(
        _ items: [AnswerGrid.Item], columns: Int, within width: Double, wanted: Double,
        gap: Double? = nil
    ) -> AnswerGrid? {
        let gap = gap ?? metrics.answerGap
        let cell = ((width + gap) / Double(columns)) - gap
        let hasFace = items.contains { if case .face = $0.mark { true } else { false } }
        let hasSign = items.contains { if case .sign = $0.mark { true } else { false } }
        let isUpright = columns > 1 && !hasSign && (hasFace || columns == items.count)
        let least = metrics.least
        let room =
            isUpright
            ? cell - (hasFace ? 0.8 : 3.9) * least
            : cell - beforeWords(items) - afterWords(items)
        // Yes and no have keys to be seen from afar.
        let isBare = isUpright && items.allSatisfy { $0.mark == .none && $0.key.answer != nil }
        let capital = isBare && !metrics.isEnlarged ? 1.5 * least : least
        let lines = items.map { balanced($0.words, .key, capital, within: room) }
        guard cell >= 20 * metrics.perMillimetre,
            !zip(lines, items).contains(where: { widest($0.0, .key, capital) > room })
        else { return nil }
        let most = Double(lines.map(\.count).max() ?? 1)
        let air = max((isUpright || most < 2 ? 0.62 : 0.42) * metrics.letter, tails)
        let words = capital + (most - 1) * 1.56 * capital + 2 * air + metrics.foot
        let face = hasFace && isUpright ? 17 * metrics.perMillimetre + 0.8 * metrics.letter : 0
        let tall = max(hasFace && !isUpright ? faceRoom : 20 * metrics.perMillimetre, words + face)
        return AnswerGrid(
            items: items, lines: lines, columns: columns, gap: gap, capital: capital, air: air,
            isUpright: isUpright, width: cell, leastHeight: tall, wantedHeight: max(tall, wanted))
    }

    /// What the tails of the words need below their line: however large the letters,
    /// they stay off the edge, and off the second line of a choice.
    private var tails: Double {
        let second = theme.hasFoot ? 0 : 2 * secondLine
        return 0.28 * metrics.least + edgeWidth + second + 0.12 * metrics.letter
    }

    private var secondLine: Double { 0.5 * metrics.perMillimetre }

    var wordPitch: Double { 1.56 * metrics.least }

    /// From the key's left to its words where the mark stands before them.
    private func beforeWords(_ items: [AnswerGrid.Item]) -> Double {
        switch items.first?.mark {
        case .number: 2.35 * metrics.least
        case .face: faceRoom + 0.4 * metrics.letter
        case .sign: signRoom
        default: 0.8 * metrics.least
        }
    }

    /// The tick of a choice stands after its words, unless it takes the place of a
    /// number.
    private func afterWords(_ items: [AnswerGrid.Item]) -> Double {
        if case .number = items.first?.mark { 0.6 * metrics.least } else { 2.1 * metrics.least }
    }

    /// How wide and tall a face lies before its words.
    private var faceRoom: Double { max(24 * metrics.perMillimetre, 3.9 * metrics.letter) }

    /// How wide a sign lies before its words.
    private var signRoom: Double { 3.1 * metrics.least }

    /// Draws the grid from `origin` with keys of `height`.
    mutating func draw(_ grid: AnswerGrid, at origin: PanelPoint, height: Double, chosen: Key?) {
        let gap = grid.gap
        for (place, item) in grid.items.enumerated() {
            let rect = Rect(
                x: origin.x + Double(place % grid.columns) * (grid.width + gap),
                y: origin.y + Double(place / grid.columns) * (height + gap), width: grid.width,
                height: height)
            let isChosen = item.key == chosen || item.isOn
            let face = key(
                item.key, rect, look: isChosen ? .filled : .rest, fill: theme.key, label: item.label)
            if isChosen { innerLine(face.box) }
            if grid.isUpright {
                upright(item, grid.lines[place], grid, rect, face, isChosen: isChosen)
            } else {
                lying(item, grid.lines[place], grid, rect, face, isChosen: isChosen)
            }
        }
    }

    /// Without a foot, what is chosen is told by a second line, too (`look.md` §3).
    private mutating func innerLine(_ box: Box) {
        guard !theme.hasFoot, box.rect.width > 30 * metrics.perMillimetre else { return }
        let line = secondLine
        let rect = box.rect.grown(by: -(box.edgeWidth + line)).snapped
        scene.elements.append(
            .box(
                Box(
                    rect, radius: max(0, box.radius - box.edgeWidth - line), fill: box.fill,
                    edge: theme.onLake, edgeWidth: line.rounded())))
    }

    /// The face above its word; the tick at the top right.
    private mutating func upright(
        _ item: AnswerGrid.Item, _ lines: [String], _ grid: AnswerGrid, _ rect: Rect, _ face: KeyFace,
        isChosen: Bool
    ) {
        let (letter, least) = (metrics.letter, grid.capital)
        let wordPitch = 1.56 * least
        let centre = rect.x + rect.width / 2
        let bottom = rect.maxY - (theme.hasFoot ? metrics.foot : 0)
        let most = Double(grid.lines.map(\.count).max() ?? 1)
        var middle = middle(of: rect)
        let tick = 0.9 * letter
        var tickAt = PanelPoint(x: rect.maxX - 1.3 * least, y: middle + face.sunk)
        if case .face(let expression) = item.mark {
            let words = least + (most - 1) * wordPitch
            let free = bottom - rect.y - words - 2 * 0.62 * letter - grid.air
            let diameter = min(free, 0.62 * rect.width)
            let air = (free - diameter) / 3
            let top = rect.y + 0.62 * letter + air
            draw(
                expression, at: PanelPoint(x: centre, y: top + diameter / 2 + face.sunk),
                radius: diameter / 2, face.text)
            middle = bottom - grid.air - air - words / 2
            tickAt = PanelPoint(x: rect.maxX - 1.0 * letter, y: rect.y + 0.95 * letter + face.sunk)
        }
        let first = middle - Double(lines.count - 1) / 2 * wordPitch + face.sunk
        self.lines(
            lines, .key, least, face.text, at: .middle(centre), firstMiddle: first, pitch: wordPitch)
        if isChosen {
            scene.elements.append(.shape(Icon.tick.shape(at: tickAt, size: tick, color: face.text)))
        }
    }

    /// The mark before the words; the tick in a number's place, or at the right.
    private mutating func lying(
        _ item: AnswerGrid.Item, _ lines: [String], _ grid: AnswerGrid, _ rect: Rect, _ face: KeyFace,
        isChosen: Bool
    ) {
        let least = metrics.least
        let middle = middle(of: rect) + face.sunk
        var tickX = rect.maxX - 1.25 * least
        switch item.mark {
        case .none: break
        case .number(let number):
            tickX = rect.x + 1.25 * least
            if !isChosen {
                line("\(number)", .ladder, 1.18 * least, face.text, at: .middle(tickX), middle: middle)
            }
        case .face(let expression):
            let radius = 0.4 * min(faceRoom, rect.height - metrics.foot)
            draw(expression, at: PanelPoint(x: rect.x + faceRoom / 2, y: middle), radius: radius, face.text)
        case .sign(let sign):
            let centre = PanelPoint(x: rect.x + signRoom / 2, y: middle)
            for shape in sign.shapes(at: centre, size: 1.7 * least, color: face.text) {
                scene.elements.append(.shape(shape))
            }
        }
        let first = middle - Double(lines.count - 1) / 2 * wordPitch
        self.lines(
            lines, .key, least, face.text, at: .left(rect.x + beforeWords(grid.items)), firstMiddle: first,
            pitch: wordPitch)
        if isChosen {
            let tick = Icon.tick.shape(
                at: PanelPoint(x: tickX, y: middle), size: 1.05 * least, color: face.text)
            scene.elements.append(.shape(tick))
        }
    }

    mutating func draw(_ face: Expression, at centre: PanelPoint, radius: Double, _ color: Color) {
        for shape in face.shapes(at: centre, radius: radius, color: color) {
            scene.elements.append(.shape(shape))
        }
    }
}
