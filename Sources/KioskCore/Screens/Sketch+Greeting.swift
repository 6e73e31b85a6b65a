import Scenes
import Surveys

extension Sketch {
    /// The greeting: the landscape, what this is and how long it takes, and the one
    /// way in. False where something does not fit.
    mutating func attract(
        _ words: Words, _ languages: [Language], names: [Language: String], _ offer: Offer?
    ) -> Bool {
        var pills: [Pill] = languages.prefix(3).map { (.language($0), names[$0] ?? $0.rawValue) }
        let privacy: Pill = (.privacy, words[.privacy])
        let isAbove = metrics.hasHead && !metrics.headLiesBelow
        let offersPrivacy = offer?.offersPrivacy == true
        if offersPrivacy, !isAbove { pills.append(privacy) }
        let keys = attractKeys(words[.start], pills)
        let rects = offersPrivacy && isAbove ? pillRects([privacy]) : []
        let fits = greeting(
            words[.greeting], unit: offer?.unit.map { words[.judging].replacing("{unit}", with: $0) },
            offer.map { length(of: $0, words) } ?? words[.greetingDetail], top: rects.first?.maxY ?? 0,
            bottom: keys.top - 1.5 * metrics.least, sun: metrics.isPortrait ? 0.7 : 0.26, logo: theme.logo)
        draw([privacy], rects)
        return fits && keys.fit
    }

    /// "Answer anonymously. 4 questions, about a minute."
    private func length(of offer: Offer, _ words: Words) -> String {
        let phrase: Phrase =
            offer.questions == 1 ? .lengthOfOne : offer.minutes <= 1 ? .lengthOfMinute : .length
        // A number stays with what it counts.
        let length = words[phrase].replacing("{count} ", with: "{count}\u{00A0}")
            .replacing("{count}", with: "\(offer.questions)")
            .replacing("{minutes}", with: "\(offer.minutes)")
        return "\(words[.anonymous]) \(length)"
    }

    /// The thank-you: shown only when the visit is durable.
    mutating func thanks(_ words: Words) -> Bool {
        ending(words[.thanks], words[.thanksDetail], words, logo: theme.logo)
    }

    /// The answers are gone, as was asked.
    mutating func removed(_ words: Words) -> Bool {
        ending(words[.removed], words[.removedDetail], words)
    }

    private mutating func ending(
        _ title: String, _ detail: String, _ words: Words, logo: PNG? = nil
    ) -> Bool {
        let width = max(
            self.width(of: words[.done], .key, metrics.least) + 3.4 * metrics.least,
            31 * metrics.perMillimetre)
        let rect = Rect(
            x: metrics.width - metrics.margin - width, y: metrics.barTop, width: width,
            height: metrics.wordKey)
        wordKey(.done, words[.done], rect, look: .filled)
        return greeting(
            title, unit: nil, detail, top: 0, bottom: metrics.barTop - 1.5 * metrics.least,
            sun: metrics.isPortrait ? 0.7 : 0.28, logo: logo)
    }

