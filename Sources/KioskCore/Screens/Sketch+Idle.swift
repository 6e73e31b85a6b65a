import Scenes

extension Sketch {
    /// Covers the question wholly while the time runs out: the seconds as a number
    /// and a ring, and the way to more time (`look.md` §9).
    mutating func idle(_ screen: IdleScreen, _ words: Words) -> Bool {
        let card = idleCard
        let pad = (metrics.isForTheHand ? 1.1 : metrics.isPortrait ? 1.3 : 1.6) * metrics.letter
        scene.background = theme.band
        scene.elements.append(
            .box(
                Box(
                    card.snapped, radius: 1.4 * metrics.letter, fill: theme.paper, edge: theme.edge,
                    edgeWidth: edgeWidth)))
        let inner = card.grown(by: -pad)
        guard let keysTop = idleKeys(words, in: inner) else { return false }
        let room = Rect(
            x: inner.x, y: inner.y, width: inner.width, height: keysTop - 1.2 * metrics.letter - inner.y)
        return metrics.isPortrait
            ? idleUpright(screen, words, in: room) : idleLying(screen, words, in: room)
    }

    /// The ring beside the words.
    private mutating func idleLying(_ screen: IdleScreen, _ words: Words, in room: Rect) -> Bool {
        let diameter = min(room.height, 0.3 * room.width)
        ring(screen, at: PanelPoint(x: room.x + diameter / 2, y: room.y + room.height / 2), diameter)
        let x = room.x + diameter + 1.9 * metrics.letter
        return saying(
            words[.idleTitle], words[.idleDetail],
            in: Rect(x: x, y: room.y, width: room.maxX - x, height: room.height), from: idleTitle)
    }

    /// The ring above the words, both together in the middle.
    private mutating func idleUpright(_ screen: IdleScreen, _ words: Words, in room: Rect) -> Bool {
        let diameter = min(0.42 * room.height, 0.55 * room.width)
        let gap = 1.6 * metrics.letter
        guard
            let saying = saying(
                words[.idleTitle], words[.idleDetail], within: room.width,
                height: room.height - diameter - gap, from: idleTitle)
        else { return false }
        let y = room.y + (room.height - diameter - gap - saying.height) / 2
        ring(screen, at: PanelPoint(x: room.x + room.width / 2, y: y + diameter / 2), diameter)
        draw(saying, at: PanelPoint(x: room.x, y: y + diameter + gap))
        return true
    }

    private var idleTitle: Double { 1.35 * metrics.question }

    /// On the tall panel it ends where hands reach.
    private var idleCard: Rect {
        let inset = metrics.isPortrait || metrics.isForTheHand ? metrics.margin : metrics.wideMargin
        let (top, bottom) =
            metrics.headLiesBelow
            ? (metrics.questionPicture, metrics.barBottom + 1.3 * metrics.letter)
            : (inset, metrics.height - inset)
        return Rect(x: inset, y: top, width: metrics.width - 2 * inset, height: bottom - top)
    }

    private mutating func ring(_ screen: IdleScreen, at centre: PanelPoint, _ diameter: Double) {
        let pen = 0.078 * diameter
        let radius = (diameter - pen) / 2
        scene.elements.append(
            .shape(.ring(name: "time", at: centre, radius: radius, color: theme.line, pen: pen)))
        let share = Double(screen.secondsLeft) / Double(max(1, screen.secondsInAll))
        if share > 0 {
            scene.elements.append(
                .shape(
                    .arc(
                        name: "time left", at: centre, radius: radius, share: share, color: theme.lake,
                        pen: pen)))
        }
        let number = "\(screen.secondsLeft)"
        let held =
            100 * 0.6 * diameter / max(width(of: number, .numeral, 100), width(of: "00", .numeral, 100))
        line(
            number, .numeral, min(0.3 * diameter, held), theme.ink, at: .middle(centre.x), middle: centre.y)
    }

    /// More time, wide and filled, and stopping: beside each other, or stopping
    /// above. Returns where the keys begin.
    private mutating func idleKeys(_ words: Words, in room: Rect) -> Double? {
        let height = metrics.wordKey
        let air = 0.9 * metrics.least
        let more = width(of: words[.moreTime], .key, metrics.least) + 2 * air
        let stop = max(
            width(of: words[.stop], .key, metrics.least) + 2 * air, 31 * metrics.perMillimetre)
        let gap = 1.25 * metrics.answerGap
        guard more <= room.width, stop <= room.width else { return nil }
        let bottom = room.maxY
        if more + gap + stop <= room.width {
            let top = bottom - height
            wordKey(
                .moreTime, words[.moreTime],
                Rect(x: room.x + stop + gap, y: top, width: room.width - stop - gap, height: height),
                look: .filled)
            wordKey(
                .stop, words[.stop], Rect(x: room.x, y: top, width: stop, height: height), look: .rest)
            return top
        }
        let top = bottom - 2 * height - metrics.answerGap
        wordKey(
            .moreTime, words[.moreTime],
            Rect(x: room.x, y: bottom - height, width: room.width, height: height), look: .filled)
        wordKey(
            .stop, words[.stop], Rect(x: room.x, y: top, width: room.width, height: height), look: .rest)
        return top
    }
}
