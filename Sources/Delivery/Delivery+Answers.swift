import Wire

// What each answer changes, by DeliveryTable.
extension Delivery {
    mutating func serverChecked(_ check: ServerCheck, at now: Instant) -> [DeliveryAction] {
        switch check {
        case .suitable:
            isServerChecked = true
            heartbeatDue = now
            return tell(LinkReport(state: .online))
        case .unsuitable(let reason):
            return hold(reason, at: now)
        case .failed(let outcome):
            return whole(outcome, at: now)
        }
    }

    mutating func heartbeatSent(_ outcome: HTTPOutcome, at now: Instant) -> [DeliveryAction] {
        heartbeatDue = now.after(Self.heartbeatInterval)
        guard case .answered(let answer) = outcome else { return whole(outcome, at: now) }
        switch answer.status {
        case 200:
            backoff.succeeded()
            return tell(LinkReport(state: .online))
        case 401, 403:
            return whole(outcome, at: now)
        default:
            // A FHIR server of others has no device plane: no reason to wait.
            return []
        }
    }

    mutating func posted(
        _ group: [OutgoingReply], isOrphaned: Bool, _ outcome: HTTPOutcome, at now: Instant
    ) -> [DeliveryAction] {
        if case .answered(let answer) = outcome {
            switch DeliveryTable.verdict(.whole, answer.status, answer.issue) {
            case .readEntries:
                if let entries = answer.entries, Self.matches(entries, group) {
                    return read(entries, of: group, retryAfter: answer.retryAfter, at: now)
                }
            case .bisect:
                return bisect(group, isOrphaned: isOrphaned, status: answer.status)
            default: break
            }
        }
        if case .unreachable = outcome {
            // Not counted: a month offline must not wear out the journal's disk.
            if !isOrphaned { groups.insert(group, at: 0) }
            return whole(outcome, at: now)
        }
        if !isOrphaned {
            if outcome == .timedOut { split(group) } else { groups.insert(group, at: 0) }
        }
        return receipts(group.map { ($0, .attempted, outcome.code) }) + whole(outcome, at: now)
    }

    /// As many entries as were sent, and no location that names another reply:
    /// otherwise positions mean nothing and all of it is unknown.
    static func matches(_ entries: [EntryOutcome], _ group: [OutgoingReply]) -> Bool {
        entries.count == group.count
            && zip(entries, group).allSatisfy { entry, reply in
                guard let location = entry.location else { return true }
                return location.lowercased().split(separator: "/").contains { $0 == reply.id.description }
            }
    }

    private mutating func read(
        _ answers: [EntryOutcome], of group: [OutgoingReply], retryAfter: Duration?, at now: Instant
    ) -> [DeliveryAction] {
        var told: [(OutgoingReply, Receipt.Outcome, String)] = []
        var halting: [DeliveryVerdict: EntryOutcome] = [:]
        for (entry, reply) in zip(answers, group) {
            let code = entry.issue?.rawValue ?? "\(entry.status)"
            switch verdict(entry, for: reply) {
            case .acknowledge: told.append((reply, .acknowledged, code))
            case .park: told.append((reply, .parked, code))
            case let other:
                told.append((reply, .attempted, code))
                if [.renewToken, .pause, .stop].contains(other) { halting[other] = entry }
            }
        }
        let settled = told.filter { $0.1 != .attempted }
        for (reply, _, _) in settled { attempts[reply.id] = nil }
        if !settled.isEmpty { backoff.succeeded() }
        let actions = receipts(told)
        for verdict in [DeliveryVerdict.stop, .pause, .renewToken] {
            guard let entry = halting[verdict] else { continue }
            let answer = HTTPAnswer(status: entry.status, issue: entry.issue, retryAfter: retryAfter)
            return actions + whole(.answered(answer), at: now)
        }
        if settled.count < told.count {
            wait(backoff.failed(retryAfter: retryAfter), from: now, asServerWishes: true)
        } else if group.count >= entries {
            entries = min(Self.entriesCap, entries * 2)
        }
        hasRenewedToken = false
        return actions + tell(LinkReport(state: .online))
    }