    /// The landscape, and under it a title, what it is about and its detail, that end
    /// at `bottom`; without a landscape nothing stands above `top`. The logo takes its
    /// room from the landscape's and never from the words'.
    private mutating func greeting(
        _ title: String, unit: String?, _ detail: String, top: Double, bottom: Double, sun: Double,
        logo: PNG?
    ) -> Bool {
        let left = metrics.wideMargin
        let room = metrics.width - 2 * left
        let unit = unit.map { balanced($0, .label, metrics.least, within: room) } ?? []
        let said = detail
        let detail = unit + balanced(detail, .label, metrics.least, within: room)
        let detailPitch = metrics.least * Metrics.pitchPerCapital
        let below = metrics.least + Double(detail.count - 1) * detailPitch
        let free = bottom - top - below - 3 * metrics.least
        let (title, capital) = largestTitle(title, within: room, height: free)
        if !unit.isEmpty, capital < 1.4 * metrics.least {
            // A greeting that is not seen helps less than a name that is not read.
            let words = title.joined(separator: " ")
            return greeting(words, unit: nil, said, top: top, bottom: bottom, sun: sun, logo: logo)
        }
        let titlePitch = 1.54 * capital
        let titleToDetail = (capital + metrics.least) / 2 + (title.count > 1 ? 1.6 : 1.25) * metrics.least
        let block =
            (capital + metrics.least) / 2 + Double(title.count - 1) * titlePitch + titleToDetail
            + Double(detail.count - 1) * detailPitch
        let above = min(bottom - block - 1.7 * metrics.least, 0.8 * metrics.width)
        // A strip would be no landscape; without one the words stand in the middle.
        let least = 0.2 * metrics.height
        let (wholePicture, air) = theme.hasPicture && above > least ? (above, 1.7) : (0, 0.6)
        let wholeTop = (wholePicture > 0 ? wholePicture : top) + air * metrics.least
        let unused = max(0, bottom - block - wholeTop)
        let size = size(above: unused + max(0, wholePicture - max(least, top)), of: logo)
        let taken = size.map { $0.height + logoAir } ?? 0
        let given = min(wholePicture, max(0, taken - unused))
        landscape(height: wholePicture - given, sun: sun)
        draw(logo, size, x: left, y: wholeTop - given)
        let textTop = wholeTop - given + taken
        let titleFirst = textTop + (bottom - textTop - block) / 2 + capital / 2
        let detailFirst = titleFirst + Double(title.count - 1) * titlePitch + titleToDetail
        lines(
            title, .question, capital, theme.ink, at: .left(left), firstMiddle: titleFirst,
            pitch: titlePitch)
        for (place, text) in detail.enumerated() {
            line(
                text, .label, metrics.least, place < unit.count ? theme.ink : theme.soft, at: .left(left),
                middle: detailFirst + Double(place) * detailPitch)
        }
        if size == nil { draw(logo, beside: detail, firstMiddle: detailFirst, within: room) }
        return block <= bottom - wholeTop && widest(detail, .label, metrics.least) <= room
            && widest(title, .question, capital) <= room
    }

    /// The largest size at which the title takes at most two lines.
    private func largestTitle(_ text: String, within room: Double, height: Double) -> ([String], Double) {
        var capital = metrics.greeting
        while capital > metrics.least {
            let lines = balanced(text, .question, capital, within: room)
            let needed = capital * (1 + Double(lines.count - 1) * 1.54)
            if lines.count <= 2, needed <= height, widest(lines, .question, capital) <= room {
                return (lines, capital)
            }
            capital *= 0.95
        }
        return (balanced(text, .question, metrics.least, within: room), metrics.least)
    }
}

// The keys of the greeting.
extension Sketch {
    /// `Aloita` and the languages, in one row or in two; returns where they begin.
    private mutating func attractKeys(_ start: String, _ pills: [Pill]) -> (top: Double, fit: Bool) {
        let left = metrics.wideMargin
        let room = metrics.width - 2 * left
        let air = 0.72 * metrics.least
        let natural = pills.map {
            max(width(of: $0.word, .key, metrics.least) + 2 * air, 31 * metrics.perMillimetre)
        }
        let gaps = Double(pills.count) * metrics.gap
        let startRoom = room - natural.reduce(0, +) - gaps
        let bottom = metrics.greetingBottom
        let pillKey = max(20 * metrics.perMillimetre, min(metrics.barKey, 3.3 * metrics.least))
        if startRoom >= startWidth(start) {
            let top = bottom - metrics.barKey
            startKey(start, Rect(x: left, y: top, width: startRoom, height: metrics.barKey))
            toolKeys(
                pills, natural, x: left + startRoom + metrics.gap, y: top, height: metrics.barKey)
            return (top, true)
        }
        // Too narrow for one row: the languages below, sharing what is left over.
        let spread = (room - natural.reduce(0, +) - gaps + metrics.gap) / Double(max(1, pills.count))
        let widths = natural.map { $0 + spread }
        let pillsTop = bottom - pillKey
        let top = pillsTop - 1.2 * metrics.gap - metrics.barKey
        startKey(start, Rect(x: left, y: top, width: room, height: metrics.barKey))
        toolKeys(pills, widths, x: left, y: pillsTop, height: pillKey)
        return (top, spread >= 0)
    }

    private mutating func toolKeys(
        _ pills: [Pill], _ widths: [Double], x: Double, y: Double, height: Double
    ) {
        var x = x
        for (pill, width) in zip(pills, widths) {
            let rect = Rect(x: x, y: y, width: width, height: height)
            wordKey(pill.key, pill.word, rect, look: .tool)
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
