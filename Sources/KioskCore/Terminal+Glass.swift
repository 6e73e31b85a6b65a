import Scenes
import Surveys

/// What is on the glass and what a tap on it means.
extension Terminal {
    /// What is to be on the glass now.
    package var model: ScreenModel {
        var model = ScreenModel(screen: screen, language: language, pressed: pressed)
        switch model.screen {
        case .attract: model.wandered = wandered
        // Said to technicians.
        case .calibrating, .outOfService: break
        default: model.profile = profile
        }
        return model
    }

    private var screen: ScreenModel.Screen {
        if case .calibrating(let calibrating) = phase { return .calibrating(calibrating.screen) }
        guard let content else { return .outOfService }
        if let closedSign {
            return .closed(ClosedScreen(opening: doors.opening, place: closedSign.place(after: signMoves)))
        }
        // Nothing of a visit that is to be removed is ever said to be saved.
        if case .closing(_, .withdrawn) = phase {
            let isLate = journalFailed || patience == .outOfService
            return isLate ? .outOfService : .stopping(StoppingScreen(hasAnswers: true))
        }
        if journalFailed || patience == .outOfService {
            if case .closing = phase { return .savingFailed }
            return .outOfService
        }
        if patience == .saving { return .saving }
        switch phase {
        case .attract:
            if case .privacy(let page) = aside, let notice = content.privacy {
                return .privacy(notice.page(page))
            }
            return .attract(languages: content.languages, offer: offer(of: content))
        case .visiting(let visit, let hasBegun):
            return screenOver(visit, hasBegun: hasBegun) ?? .question(screen(of: visit))
        case .closing(let visit, .finished): return .question(screen(of: visit))
        case .closing(_, .stopped): return .stopping(StoppingScreen(hasAnswers: true))
        case .closing: return .attract(languages: content.languages, offer: offer(of: content))
        case .thanks: return .thanks
        case .removed: return .removed
        case .calibrating(let calibrating): return .calibrating(calibrating.screen)
        }
    }

    private func screen(of visit: Visit) -> QuestionScreen {
        QuestionScreen(
            question: visit.question, index: visit.index, count: visit.survey.questions.count,
            chosen: visit.chosen, offersBack: true, offersNext: visit.chosen != nil, offersHelp: true,
            languageName: languageName, unit: content?.unit[language], showsAnswers: showsAnswers)
    }

    /// Nil where there is no other.
    private var languageName: String? {
        guard let content, content.languages.count > 1 else { return nil }
        return content.phrases.names[language]
    }

    /// Ten seconds a question, to the nearest minute: our estimate, measured with nobody.
    private func offer(of content: Content) -> Offer {
        let questions = content.survey.questions.count
        return Offer(
            questions: questions, minutes: max(1, (questions * 10 + 30) / 60), unit: content.unit[language],
            offersPrivacy: content.privacy != nil)
    }

    mutating func touched(_ contact: Contact, at now: Instant) -> [Effect] {
        // A contact that was dropped keeps no visit alive.
        if contact.phase == .down || tap.isDown(contact.id) {
            lastTouch = now
            wandersAt = now + Wandering.quietTime
            closedSign?.stay(at: now)
        }
        guard !isDark else { return touchedInTheDark(contact, at: now) }
        if case .calibrating(let calibrating) = phase {
            return touched(contact, calibrating: calibrating, at: now)
        }
        if contact.phase == .down { flagMisuse(at: now) }
        // A closed glass has no key, whatever picture is still to be seen.
        switch tap.handle(contact, over: closedSign == nil ? hits : HitMap(), at: now) {
        case nil: return []
        case .pressed(let target):
            pressed = target
            return []
        case .released:
            pressed = nil
            return []
        case .chosen(let target):
            pressed = nil
            guard closedSign == nil, let key = Key(target) else { return [] }
            return chose(key, at: now)
        }
    }

    /// Notes with the visit what no person does who answers.
    private mutating func flagMisuse(at now: Instant) {
        guard case .visiting(var visit, let hasBegun) = phase else { return }
        visit.opening.misuse.formUnion(watch.pressed(at: now))
        phase = .visiting(visit, hasBegun: hasBegun)
    }

    /// The touch that wakes the glass only wakes (leukipp/touchkio#61).
    private mutating func touchedInTheDark(_ contact: Contact, at now: Instant) -> [Effect] {
        _ = tap.handle(contact, over: HitMap(), at: now)
        if contact.phase == .down { isDark = false }
        return []
    }

