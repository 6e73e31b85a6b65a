import Surveys

/// Deadlines and the journal's answers.
extension Terminal {
    /// The earliest instant at which something happens by itself.
    package var nextDeadline: Instant? {
        [phaseDeadline, hoursDeadline, patienceDeadline, retryAt, lookDeadline, tap.nextDeadline]
            .compactMap(\.self).min()
    }

    /// Nobody is woken for it: a terminal that is closed or dark looks when it opens.
    private var lookDeadline: Instant? { isDark || closedSign != nil ? nil : looksAt }

    private var phaseDeadline: Instant? {
        switch phase {
        case .attract where closedSign != nil: return isDark ? nil : closedSign?.nextDeadline
        case .attract:
            return [leftBehindUntil, isDark ? nil : wandersAt].compactMap(\.self).min()
        case .visiting: return visitDeadline
        case .closing: return nil
        case .thanks(let until), .removed(let until): return until
        case .calibrating(let calibrating): return calibrating.deadline
        }
    }

    /// When a language or a notice that the person before left is put back.
    private var leftBehindUntil: Instant? {
        guard let content, language != content.languages[0] || aside != nil else { return nil }
        return lastTouch + content.idle
    }

    private var patienceDeadline: Instant? {
        guard let oldest = orders.first(where: \.isVisitors) else { return nil }
        switch patience {
        case .fresh: return oldest.at + Self.savingShownAfter
        case .saving: return oldest.at + Self.outOfServiceAfter
        case .outOfService: return nil
        }
    }

    mutating func expireDeadlines(at now: Instant) -> [Effect] {
        var effects: [Effect] = []
        if tap.dropStuck(at: now) != nil { pressed = nil }
        while let patienceDeadline, patienceDeadline <= now {
            patience = patience == .fresh ? .saving : .outOfService
        }
        // After a long sleep more than one is due.
        while let phaseDeadline, phaseDeadline <= now { effects += expirePhase(at: now) }
        if let lookDeadline, lookDeadline <= now {
            looksAt = now + Self.lookingInterval
            if orders.count < Self.orderLimit { effects.append(order(.count, at: now)) }
        }
        if let retryAt, retryAt <= now {
            self.retryAt = nil
            if content == nil { effects.append(.reloadContent) }
            if journalFailed { effects.append(order(.open, at: now)) }
        }
        return effects
    }

    private mutating func expirePhase(at now: Instant) -> [Effect] {
        switch phase {
        case .visiting(let visit, let hasBegun): return expireVisit(visit, hasBegun: hasBegun, at: now)
        case .calibrating:
            rest()
            wandersAt = now + Wandering.quietTime
            return [.refuseCalibration(.nobodyTouched)]
        case .attract where closedSign != nil:
            expireClosedSign(at: now)
            return []
        case .attract:
            if let leftBehindUntil, leftBehindUntil <= now { rest() }
            if let wandersAt, wandersAt <= now {
                wandered += 1
                self.wandersAt = now + Wandering.pause
            }
            return []
        case .closing, .thanks, .removed:
            rest()
            wandersAt = now + Wandering.quietTime
            return []
        }
    }

    mutating func journalAnswered(_ event: JournalEvent, at now: Instant) -> [Effect] {
        if !orders.isEmpty { orders.removeFirst() }
        var effects: [Effect] = []
        switch event {
        case .opened: effects = journalOpened(at: now)
        case .failed: journalDidFail(at: now)
        case .closed(let id): visitClosed(id, at: now)
        case .recorded, .batchFetched, .counted, .timeNoted, .accounted: break
        }
        if !orders.contains(where: \.isVisitors) { patience = .fresh }
        return effects + ordered(link.handle(event), at: now)
    }

    private mutating func journalOpened(at now: Instant) -> [Effect] {
        journalFailed = false
        looksAt = now + Self.lookingInterval
        let closeIsUnderWay = orders.contains(where: \.isVisitors)
        guard case .closing(let visit, let reason) = phase, !closeIsUnderWay else { return [] }
        return close(visit, reason, at: now)
    }

    // What was said so far waits in memory as an interrupted visit and is
    // stored when the journal is back; the glass says that the device rests.
    private mutating func journalDidFail(at now: Instant) {
        journalFailed = true
        looksAt = nil
        retryAt = now + Self.retryAfter
        guard case .visiting(let visit, let hasBegun) = phase else { return }
        if hasBegun {
            phase = .closing(visit, .interrupted)
        } else {
            rest()
        }
    }

    private mutating func visitClosed(_ id: ReplyID, at now: Instant) {
        guard case .closing(let visit, let reason) = phase, visit.opening.id == id else { return }
        if !visit.opening.misuse.isEmpty { flagged += 1 }
        let isAwaited = [.finished, .stopped, .withdrawn].contains(reason)
        guard isAwaited, patience != .outOfService, !journalFailed else { return rest() }
        let until = now + profile.stretched(Self.thanksTime)
        if reason == .withdrawn {
            phase = .removed(until: until)
        } else {
            phase = .thanks(until: until)
            thanksAwaitsFlip = true
        }
    }
}
