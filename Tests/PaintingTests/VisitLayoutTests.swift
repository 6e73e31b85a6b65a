import KioskCore
import Painting
import Scenes
import Surveys
import Testing

/// A2 and A3 on every kind of question and every screen around the questions, in
/// three languages, both themes and both sizes of text, with the real fonts.
@MainActor struct VisitLayoutTests {
    /// One screen and what it is called.
    private typealias Shown = (name: String, screen: ScreenModel.Screen)

    /// The smallest panel is claimed for faces and yes/no only (`quality.md` A2).
    private func questions(_ gallery: Gallery, on glass: Gallery.Glass) -> [Shown] {
        let all =
            glass == .seven
            ? [Kinds.smileys, Kinds.child, Kinds.yesNo] : Kinds.all + [gallery.question]
        return all.enumerated().flatMap { place, question in
            [nil, question.ends[0], question.ends[1]].flatMap { (chosen: Answer?) in
                [false, true].map { showsAnswers in
                    let screen = QuestionScreen(
                        question: question, index: place, count: all.count, chosen: chosen, offersBack: true,
                        offersNext: chosen != nil, offersHelp: true, unit: "Keskustan hyvinvointiasema",
                        showsAnswers: showsAnswers)
                    let part = showsAnswers ? "answers" : "question"
                    return ("\(part) \(question.linkID)", .question(screen))
                }
            }
        }
    }

    private var around: [Shown] {
        let offer = Offer(
            questions: 9, minutes: 2, unit: "Keskustan hyvinvointiasema", offersPrivacy: true)
        let notice = PrivacyScreen(
            controller: "Keskustan hyvinvointialue", contact: "tietosuoja@esimerkki.fi", days: 30)
        let pages = (0..<5).map { page in
            var notice = notice
            notice.page = page
            return Shown("privacy \(page)", .privacy(notice))
        }
        // On the day with the longest name, and with minutes.
        let openings = [
            OpeningHours.Opening(.tomorrow, minute: 480), OpeningHours.Opening(.on(.wednesday), minute: 690),
        ]
        let places = (0..<9).flatMap { place in
            openings.map {
                Shown("closed \(place) \($0)", .closed(ClosedScreen(opening: $0, place: place)))
            }
        }
        return [
            ("greeting", .attract(languages: Gallery.languages, offer: offer)),
            ("stopping", .stopping(StoppingScreen(hasAnswers: true))),
            ("stopping at once", .stopping(StoppingScreen(hasAnswers: false))),
            ("help", .help(HelpScreen(offersLanguages: true))), ("profile", .profile),
            ("languages", .languages(Gallery.languages)),
            ("removed", .removed), ("idle", .idle(IdleScreen(secondsLeft: 30, secondsInAll: 30))),
        ] + pages + places
    }

    private func faults(
        _ glass: Gallery.Glass, _ shown: [Shown], isLargeText: Bool, _ gallery: Gallery
    ) -> [String] {
        var faults: [String] = []
        for theme in [Theme.day, .contrast] {
            for language in Gallery.languages {
                for (name, screen) in shown {
                    let model = ScreenModel(
                        screen: screen, language: language, profile: Profile(isLarge: isLargeText))
                    let scene = gallery.scene(glass, theme, model)
                    // What cannot be laid out at all has no fault to be seen, and no key.
                    if scene.hitMap.regions.isEmpty, !name.hasPrefix("closed") {
                        faults.append("\(language.rawValue) \(name): nothing can be pressed")
                    }
                    faults += scene.faults(on: glass.panel).map {
                        "\(theme.name) \(language.rawValue) \(name): \($0)"
                    }
                }
            }
        }
        return Array(Set(faults).sorted().prefix(8))
    }

    @Test(arguments: Gallery.Glass.allCases, [false, true])
    func everyKindOfQuestionLiesWhole(glass: Gallery.Glass, isLargeText: Bool) throws {
        let gallery = try Gallery()
        #expect(faults(glass, questions(gallery, on: glass), isLargeText: isLargeText, gallery) == [])
    }

    @Test(arguments: Gallery.Glass.allCases, [false, true])
    func everyScreenAroundTheQuestionsLiesWhole(glass: Gallery.Glass, isLargeText: Bool) throws {
        let gallery = try Gallery()
        #expect(faults(glass, around, isLargeText: isLargeText, gallery) == [])
    }

