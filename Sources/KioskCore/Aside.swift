import Surveys

/// What lies over the greeting or the question of a visit for a while; the answers
/// stay.
enum Aside: Hashable, Sendable {
    /// Over the greeting: who collects, why, and whom to ask.
    case privacy(page: Int)
    /// Every language by its own name.
    case languages
    /// What can be made easier, and the ways that have no place of their own.
    case help
    /// The switches of the ``Profile``.
    case profile
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
        case .help: .help(HelpScreen(offersLanguages: (content?.languages.count ?? 0) > 1))
        case .profile: .profile
        case .stopping: .stopping(StoppingScreen(hasAnswers: hasBegun))
        case .idle(_, let secondsLeft):
            .idle(IdleScreen(secondsLeft: secondsLeft, secondsInAll: warningSeconds))
        }
    }

    private var warningSeconds: Int {
        Int((content.map { profile.stretched($0.warning) } ?? .zero).components.seconds)
    }

    /// Until when a person who does nothing is not asked.
    private func idleUntil(_ content: Content) -> Instant { lastTouch + profile.stretched(content.idle) }

    /// When something about the person who is there changes by itself.
    var visitDeadline: Instant? {
        guard let content else { return nil }
        if case .idle(let until, let secondsLeft) = aside { return until + .seconds(1 - secondsLeft) }
        return [goesOnAt, idleUntil(content)].compactMap(\.self).min()
    }

    mutating func expireVisit(_ visit: Visit, hasBegun: Bool, at now: Instant) -> [Effect] {
        if aside == nil, let goesOnAt, goesOnAt <= now { return goOn(at: now) }
        guard let content else { return [] }
        // A touch beside the key does not lengthen the warning.
        let until =
            if case .idle(let until, _) = aside {
                until
            } else {
                idleUntil(content) + profile.stretched(content.warning)
            }
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
        if let next = leads(key) {
            aside = next
            goesOnAt = nil
            return []
        }
        switch (aside, key) {
        case (nil, _): return nil
        case (.languages, .language(let language)):
            if content?.languages.contains(language) == true { speak(language, in: visit, hasBegun) }
            aside = nil
            return []
        case (.languages, .goOn), (.stopping, .goOn), (.idle, .moreTime), (.help, .goOn), (.profile, .done):
            aside = nil
            return []
        case (.profile, _):
            // Of another size the question begins with its first step.
            if profile.turn(key) { showsAnswers = false }
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

    /// Where a key leads from the question or from what lies over it.
    private func leads(_ key: Key) -> Aside? {
        switch (aside, key) {
        case (nil, .stop), (.idle, .stop), (.help, .stop): .stopping
        case (nil, .languages), (.help, .languages): .languages
        case (nil, .help): .help
        case (.help, .settings): .profile
        default: nil
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