    /// The row for one entry, after the checks that make a receipt of it.
    private mutating func verdict(_ entry: EntryOutcome, for reply: OutgoingReply) -> DeliveryVerdict {
        switch DeliveryTable.verdict(.entry, entry.status, entry.issue) {
        case .acknowledge where Self.contradicts(entry.etag, reply.sha256):
            return .retry
        case .retryAtMost(let limit):
            // Bounded: what is counted came in a batch and is asked for again.
            if attempts.count > 10 * Self.entriesCap { attempts = [:] }
            attempts[reply.id, default: 0] += 1
            return attempts[reply.id, default: 0] < limit ? .retry : .park
        case let verdict:
            return verdict
        }
    }

    /// An etag in the form of a SHA-256 that is not ours: other bytes are stored.
    /// Servers of others give their version number there, which says nothing.
    private static func contradicts(_ etag: String?, _ sha256: String) -> Bool {
        guard let etag else { return false }
        let value = etag.lowercased().drop { $0 == "w" || $0 == "/" || $0 == "\"" }.prefix { $0 != "\"" }
        return value.count == 64 && value.allSatisfy(\.isHexDigit) && value != sha256
    }

    private mutating func bisect(
        _ group: [OutgoingReply], isOrphaned: Bool, status: Int
    ) -> [DeliveryAction] {
        backoff.succeeded()
        if status == 413 { entries = max(1, group.count / 2) }
        if group.count == 1 { return receipts([(group[0], .parked, "\(status)")]) }
        if !isOrphaned { insertHalves(of: group) }
        return []
    }

    private mutating func split(_ group: [OutgoingReply]) {
        entries = max(1, group.count / 2)
        insertHalves(of: group)
    }

    private mutating func insertHalves(of group: [OutgoingReply]) {
        let middle = (group.count + 1) / 2
        let halves = [Array(group[..<middle]), Array(group[middle...])]
        groups.insert(contentsOf: halves.filter { !$0.isEmpty }, at: 0)
    }

    /// What an answer to a whole request means for the next one.
    private mutating func whole(_ outcome: HTTPOutcome, at now: Instant) -> [DeliveryAction] {
        switch outcome {
        case .unreachable(let reason):
            wait(backoff.failed(), from: now)
            return tell(LinkReport(state: .offline, reason: reason))
        case .timedOut:
            wait(backoff.failed(), from: now)
            return tell(LinkReport(state: .offline, reason: "the collector did not answer in time"))
        case .answered(let answer):
            switch DeliveryTable.verdict(.whole, answer.status, answer.issue) {
            case .renewToken where !hasRenewedToken:
                hasRenewedToken = true
                underway = .token
                begun = now
                return [.renewToken]
            case .renewToken:
                return hold("the collector does not accept this terminal's token (HTTP 401)", at: now)
            case .pause:
                return hold("the collector does not let this terminal deliver (HTTP 403)", at: now)
            case .stop:
                let said = answer.issue?.rawValue ?? "HTTP \(answer.status)"
                return hold("the server takes no replies under ids made here (\(said))", at: now)
            default:
                wait(backoff.failed(retryAfter: answer.retryAfter), from: now, asServerWishes: true)
                let reason = answer.status == 200 ? "an answer that is not FHIR" : "HTTP \(answer.status)"
                return tell(LinkReport(state: .offline, reason: "the collector gave \(reason)"))
            }
        }
    }

    /// Stops sending until the cap has passed or the configuration changes.
    private mutating func hold(_ reason: String, at now: Instant) -> [DeliveryAction] {
        isServerChecked = false
        hasRenewedToken = false
        wait(Backoff.cap, from: now, asServerWishes: true)
        return tell(LinkReport(state: .refused, reason: reason))
    }

    private mutating func wait(_ duration: Duration, from now: Instant, asServerWishes: Bool = false) {
        notBefore = now.after(duration)
        isServersWish = asServerWishes
    }

    private func receipts(_ told: [(OutgoingReply, Receipt.Outcome, String)]) -> [DeliveryAction] {
        guard isLinked else { return [] }
        let receipts = told.map { Receipt(id: $0.0.id, sha256: $0.0.sha256, outcome: $0.1, code: $0.2) }
        return [.tell(.receipts(receipts))]
    }
}

extension HTTPOutcome {
    /// The word for a receipt.
    fileprivate var code: String {
        switch self {
        case .answered(let answer): answer.issue?.rawValue ?? "\(answer.status)"
        case .timedOut: "timeout"
        case .unreachable: "unreachable"
        }
    }
}
