import Scenes
import Surveys

/// How the answers of a question may lie on the shelf (`look.md` §6).
enum Arrangement {
    /// Steps with a numeral each, the words of both ends above them.
    case row(StepKeys)
    /// Steps in rows of `columns`, the words above the first and below the last.
    case folded(StepKeys, columns: Int)
    /// Keys of one size, as tall as `wanted` where there is room.
    case grid([AnswerGrid.Item], columns: Int, wanted: Double)
    /// A list at the right of the question.
    case beside([AnswerGrid.Item])

    /// The question stands in the middle above faces, at the left above all others.
    var hasFacesAboveWords: Bool {
        guard case .grid(let items, let columns, _) = self, columns > 1 else { return false }
        if case .face = items.first?.mark { return true }
        return false
    }

    /// How the same answers lie where the question stands on a page of its own.
    var withoutQuestion: Arrangement {
        if case .beside(let items) = self { .grid(items, columns: 1, wanted: 0) } else { self }
    }
}

extension Sketch {
    /// The arrangements for a question on this panel, the best first.
    func arrangements(of question: Question, _ words: Words, _ language: Language) -> [Arrangement] {
        switch question.kind {
        case .scale(let scale):
            let steps = StepKeys(scale, language, height: metrics.scaleKey)
            let fold = Arrangement.folded(steps, columns: (scale.values.count + 1) / 2)
            if metrics.form == .fold { return [fold] }
            return [.row(steps), .folded(steps, columns: scale.values.count)]
        case .statement(let choices): return statement(choices, language)
        case .smileys(let choices): return smileys(choices, language)
        case .yesNo:
            let items = [
                AnswerGrid.Item(key: .yes, words: words[.yes], label: words[.yes]),
                AnswerGrid.Item(key: .no, words: words[.no], label: words[.no]),
            ]
            let wanted = 45 * metrics.perMillimetre
            return [
                .grid(items, columns: 2, wanted: wanted), .grid(items, columns: 1, wanted: wanted),
            ]
        case .choice(let choices):
            let items = choices.map { choice in
                let label = choice.label[language] ?? choice.code
                return AnswerGrid.Item(key: .choice(choice.code), words: label, label: label)
            }
            let wanted = 4.6 * metrics.letter
            let grids = (metrics.isPortrait ? [1, 2, 3] : [2, 3, 1]).filter { $0 <= items.count }
                .map { Arrangement.grid(items, columns: $0, wanted: wanted) }
            return metrics.isLarge && !metrics.isPortrait ? [.beside(items)] + grids : grids
        }
    }

    private func statement(_ choices: [Choice], _ language: Language) -> [Arrangement] {
        let steps = StepKeys(
            choices, language, height: max(metrics.scaleKey, 27 * metrics.perMillimetre),
            gap: metrics.answerGap)
        let items = zip(choices, steps.steps).enumerated().map { place, pair in
            AnswerGrid.Item(
                key: pair.1.key, words: pair.0.label[language] ?? "", mark: .number(place + 1),
                label: pair.1.label)
        }
        let row = [Arrangement.row(steps), .folded(steps, columns: choices.count)]
        if metrics.isPortrait {
            return [.grid(items, columns: 1, wanted: 3 * metrics.letter)] + row
        }
        return metrics.isLarge ? [.beside(items)] + row : row
    }

    private func smileys(_ choices: [Choice], _ language: Language) -> [Arrangement] {
        let faces = choices.count == 3 ? Expression.three : Expression.five
        let items = zip(choices, faces).map { choice, face in
            let label = choice.label[language] ?? ""
            return AnswerGrid.Item(
                key: .choice(choice.code), words: label, mark: .face(face), label: label)
        }
        let wanted = 8.4 * metrics.letter
        let lying = Arrangement.grid(items, columns: 1, wanted: 4.6 * metrics.letter)
        let row = Arrangement.grid(items, columns: items.count, wanted: wanted)
        // Words too long for their keys: those of both ends, above the faces.
        var steps = StepKeys(choices, language, height: 6 * metrics.letter, gap: metrics.answerGap)
        for place in items.indices {
            steps.steps[place].face = faces[place]
            steps.steps[place].label = items[place].label
        }
        let bare = Arrangement.row(steps)
        guard items.count == 5 else { return [row, lying, bare] }
        return [row, lying, .grid(items, columns: 3, wanted: wanted), bare]
    }

    /// Draws the shelf with the answers at the bottom of `room`; returns where it
    /// begins, nil where it does not fit.
    mutating func shelve(_ arrangement: Arrangement, in room: ShelfRoom, _ chosen: Key?) -> Double? {
        switch arrangement {
        case .row(let steps): return scaleRow(steps, in: room, chosen: chosen)
        case .folded(let steps, let columns):
            return scaleFold(steps, columns: columns, in: room, chosen: chosen)
        case .grid(let items, let columns, let wanted):
            let width = metrics.width - 2 * metrics.margin
            guard let grid = grid(items, columns: columns, within: width, wanted: wanted) else { return nil }
            return shelve(grid, in: room, chosen)
        case .beside: return nil
        }
    }

    private mutating func shelve(_ grid: AnswerGrid, in room: ShelfRoom, _ chosen: Key?) -> Double? {
        let rows = Double(grid.rows)
        let around = 2 * metrics.shelfPadding + (rows - 1) * grid.gap
        let all = room.bottom - room.top - around
        guard room.squeezes || grid.leastHeight * rows + room.least <= all else { return nil }
        let most = room.squeezes ? all / rows : max(grid.leastHeight, (all - room.wished) / rows)
        let height = min(grid.wantedHeight, most).rounded(.down)
        let top = room.bottom - rows * height - around
        shelf(from: top, to: room.bottom)
        draw(
            grid, at: PanelPoint(x: metrics.margin, y: top + metrics.shelfPadding), height: height,
            chosen: chosen)
        return top
    }

    /// The list at the right of the question; returns where its shelf begins, nil
    /// where it does not fit.
    mutating func beside(
        _ items: [AnswerGrid.Item], from top: Double, to barTop: Double, _ screen: QuestionScreen
    ) -> Double? {
        let padding = metrics.shelfPadding
        let left = (0.434 * metrics.width).rounded()
        let width = metrics.width - metrics.margin - left - padding
        let gap = 4 * metrics.perMillimetre
        guard let grid = grid(items, columns: 1, within: width, wanted: 0, gap: gap) else { return nil }
        let rows = Double(grid.rows)
        let (shelfTop, shelfBottom) = (
            top + 3 * metrics.perMillimetre, barTop - metrics.shelfToBar + 2 * metrics.perMillimetre
        )
        let around = padding + (rows - 1) * gap
        let height = min(3.6 * metrics.letter, (shelfBottom - shelfTop - around) / rows).rounded(.down)
        guard height >= grid.leastHeight else { return nil }
        let block = rows * height + around
        let y = (shelfTop + (shelfBottom - shelfTop - block) / 2).rounded()
        let shelf = Rect(
            x: left, y: shelfTop, width: metrics.width - left, height: shelfBottom - shelfTop)
        scene.elements.append(.box(Box(shelf.snapped, fill: theme.band)))
        draw(
            grid, at: PanelPoint(x: left + padding, y: y + padding / 2), height: height,
            chosen: screen.chosen.map(Key.init))
        return left
    }
}
