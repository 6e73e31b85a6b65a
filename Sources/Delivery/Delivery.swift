import Wire

/// What happened to the uplink.
package enum DeliveryEvent: Hashable, Sendable {
    /// Anchors and device are read and usable: at start, or after a change.
    case configured
    /// Something needed is missing or bad; in words an operator understands.
    case misconfigured(reason: String)
    case kioskConnected
    case kioskVanished
    case batchArrived([OutgoingReply])
    case serverChecked(ServerCheck)
    case posted(HTTPOutcome)
    case heartbeatSent(HTTPOutcome)
    case tokenRenewed
    /// The network has a carrier or an address again.
    case networkAppeared
    /// The instant of ``Delivery/nextDeadline`` has come.
    case deadlinePassed
}

/// What the uplink is to do. Each of the first four gives exactly one event.
package enum DeliveryAction: Hashable, Sendable {
    case checkServer
    case post([OutgoingReply])
    case sendHeartbeat
    case renewToken
    case tell(UplinkMessage)
}

/// What the uplink does next: retry, bisect, park, back off.
///
/// One request is under way at a time. Replies are in hand from the kiosk's batch
/// until each has a receipt or the kiosk vanishes; nothing is remembered beyond
/// that, because the journal keeps what has no receipt and offers it again. It
/// sends a reply any number of times: the id makes that harmless.
package struct Delivery: Sendable {
    package static let firstEntries = 20
    package static let entriesCap = 100
    package static let bytesCap = 512 * 1024
    package static let heartbeatInterval = Duration.seconds(300)
    /// Whoever answers within that has little else to do, or is far away; others are given
    /// a rest.
    package static let promptness = Duration.seconds(5)

    enum Request: Hashable, Sendable {
        case check, heartbeat, token
        /// `isOrphaned`: the kiosk that gave the replies has gone meanwhile.
        case post([OutgoingReply], isOrphaned: Bool)
    }

    var isConfigured = false
    var isLinked = false
    var isServerChecked = false
    var hasAsked = false
    var underway: Request?
    /// When that was sent.
    var begun = Instant.zero
    /// Replies in hand, in groups that are sent whole, oldest first.
    var groups: [[OutgoingReply]] = []
    /// The most replies asked for and sent together.
    var entries = Delivery.firstEntries
    var notBefore: Instant?
    /// The running wait came from a server that answered: a network that comes
    /// back does not shorten it.
    var isServersWish = false
    var heartbeatDue = Instant.zero
    var hasRenewedToken = false
    /// Attempts of the rows ``DeliveryVerdict/retryAtMost(_:)``.
    var attempts: [ReplyID: Int] = [:]
    var backoff: Backoff
    package internal(set) var report = LinkReport(state: .starting)

    /// - Parameter seed: of the jitter; from the kernel's entropy, or a test's.
    package init(seed: UInt64, law: Backoff.Law = .fullJitter) {
        backoff = Backoff(seed: seed, law: law)
    }

    /// When ``DeliveryEvent/deadlinePassed`` is to be handed in; nil: never.
    package var nextDeadline: Instant? {
        guard underway == nil, isConfigured else { return nil }
        return notBefore ?? heartbeatDue
    }

    package mutating func handle(_ event: DeliveryEvent, at now: Instant) -> [DeliveryAction] {
        let wasWaiting = underway != nil
        let actions = react(to: event, at: now)
        guard underway == nil else { return actions }
        if wasWaiting { rest(at: now) }
        let more = proceed(at: now)
        begun = now
        return actions + more
    }

    /// A collector that took its time is left alone for a draw from zero to eight times
    /// that, whatever it answered, and at most the cap: a machine may have slept for days
    /// under a request. With less, thousands of terminals keep it just as late as
    /// their own time limit, and most of what it does is for those who have gone.
    private mutating func rest(at now: Instant) {
        let took = Duration.nanoseconds(now.nanoseconds - begun.nanoseconds)
        guard took > Self.promptness else { return }
        let rest = now.after(backoff.draw(upTo: min(took * 8, Backoff.cap)))
        isServersWish = isServersWish || notBefore == nil
        notBefore = max(notBefore ?? rest, rest)
    }

    private mutating func react(to event: DeliveryEvent, at now: Instant) -> [DeliveryAction] {
        switch event {
        case .configured:
            isConfigured = true
            isServerChecked = false
            hasRenewedToken = false
            notBefore = nil
            backoff.forget()
            return tell(LinkReport(state: .starting))
        case .misconfigured(let reason):
            isConfigured = false
            return tell(LinkReport(state: .refused, reason: reason))
        case .kioskConnected:
            isLinked = true
            return [.tell(.link(report))]
        case .kioskVanished:
            forgetKiosk()
            return []
        case .batchArrived(let replies):
            take(replies)
            return []
        case .networkAppeared:
            if let running = notBefore, !isServersWish {
                notBefore = min(running, now.after(backoff.draw(upTo: Backoff.spread)))
            }
            return []
        case .deadlinePassed:
            return []
        case .serverChecked(let check):
            return finish(.check) { $0.serverChecked(check, at: now) }
        case .heartbeatSent(let outcome):
            return finish(.heartbeat) { $0.heartbeatSent(outcome, at: now) }
        case .tokenRenewed:
            return finish(.token) { _ in [] }
        case .posted(let outcome):
            guard case .post(let group, let isOrphaned) = underway else { return [] }
            underway = nil
            return posted(group, isOrphaned: isOrphaned, outcome, at: now)
        }
    }

    /// Takes the next step that nothing forbids.
    private mutating func proceed(at now: Instant) -> [DeliveryAction] {
        guard isConfigured, underway == nil else { return [] }
        if let notBefore, now < notBefore { return [] }
        notBefore = nil
        isServersWish = false
        guard isServerChecked else {
            underway = .check
            return [.checkServer]
        }
        if now >= heartbeatDue {
            underway = .heartbeat
            return [.sendHeartbeat]
        }
        if !groups.isEmpty {
            let group = groups.removeFirst()
            underway = .post(group, isOrphaned: false)
            return [.post(group)]
        }
        guard isLinked, !hasAsked else { return [] }
        hasAsked = true
        return [.tell(.wantBatch(max: entries, bytes: Self.bytesCap))]
    }

    /// A step ends only the request it belongs to; anything else is stale.
    private mutating func finish(
        _ request: Request, _ body: (inout Delivery) -> [DeliveryAction]
    ) -> [DeliveryAction] {
        guard underway == request else { return [] }
        underway = nil
        return body(&self)
    }

    private mutating func forgetKiosk() {
        isLinked = false
        hasAsked = false
        groups = []
        if case .post(let group, _) = underway { underway = .post(group, isOrphaned: true) }
    }

    private mutating func take(_ replies: [OutgoingReply]) {
        guard hasAsked, !replies.isEmpty else { return }
        hasAsked = false
        groups = stride(from: 0, to: replies.count, by: entries).map {
            Array(replies[$0..<min($0 + entries, replies.count)])
        }
    }

    /// The report, when it says something new.
    mutating func tell(_ new: LinkReport) -> [DeliveryAction] {
        guard new != report else { return [] }
        report = new
        return isLinked ? [.tell(.link(new))] : []
    }
}