    private mutating func chose(_ key: Key, at now: Instant) -> [Effect] {
        switch (phase, key) {
        case (.attract, .privacy), (.attract, .next), (.attract, .back):
            leafThroughPrivacy(key)
            return []
        case (.attract, .start): return startVisit(at: now)
        case (.attract, .language(let language)):
            if content?.languages.contains(language) == true { self.language = language }
            return []
        case (.visiting(let visit, let hasBegun), _):
            return chose(key, in: visit, hasBegun: hasBegun, at: now)
        case (.thanks, .done), (.removed, .done):
            rest()
            return []
        default: return []
        }
    }

    private mutating func startVisit(at now: Instant) -> [Effect] {
        guard let content, let entropy, aside == nil else { return [] }
        let opening = VisitOpening(
            id: entropy.id, survey: content.survey.canonical, language: language, seed: entropy.seed,
            began: now)
        phase = .visiting(Visit(content.survey, opening: opening, shown: now), hasBegun: false)
        watch.personCame()
        return []
    }

    private mutating func chose(
        _ key: Key, in visit: Visit, hasBegun: Bool, at now: Instant
    ) -> [Effect] {
        if let effects = choseOver(key, visit, hasBegun: hasBegun, at: now) { return effects }
        if let answer = key.answer {
            guard visit.question.allows(answer) else { return [] }
            // The last question waits for the person: what follows is the end.
            if !visit.isAtLastQuestion, profile.letsQuestionsGoOn {
                goesOnAt = content?.goesOnAfter.map { now + $0 }
            }
            return note(.answered(answer), in: visit, hasBegun: hasBegun, at: now)
        }
        switch key {
        case .toAnswers, .toQuestion:
            showsAnswers = key == .toAnswers
            return []
        case .skip:
            return note(.missing(.skipped), in: visit, hasBegun: hasBegun, at: now) + goOn(at: now)
        case .cannotSay:
            return note(.missing(.cannotSay), in: visit, hasBegun: hasBegun, at: now) + goOn(at: now)
        case .next where visit.chosen != nil: return goOn(at: now)
        case .back: return goBack(visit, hasBegun: hasBegun, at: now)
        default: return []
        }
    }

    /// Journals one answer as it is given; the visit begins with the first.
    private mutating func note(
        _ state: AnswerState, in visit: Visit, hasBegun: Bool, at now: Instant
    ) -> [Effect] {
        var visit = visit
        if !hasBegun {
            visit.opening.began = now
            visit.opening.misuse.formUnion(watch.visitBegan(at: now))
        }
        guard let record = visit.note(state, at: now) else { return [] }
        phase = .visiting(visit, hasBegun: true)
        var effects = [order(.record(record, of: visit.opening), at: now, isVisitors: true)]
        if !hasBegun {
            entropy = nil
            effects.append(.supplyEntropy)
        }
        return effects
    }

    mutating func goOn(at now: Instant) -> [Effect] {
        guard case .visiting(var visit, let hasBegun) = phase else { return [] }
        (goesOnAt, showsAnswers) = (nil, false)
        if visit.advance(at: now) {
            phase = .visiting(visit, hasBegun: hasBegun)
            return []
        }
        return close(visit, .finished, at: now)
    }

    private mutating func goBack(_ visit: Visit, hasBegun: Bool, at now: Instant) -> [Effect] {
        var visit = visit
        (goesOnAt, showsAnswers) = (nil, false)
        if visit.goBack() {
            phase = .visiting(visit, hasBegun: hasBegun)
            return []
        }
        return leave(visit, hasBegun: hasBegun, at: now)
    }

    /// Ends a visit that did not reach the thanks: partial if anything was
    /// pressed, nothing at all if not.
    mutating func leave(_ visit: Visit, hasBegun: Bool, at now: Instant) -> [Effect] {
        guard hasBegun else {
            rest()
            return []
        }
        return close(visit, .walkedAway, at: now)
    }

    mutating func close(_ visit: Visit, _ reason: EndReason, at now: Instant) -> [Effect] {
        phase = .closing(visit, reason)
        let closing = JournalOrder.close(visit.opening, reason, at: now, visit.records)
        return [order(closing, at: now, isVisitors: true)]
    }

    /// Back to the greeting, in the language it rests in.
    mutating func rest() {
        phase = .attract
        aside = nil
        profile = Profile()
        if let content { language = content.languages[0] }
    }
}
