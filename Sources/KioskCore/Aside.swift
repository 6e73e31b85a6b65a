import Surveys

/// What lies over the greeting or the question of a visit for a while; the answers
/// stay.
enum Aside: Hashable, Sendable {
    /// Over the greeting: who collects, why, and whom to ask.
    case privacy(page: Int)
    /// Every language by its own name.
    case languages
    /// Whether to send what was answered, to remove it, or to go on.
    case stopping
    /// Whether somebody is still there: the visit ends at `until`. Nothing of the
    /// answers is to be seen meanwhile.
    case idle(until: Instant, secondsLeft: Int)
}

extension Terminal {
    /// What covers the question of `visit`; nil: nothing.
    func screenOver(_ visit: Visit, hasBegun: Bool) -> ScreenModel.Screen? {
        switch aside {
        case nil, .privacy: nil
        case .languages: .languages(content?.languages ?? [])
        case .stopping: .stopping(StoppingScreen(hasAnswers: hasBegun))
        case .idle(_, let secondsLeft):
            .idle(IdleScreen(secondsLeft: secondsLeft, secondsInAll: warningSeconds))
        }
    }

    private var warningSeconds: Int { Int(content?.warning.components.seconds ?? 0) }

    /// When something about the person who is there changes by itself.
    var visitDeadline: Instant? {
        guard let content else { return nil }
        if case .idle(let until, let secondsLeft) = aside { return until + .seconds(1 - secondsLeft) }
        return [goesOnAt, lastTouch + content.idle].compactMap(\.self).min()
    }

    mutating func expireVisit(_ visit: Visit, hasBegun: Bool, at now: Instant) -> [Effect] {
        if aside == nil, let goesOnAt, goesOnAt <= now { return goOn(at: now) }
        guard let content else { return [] }
        // A touch beside the key does not lengthen the warning.
        let until =
            if case .idle(let until, _) = aside { until } else { lastTouch + content.idle + content.warning }
        guard now < until else { return leave(visit, hasBegun: hasBegun, at: now) }
        // The number falls once a second and is 1 in the last one.
        let left = Int((until - now).components.seconds) + ((until - now).components.attoseconds > 0 ? 1 : 0)
        aside = .idle(until: until, secondsLeft: left)
        goesOnAt = nil
        return []
    }

    /// A key of what lies over the question; nil: it is a key of the question.
    mutating func choseOver(
        _ key: Key, _ visit: Visit, hasBegun: Bool, at now: Instant
    ) -> [Effect]? {
        switch (aside, key) {
        case (nil, .stop), (.idle, .stop):
            aside = .stopping
            goesOnAt = nil
            return []
        case (nil, .languages):
            aside = .languages
            goesOnAt = nil
            return []
        case (nil, _): return nil
        case (.languages, .language(let language)):
            if content?.languages.contains(language) == true { speak(language, in: visit, hasBegun) }
            aside = nil
            return []
        case (.languages, .goOn), (.stopping, .goOn), (.idle, .moreTime):
            aside = nil
            return []
        case (.stopping, .sendSoFar) where hasBegun: return close(visit, .stopped, at: now)
        case (.stopping, .removeAnswers):
            guard hasBegun else {
                rest()
                return []
            }
            return close(visit, .withdrawn, at: now)
        default: return []
        }
    }

    /// The reply is in the language that was last on the glass.
    private mutating func speak(_ language: Language, in visit: Visit, _ hasBegun: Bool) {
        self.language = language
        var visit = visit
        visit.opening.language = language
        phase = .visiting(visit, hasBegun: hasBegun)
    }

    mutating func leafThroughPrivacy(_ key: Key) {
        switch (aside, key) {
        case (nil, .privacy): if content?.privacy != nil { aside = .privacy(page: 0) }
        case (.privacy(let page), .next): aside = .privacy(page: page + 1)
        case (.privacy(let page), .back): aside = page > 0 ? .privacy(page: page - 1) : nil
        default: break
        }
    }

    /// It belongs to one visit, and the second step to one question.
    mutating func forgetWhatLayOverTheVisit() {
        switch (phase, aside) {
        case (.visiting, _), (.attract, .privacy): return
        default: (aside, goesOnAt, showsAnswers) = (nil, nil, false)
        }
    }
}