    @Test(arguments: Gallery.Glass.allCases, [false, true])
    func readingStartsAtTheQuestionAndGoesOnToTheAnswers(glass: Gallery.Glass, isLargeText: Bool) throws {
        let gallery = try Gallery()
        for (name, screen) in questions(gallery, on: glass) {
            guard case .question(let asked) = screen else { continue }
            let model = ScreenModel(
                screen: screen, language: .swedish, profile: Profile(isLarge: isLargeText))
            let scene = gallery.scene(glass, .day, model)
            #expect(scene.readAloud.first == asked.question.text[.swedish], "\(name)")
            let keys = scene.hitMap.regions.map { Key($0.target) }
            let answers = keys.compactMap { $0?.answer }
            #expect(answers == [] || Array(keys.prefix(answers.count)) == answers.map(Key.init), "\(name)")
            #expect(answers != [] || keys.contains(.toAnswers), "\(name)")
            #expect(answers == [] || keys.contains(.skip) || keys.contains(.cannotSay), "\(name)")
            #expect(keys.contains(.help) || keys.contains(.toQuestion), "\(name)")
            #expect(keys.contains(.next) == (asked.offersNext && answers != []), "\(name)")
        }
    }

    @Test(arguments: Gallery.Glass.allCases)
    func aChoiceIsMarkedByATickOnItsKeyAndMovesNothing(glass: Gallery.Glass) throws {
        let gallery = try Gallery()
        for question in Kinds.all {
            var screen = QuestionScreen(
                question: question, index: 0, count: 1, chosen: nil, offersBack: true, offersNext: false,
                showsAnswers: true)
            let rest = gallery.scene(glass, .day, ScreenModel(screen: .question(screen), language: .finnish))
            screen.chosen = question.ends[1]
            screen.offersNext = true
            let chosen = gallery.scene(
                glass, .day, ScreenModel(screen: .question(screen), language: .finnish))
            let key = try #require(chosen.hitMap.rect(of: Key(question.ends[1]).target))
            #expect(rest.ticks == [] && chosen.ticks.count == 1, "\(question.linkID)")
            #expect(chosen.ticks.allSatisfy { key.contains($0) }, "\(question.linkID)")
            for region in rest.hitMap.regions {
                #expect(chosen.hitMap.rect(of: region.target) == region.rect, "\(region.target)")
            }
        }
    }

    /// The control: a question that no panel holds is reported.
    @Test func anEndlessWordIsSeen() throws {
        let gallery = try Gallery()
        var question = Kinds.yesNo
        question.text = LocalizedText([.finnish: String(repeating: "pitkä", count: 40)])
        let screen = QuestionScreen(
            question: question, index: 0, count: 1, chosen: nil, offersBack: true, offersNext: false)
        let scene = gallery.scene(
            .seven, .day, ScreenModel(screen: .question(screen), language: .finnish))
        #expect(scene.faults(on: Gallery.Glass.seven.panel) != [])
    }

    /// The control: a word whose tails alone reach the edge of its key is reported.
    @Test func aTailOnTheEdgeIsSeen() throws {
        let glass = Gallery.Glass.tenLandscape
        var scene = try Gallery().scene(
            glass, .day, ScreenModel(screen: .help(HelpScreen(offersLanguages: true)), language: .finnish))
        #expect(scene.faults(on: glass.panel) == [])
        var run = try #require(scene.texts.first { $0.text == "Lopeta" })
        let place = try #require(scene.elements.firstIndex(of: .text(run)))
        let key = try #require(scene.hitMap.rect(of: Key.stop.target))
        run.baseline = key.maxY - 0.2 * run.capital
        scene.elements[place] = .text(run)
        #expect(scene.faults(on: glass.panel) == ["\"Lopeta\" touches the edge of its key"])
    }

