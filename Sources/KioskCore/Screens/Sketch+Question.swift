import Scenes
import Surveys

extension Sketch {
    /// One question, its answers on the shelf, and the bar; in two steps where they
    /// do not fit at once. False where something is too large for its place.
    mutating func question(_ screen: QuestionScreen, _ words: Words, _ language: Language) -> Bool {
        let text = screen.question.text[language] ?? ""
        let arrangements = arrangements(of: screen.question, words, language)
        // What is smaller than was asked for has been parted before.
        if !isShrunk {
            // What is judged yields to the question; the greeting has said it.
            var bare = screen
            bare.unit = nil
            for arrangement in arrangements {
                for (screen, isAtEase) in [(screen, true), (bare, false)] {
                    var trial = self
                    guard trial.together(screen, text, arrangement, words, isAtEase: isAtEase) else {
                        continue
                    }
                    self = trial
                    return true
                }
            }
        }
        guard screen.showsAnswers else { return questionPage(screen, text, words) }
        for arrangement in arrangements {
            var trial = self
            guard trial.answersPage(screen, text, arrangement, words) else { continue }
            self = trial
            return true
        }
        self = squeezed(screen, text, arrangements, words)
        return false
    }

    /// Keys too low for a finger, but as tall as they can be: better than none.
    private func squeezed(
        _ screen: QuestionScreen, _ text: String, _ arrangements: [Arrangement], _ words: Words
    ) -> Sketch {
        var best = self
        for arrangement in arrangements {
            var trial = self
            guard trial.answersPage(screen, text, arrangement, words, squeezes: true) else { continue }
            if trial.lowestKey > best.lowestKey { best = trial }
        }
        return best
    }

    private var lowestKey: Double { scene.hitMap.regions.map(\.rect.height).min() ?? 0 }

    /// Where the shelf may lie, and what has to fit above it.
    struct ShelfRoom {
        var top: Double
        var bottom: Double
        /// What the question needs above the shelf with capitals as large as wished,
        /// and with the smallest.
        var wished: Double
        var least: Double
        /// Whether keys may be lower than a finger needs.
        var squeezes = false
        /// Whether the steps of 0–10 must be as tall as wished.
        var isAtEase = false
    }

    /// - Parameter isAtEase: whether question and keys must have their full size: most
    ///   do, and nothing smaller is measured then.
    private mutating func together(
        _ screen: QuestionScreen, _ text: String, _ arrangement: Arrangement, _ words: Words,
        isAtEase: Bool
    ) -> Bool {
        let bar = plan(ways(screen, .together, words))
        let head = head(screen, words)
        let isCentred = arrangement.hasFacesAboveWords
        if case .beside(let items) = arrangement {
            guard let left = beside(items, from: head.bottom, to: bar.top, screen) else { return false }
            let room = left - metrics.margin - 1.5 * metrics.least
            guard
                ask(
                    text, from: head.bottom, to: bar.top - metrics.shelfToBar, within: room,
                    isCentred: false)
            else { return false }
        } else {
            let room = metrics.width - 2 * metrics.margin
            let air = 2 * metrics.least
            let wished = height(of: text, metrics.question, within: room) + air
            let place = ShelfRoom(
                top: head.bottom, bottom: bar.top - metrics.shelfToBar, wished: wished,
                least: isAtEase ? wished : height(of: text, metrics.least, within: room) + leastAir,
                isAtEase: isAtEase)
            guard let shelfTop = shelve(arrangement, in: place, screen.chosen.map(Key.init)) else {
                return false
            }
            landscape(height: metrics.questionPicture, sun: 0.7)
            guard ask(text, from: head.bottom, to: shelfTop, within: room, isCentred: isCentred) else {
                return false
            }
        }
        draw(head, screen)
        draw(bar)
        draw(head.pills, head.rects)
        return bar.fits
    }

    /// The question above the shelf; false where it does not fit.
    private mutating func ask(
        _ text: String, from top: Double, to bottom: Double, within room: Double, isCentred: Bool
    ) -> Bool {
        guard
            let (lines, capital) = fitting(text, within: room, height: bottom - top - 2 * metrics.least)
                ?? fitting(text, within: room, height: bottom - top - leastAir)
        else { return false }
        let height = Double(lines.count - 1) * capital * Metrics.pitchPerCapital
        self.lines(
            lines, .question, capital, theme.ink,
            at: isCentred ? .middle(metrics.width / 2) : .left(metrics.margin),
            firstMiddle: (top + bottom - height) / 2)
        return true
    }

    /// Above and below a question where room is short.
    private var leastAir: Double { (metrics.isForTheHand ? 0.75 : 1.1) * metrics.least }

    private func height(of text: String, _ capital: Double, within room: Double) -> Double {
        let lines = balanced(text, .question, capital, within: room)
        guard widest(lines, .question, capital) <= room else { return .infinity }
        return capital * (1 + Double(lines.count - 1) * Metrics.pitchPerCapital)
    }
}

// In two steps.
extension Sketch {
    /// The question alone, with the way to its answers.
    private mutating func questionPage(_ screen: QuestionScreen, _ text: String, _ words: Words) -> Bool {
        let bar = plan(ways(screen, .question, words))
        let head = head(screen, words)
        landscape(height: metrics.questionPicture, sun: 0.7)
        let top = head.bottom + 1.1 * metrics.letter
        let fitted = fitting(
            text, within: metrics.width - 2 * metrics.margin, height: bar.top - top - 1.2 * metrics.letter)
        let (lines, capital) =
            fitted ?? (
                balanced(text, .question, metrics.least, within: metrics.width - 2 * metrics.margin),
                metrics.least
            )
        self.lines(
            lines, .question, capital, theme.ink, at: .left(metrics.margin), firstMiddle: top + capital / 2)
        draw(head, screen)
        draw(bar)
        draw(head.pills, head.rects)
        return bar.fits && fitted != nil
    }

    /// The answers, and as much of the question as one line holds.
    private mutating func answersPage(
        _ screen: QuestionScreen, _ text: String, _ arrangement: Arrangement, _ words: Words,
        squeezes: Bool = false
    ) -> Bool {
        let bar = plan(ways(screen, .answers, words))
        let head = head(screen, words)
        let line = shortened(text, within: metrics.width - 2 * metrics.margin)
        let needed = line == nil ? 0 : 2.6 * metrics.least
        let place = ShelfRoom(
            top: head.bottom, bottom: bar.top - metrics.shelfToBar, wished: needed, least: 0,
            squeezes: squeezes)
        guard let shelfTop = shelve(arrangement.withoutQuestion, in: place, screen.chosen.map(Key.init))
        else { return false }
        landscape(height: metrics.questionPicture, sun: 0.7)
        if let line, shelfTop - head.bottom >= needed {
            self.line(
                line, .label, metrics.least, theme.soft, at: .left(metrics.margin),
                middle: shelfTop - needed / 2)
        }
        draw(head, screen)
        draw(bar)
        draw(head.pills, head.rects)
        return bar.fits || squeezes
    }

    /// The first words of a text that one line holds; nil where they would say
    /// nothing.
    private func shortened(_ text: String, within room: Double) -> String? {
        guard width(of: text, .label, metrics.least) > room else { return text }
        var words = text.split(separator: " ")
        while words.count > 3 {
            words.removeLast()
            let line = words.joined(separator: " ") + " …"
            if width(of: line, .label, metrics.least) <= room { return line }
        }
        return nil
    }
}
