import Scenes
import Surveys

// What stands around the questions of a visit.
extension Sketch {
    /// Sending and removing on the shelf, alike in size and ink, and the way on.
    mutating func stopping(_ screen: StoppingScreen, _ words: Words) -> Bool {
        let bar = plan([BarPlan.Way(.goOn, words[.goOn], isFilled: true)])
        let send = AnswerGrid.Item(key: .sendSoFar, words: words[.sendSoFar], label: words[.sendSoFar])
        let remove = AnswerGrid.Item(
            key: .removeAnswers, words: words[.removeAnswers], label: words[.removeAnswers])
        // Without an answer there is nothing to send or to remove.
        let stop = AnswerGrid.Item(key: .removeAnswers, words: words[.stop], label: words[.stop])
        let most = screen.hasAnswers && !metrics.isPortrait ? 2 : 1
        return sheet(
            words[.stopTitle], screen.hasAnswers ? words[.stopDetail] : "",
            screen.hasAnswers ? [send, remove] : [stop], columns: Set([most, 1]).sorted(by: >),
            wanted: 5 * metrics.letter, bar)
    }

    /// What it is about, its keys on the shelf in the first of `columns` that fits,
    /// and the bar. False where nothing of it fits.
    mutating func sheet(
        _ title: String, _ detail: String, _ items: [AnswerGrid.Item], columns: [Int], wanted: Double,
        _ bar: BarPlan
    ) -> Bool {
        let saying = detail.isEmpty ? 0 : 3.6 * metrics.least
        let room = ShelfRoom(
            top: paperTop, bottom: bar.top - metrics.shelfToBar, wished: saying + 5.4 * metrics.least,
            least: saying + 2.4 * metrics.least)
        for columns in columns {
            var trial = self
            let arrangement = Arrangement.grid(items, columns: columns, wanted: wanted)
            guard let shelfTop = trial.shelve(arrangement, in: room, nil) else { continue }
            let air = min(metrics.letter, 0.7 * metrics.least)
            let place = Rect(
                x: metrics.margin, y: paperTop + air, width: metrics.width - 2 * metrics.margin,
                height: shelfTop - paperTop - 2 * air)
            guard trial.saying(title, detail, in: place) else { continue }
            self = trial
            landscape(height: metrics.questionPicture, sun: 0.7)
            draw(bar)
            return bar.fits
        }
        // Keys without their title are better than none.
        let bare = ShelfRoom(top: paperTop, bottom: room.bottom, wished: 0, least: 0, squeezes: true)
        _ = shelve(.grid(items, columns: columns.max() ?? 1, wanted: wanted), in: bare, nil)
        draw(bar)
        return false
    }

    /// Every language by its own name, the one of now chosen; and the way back.
    mutating func languages(
        _ languages: [Language], of chosen: Language, _ names: [Language: String], _ words: Words
    ) -> Bool {
        let bar = plan([BarPlan.Way(.goOn, words[.goOn], isFilled: true)])
        let items = languages.map { language in
            let name = names[language] ?? language.rawValue
            return AnswerGrid.Item(key: .language(language), words: name, label: name)
        }
        let room = ShelfRoom(
            top: paperTop, bottom: bar.top - metrics.shelfToBar, wished: 4 * metrics.least, least: 0)
        for columns in metrics.isPortrait ? [1, 2] : [1, 2, 3] {
            let arrangement = Arrangement.grid(items, columns: columns, wanted: 4 * metrics.letter)
            var trial = self
            guard trial.shelve(arrangement, in: room, .language(chosen)) != nil else { continue }
            self = trial
            landscape(height: metrics.questionPicture, sun: 0.7)
            draw(bar)
            return bar.fits
        }
        return false
    }