    /// Word by word, however large the letters and however small the glass.
    @Test(arguments: Gallery.Glass.allCases, Gallery.languages)
    func theWholeNoticeStandsOnItsPagesOnce(glass: Gallery.Glass, language: Language) throws {
        let gallery = try Gallery()
        var screen = PrivacyScreen(
            controller: "Keskustan hyvinvointialue", contact: "tietosuoja@esimerkki.fi", days: 30)
        var read: [String] = []
        for page in 0..<12 {
            screen.page = page
            let model = ScreenModel(
                screen: .privacy(screen), language: language, profile: Profile(isLarge: true))
            let scene = gallery.scene(glass, .day, model)
            read += scene.texts.filter { $0.face == .label && !$0.text.contains(" / ") }.map(\.text)
            if scene.hitMap.rect(of: Key.next.target) == nil { break }
        }
        let phrases: [Phrase] = [
            .privacyAnonymous, .privacyWho, .privacyWhy, .privacyHowLong, .privacyAsk,
        ]
        let notice = phrases.compactMap { gallery.phrases.text($0, in: language) }.joined(separator: " ")
            .replacing("{controller}", with: "Keskustan hyvinvointialue").replacing("{days}", with: "30")
            .replacing("{contact}", with: "tietosuoja@esimerkki.fi")
        #expect(read.joined(separator: " ") == notice)
    }
}

extension Scene {
    /// Texts that are small, cut, or too near to an edge or each other; keys that are
    /// small or too near to each other.
    func faults(on panel: Panel) -> [String] {
        let least = panel.leastCapital.value * panel.pixelsPerMillimetre
        var faults: [String] = []
        for (index, run) in texts.enumerated() {
            if run.capital < least - 0.001 { faults.append("\"\(run.text)\" is small") }
            if !bounds.contains(run.ink) { faults.append("\"\(run.text)\" leaves the glass") }
            let air = 0.15 * least
            let word = Rect(x: run.x, y: run.baseline - run.capital, width: run.width, height: run.capital)
            for region in hitMap.regions where region.rect.intersection(run.ink) != nil {
                if region.rect.outward.grown(by: -air).contains(word) { continue }
                faults.append("\"\(run.text)\" touches the edge of \(region.target)")
            }
            for other in texts[(index + 1)...] where run.ink.grown(by: -0.6).intersection(other.ink) != nil {
                faults.append("\"\(run.text)\" runs into \"\(other.text)\"")
            }
        }
        return faults + faceFaults + keyFaults(panel.pixelsPerMillimetre)
    }

    /// Words whose tails or rings touch the edge or the foot of the key they stand on.
    private var faceFaults: [String] {
        let faces: [Rect] = elements.compactMap { element in
            guard case .box(let box) = element, box.edgeWidth > 0 else { return nil }
            var face = box.rect.grown(by: -box.edgeWidth)
            face.height -= max(0, box.foot - box.edgeWidth)
            return face
        }
        return texts.filter { Int($0.text) == nil }.flatMap { run in
            faces.filter { $0.intersection(run.ink) != nil && !$0.contains(run.ink) }
                .map { _ in "\"\(run.text)\" touches the edge of its key" }
        }
    }

    private func keyFaults(_ perMillimetre: Double) -> [String] {
        var faults: [String] = []
        for (index, region) in hitMap.regions.enumerated() {
            // The ruler of the smallest panel is the one form below (`look.md` §6).
            let isRuler = region.target.isScale && widthPixels == 800 && heightPixels == 480
            let (width, height) = (region.rect.width / perMillimetre, region.rect.height / perMillimetre)
            let least = isRuler ? 13 : region.target.isScale ? 16.5 : 20
            // Head keys may be lower, but are wider (`look.md` §4).
            let isTool = [Key.stop, .help, .languages, .privacy].contains { $0.target == region.target }
            let low = isTool ? 16.5 : 20
            if width < least - 0.01 || height < low - 0.2 {
                faults.append("\(region.target) is \(width) × \(height) mm")
            }
            if !bounds.contains(region.rect) { faults.append("\(region.target) leaves the glass") }
            for other in hitMap.regions[(index + 1)...] {
                let isScale = region.target.isScale && other.target.isScale
                let least = isRuler && isScale ? 0 : isScale ? 3.2 : 4
                let gap = region.rect.distance(to: other.rect) / perMillimetre
                if gap < least - 0.02 { faults.append("\(region.target) is \(gap) mm from \(other.target)") }
            }
        }
        return faults
    }

    fileprivate var ticks: [Rect] {
        elements.compactMap { element in
            guard case .shape(let shape) = element, shape.name == "tick" else { return nil }
            return shape.bounds
        }
    }
}
