import Scenes
import Surveys

// The head: how far the question is and what it judges at the left, the tools as
// pills at the right (`look.md` §5).
extension Sketch {
    typealias Pill = (key: Key, word: String)

    /// The head of one question before it is drawn.
    struct Head {
        var pills: [Pill]
        var rects: [Rect]
        /// nil for a single question.
        var progress: String?
        /// What is judged, where it fits whole.
        var unit: String?
        var top: Double
        /// Where the words end at the right.
        var right: Double
        /// Where the question may begin.
        var bottom: Double
    }

    func head(_ screen: QuestionScreen, _ words: Words) -> Head {
        let picture = theme.hasPicture ? metrics.questionPicture : 0
        guard metrics.hasHead else {
            return Head(
                pills: [], rects: [], top: picture, right: metrics.width - metrics.margin,
                bottom: picture + (screen.count > 1 ? thinBarsBottom : 0))
        }
        var pills: [Pill] = screen.languageName.map { [(.languages, $0)] } ?? []
        if screen.offersHelp {
            if metrics.isLarge { pills.append((.stop, words[.stop])) }
            pills.append((.help, words[.help]))
        }
        let rects = pillRects(pills)
        let isBeside = !metrics.headLiesBelow
        let right = (isBeside ? rects.first?.x : nil) ?? metrics.width
        let room = right - 2 * metrics.margin
        let progress = screen.count > 1 ? progressText(screen, words) : nil
        let unit = screen.unit.flatMap { unit in
            [words[.judging].replacing("{unit}", with: unit), unit]
                .first { width(of: $0, .label, metrics.least) <= room }
        }
        let words = progress == nil && unit == nil ? 0 : 2.95 * metrics.least + barHeight
        let tools = isBeside ? rects.first?.maxY ?? 0 : 0
        return Head(
            pills: pills, rects: rects, progress: progress, unit: unit, top: picture,
            right: metrics.margin + room, bottom: max(picture + words, tools))
    }

    /// The pills from the left, as wide as their words and no narrower than 31 mm.
    func pillRects(_ pills: [Pill]) -> [Rect] {
        let widths = pills.map {
            max(
                width(of: $0.word, .key, metrics.least) + 1.44 * metrics.least,
                31 * metrics.perMillimetre)
        }
        let gap = metrics.answerGap
        let all = widths.reduce(0, +) + Double(max(0, pills.count - 1)) * gap
        var x = metrics.width - metrics.margin - all
        return widths.map { width in
            defer { x += width + gap }
            return Rect(x: x, y: metrics.headTop, width: width, height: metrics.headKey)
        }
    }

    mutating func draw(_ pills: [Pill], _ rects: [Rect]) {
        for (pill, rect) in zip(pills, rects) { wordKey(pill.key, pill.word, rect, look: .tool) }
    }

    /// "2 / 9" and as many bars; what is judged below, then with the bars beside the
    /// numbers.
    mutating func draw(_ head: Head, _ screen: QuestionScreen) {
        guard metrics.hasHead else {
            if screen.count > 1 {
                bars(
                    screen, x: metrics.margin, y: head.top + 1.5 * metrics.perMillimetre, to: head.right,
                    widest: nil)
            }
            return
        }
        let widest = 12 * metrics.perMillimetre
        switch (head.progress, head.unit) {
        case (nil, nil): break
        case (nil, let unit?): headLine(unit, middle: head.top + 2.1 * metrics.least)
        case (let progress?, nil):
            let middle = head.top + 1.6 * metrics.least
            headLine(progress, middle: middle)
            bars(screen, x: metrics.margin, y: middle + 1.35 * metrics.least, to: head.right, widest: widest)
        case (let progress?, let unit?):
            let middle = head.top + 1.25 * metrics.least
            headLine(progress, middle: middle)
            let x = metrics.margin + width(of: progress, .label, metrics.least) + 0.9 * metrics.least
            bars(screen, x: x, y: middle - barHeight / 2, to: head.right, widest: widest)
            headLine(unit, middle: middle + 1.7 * metrics.least)
        }
    }

    private mutating func headLine(_ text: String, middle: Double) {
        line(text, .label, metrics.least, theme.soft, at: .left(metrics.margin), middle: middle)
    }

    private func progressText(_ screen: QuestionScreen, _ words: Words) -> String {
        let (number, count) = ("\(screen.index + 1)", "\(screen.count)")
        guard metrics.isLarge else { return "\(number) / \(count)" }
        return words[.progress].replacing("{index}", with: number).replacing("{count}", with: count)
    }

    private var thinBarsBottom: Double { 1.5 * metrics.perMillimetre + 0.3 * metrics.letter }
    private var barHeight: Double { (0.3 * metrics.letter).rounded() }

    /// As many bars as questions; what is not reached is outlined.
    private mutating func bars(
        _ screen: QuestionScreen, x: Double, y: Double, to right: Double, widest: Double?
    ) {
        let count = screen.count
        let wide = 2 * metrics.perMillimetre
        let gap = (right - x + wide) / Double(count) - wide < wide ? wide / 2 : wide
        let width = min(widest ?? .infinity, (right - x + gap) / Double(count) - gap)
        // Of very many questions the numbers tell enough.
        guard width >= barHeight else { return }
        for step in 0..<count {
            let rect = Rect(x: x + Double(step) * (width + gap), y: y, width: width, height: barHeight)
            let isReached = step <= screen.index
            let box = Box(
                rect.snapped, radius: barHeight / 2, fill: isReached ? theme.lake : theme.paper,
                edge: isReached ? theme.lake : theme.edge, edgeWidth: max(2, 0.6 * metrics.edge))
            scene.elements.append(.box(box))
        }
    }
}