    /// The notice in as many pages as it needs, from back to greeting to the last.
    mutating func privacy(_ screen: PrivacyScreen, _ words: Words) -> Bool {
        let bar = plan([
            BarPlan.Way(.back, words[.back]), BarPlan.Way(.next, words[.next], isFilled: true),
        ])
        landscape(height: metrics.questionPicture, sun: 0.7)
        let (left, top) = (metrics.margin, paperTop + metrics.shelfPadding + metrics.letter)
        let room = metrics.width - 2 * left
        let title = words[.privacy]
        let titleMiddle = top + metrics.question / 2
        line(title, .question, metrics.question, theme.ink, at: .left(left), middle: titleMiddle)
        let textTop = titleMiddle + metrics.question / 2 + 1.2 * metrics.letter
        let height = bar.top - textTop - 0.8 * metrics.letter
        let notice = notice(screen, words)
        let parts = parts(of: notice, within: room, height: height)
        let pages = pages(of: parts, height: height)
        let page = min(max(0, screen.page), pages.count - 1)
        if pages.count > 1 {
            line(
                "\(page + 1) / \(pages.count)", .label, metrics.least, theme.soft,
                at: .right(metrics.width - left), middle: titleMiddle)
        }
        var middle = textTop + metrics.least / 2
        for lines in pages[page] {
            self.lines(lines, .label, metrics.least, theme.ink, at: .left(left), firstMiddle: middle)
            middle += Double(lines.count) * metrics.least * Metrics.pitchPerCapital + paragraphAir
        }
        var shown = bar
        for row in shown.rows.indices {
            for way in shown.rows[row].ways.indices where shown.rows[row].ways[way].key == .next {
                shown.rows[row].ways[way].isShown = page < pages.count - 1
            }
        }
        draw(shown)
        // All pages have one size: parted differently, one of them would be skipped.
        let texts = pages.flatMap { $0.flatMap { $0 } }
        return bar.fits && widest(texts, .label, metrics.least) <= room && height >= 1.28 * metrics.least
            && parts.count == notice.count
    }

    /// Where the landscape of the tall panel ends.
    private var paperTop: Double { theme.hasPicture ? metrics.questionPicture : 0 }

    private var paragraphAir: Double { 0.55 * metrics.least }

    private func notice(_ screen: PrivacyScreen, _ words: Words) -> [String] {
        [
            words[.privacyAnonymous],
            words[.privacyWho].replacing("{controller}", with: screen.controller),
            words[.privacyWhy],
            words[.privacyHowLong].replacing("{days}", with: "\(screen.days)"),
            words[.privacyAsk].replacing("{contact}", with: screen.contact),
        ]
    }

    /// Each paragraph as its lines; one longer than a page in equal parts.
    private func parts(of paragraphs: [String], within room: Double, height: Double) -> [[String]] {
        let pitch = metrics.least * Metrics.pitchPerCapital
        // The last line's pitch reaches further down than its tails.
        let most = max(1, Int((height + 0.38 * metrics.least) / pitch))
        return paragraphs.flatMap { paragraph in
            let lines = balanced(paragraph, .label, metrics.least, within: room)
            let count = max(1, (lines.count + most - 1) / most)
            let each = max(1, (lines.count + count - 1) / count)
            return stride(from: 0, to: lines.count, by: each).map {
                Array(lines[$0..<min($0 + each, lines.count)])
            }
        }
    }

    /// As many parts on each page as it holds whole.
    private func pages(of parts: [[String]], height: Double) -> [[[String]]] {
        var pages: [[[String]]] = [[]]
        var used = 0.0
        for lines in parts {
            let needed = Double(lines.count) * metrics.least * Metrics.pitchPerCapital + paragraphAir
            if used > 0, used + needed > height + paragraphAir {
                pages.append([])
                used = 0
            }
            pages[pages.count - 1].append(lines)
            used += needed
        }
        return pages
    }

    /// Black, and a few words that wander, so that no pixel burns in.
    mutating func closed(_ screen: ClosedScreen, _ words: Words) -> Bool {
        scene.background = theme.closedPaper
        let room = metrics.width - 2 * metrics.margin
        let title = words[.closed]
        let detail = screen.opening.map { words.saying($0) }
        let details = detail.map { balanced($0, .label, metrics.least, within: 0.75 * room) } ?? []
        let capital = 1.4 * metrics.least
        let width = max(widest(details, .label, metrics.least), width(of: title, .label, capital))
        let pitch = metrics.least * Metrics.pitchPerCapital
        let between = 2.6 * metrics.least
        let height = capital + (details.isEmpty ? 0 : between + Double(details.count - 1) * pitch)
        let place = min(8, max(0, screen.place))
        let x = metrics.margin + Double(place % 3) / 2 * (room - width) + width / 2
        let span = metrics.height - 2 * metrics.margin - height
        let y = metrics.margin + Double(place / 3) / 2 * span + capital / 2
        line(title, .label, capital, theme.closedText, at: .middle(x), middle: y)
        lines(
            details, .label, metrics.least, theme.closedText, at: .middle(x), firstMiddle: y + between)
        return width <= room
    }
}
