import Delivery
import Link
import Linux
import Upstream
import Wire

/// The uplink's loop: the Link on one side, the collector's thread on the other,
/// ``Delivery`` between them.
///
/// It keeps no reply and no count of its own: whatever it forgets by ending, the
/// kiosk's journal offers again.
final class Uplink {
    static let version = Version.current
    private static let linkInterval = Duration.seconds(1)
    private static let configurationInterval = Duration.seconds(5)

    private enum Tag: UInt64 {
        case signals, network, desk, link
    }

    private let paths: Paths
    private let boot: String
    private let signals: Signals
    private let network: NetworkWatch
    private let poller: Poller
    private let cancellation = Cancellation()
    private let desk: Worker<DeskOrder, DeskAnswer>
    private var link: UplinkLink?
    private var delivery: Delivery
    private var configuration: Configuration?
    private var problem: ConfigurationProblem?
    private var linkProblem: SystemError?
    private var health: Health?
    private var fix: TimeFix?
    private var nextLink = Instant.zero
    private var nextConfiguration = Instant.zero
    private var isStopping = false

    /// - Parameter longest: the limit of one request.
    init(root: String, signals: Signals, longest: Duration) throws {
        paths = Paths(root: root)
        boot = try bootID()
        self.signals = signals
        network = try NetworkWatch()
        delivery = Delivery(seed: try randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) })
        let (time, boot, cancellation) = (paths.time, boot, cancellation)
        desk = try Worker(name: "collector") {
            let desk = Desk(
                time: TrustedTime(path: time), boot: boot, timeouts: Timeouts(total: longest),
                cancellation: cancellation)
            return { desk.carryOut($0) }
        }
        poller = try Poller()
        try poller.add(signals.descriptor, tag: Tag.signals.rawValue)
        try poller.add(network.descriptor, tag: Tag.network.rawValue)
        try poller.add(desk.descriptor, tag: Tag.desk.rawValue)
    }

    /// Runs until a signal asks to stop.
    func run() throws {
        while !isStopping {
            let now = now()
            try tend(at: now)
            let timeout = nextDeadline.map {
                Duration.nanoseconds(max(0, $0.nanoseconds - self.now().nanoseconds))
            }
            for ready in try poller.wait(timeout: timeout) {
                try serve(Tag(rawValue: ready.tag))
            }
        }
        cancellation.cancel()
        Log.write(.info, "stopped")
    }

    /// The earliest instant at which something is due; nil while all is well and
    /// nothing waits, so that an idle uplink sleeps.
    private var nextDeadline: Instant? {
        [
            delivery.nextDeadline, needsConfiguration ? nextConfiguration : nil, link == nil ? nextLink : nil,
        ].compactMap(\.self).min()
    }

    private func now() -> Instant {
        Instant(nanoseconds: Clock.bootNanoseconds())
    }

    /// Does what is due by the clock.
    private func tend(at now: Instant) throws {
        if needsConfiguration, now >= nextConfiguration {
            nextConfiguration = now.after(Self.configurationInterval)
            readConfiguration(at: now)
        }
        if link == nil, now >= nextLink {
            nextLink = now.after(Self.linkInterval)
            try connect(at: now)
        }
        if let deadline = delivery.nextDeadline, now >= deadline { feed(.deadlinePassed, at: now) }
        if let link {
            try poller.modify(
                link.descriptor, tag: Tag.link.rawValue, for: link.wantsWrite ? [.read, .write] : .read)
        }
    }

    private func serve(_ tag: Tag?) throws {
        let now = now()
        switch tag {
        case .signals: isStopping = try !signals.drain().isEmpty || isStopping
        case .network: if try network.drain() { feed(.networkAppeared, at: now) }
        case .desk: for answer in desk.drain() { take(answer, at: now) }
        case .link: for event in link?.drain() ?? [] { take(event, at: now) }
        case nil: break
        }
    }
}

// The kiosk's side.
extension Uplink {
    private func connect(at now: Instant) throws {
        do throws(SystemError) {
            guard let link = try UplinkLink.connect(to: paths.link) else { return }
            self.link = link
        } catch {
            if linkProblem != error { Log.write(.warning, "the kiosk cannot be reached: \(error)") }
            linkProblem = error
            return
        }
        linkProblem = nil
        guard let link else { return }
        try poller.add(link.descriptor, tag: Tag.link.rawValue)
        link.send(.hello(Hello(role: "uplink", version: Self.version, boot: boot)))
        link.send(.healthRequest)
        // True for the whole boot, and a kiosk that was restarted has forgotten it.
        if let fix { link.send(.time(fix)) }
        feed(.kioskConnected, at: now)
    }

    private func take(_ event: LinkEvent<KioskMessage>, at now: Instant) {
        switch event {
        case .received(.hello(let hello), _):
            Log.write(.info, "the kiosk \(hello.version) is here")
        case .received(.health(let health), _):
            self.health = health
        case .received(.batch(let items), let frame):
            do throws(FrameViolation) {
                feed(.batchArrived(try frame.replies(items)), at: now)
            } catch {
                leaveKiosk("\(error)", at: now)
            }
        case .closed(let reason):
            leaveKiosk(reason, at: now)
        }
    }

    private func leaveKiosk(_ reason: String, at now: Instant) {
        Log.write(.info, "the kiosk is gone: \(reason)")
        link = nil
        health = nil
        feed(.kioskVanished, at: now)
    }
}

// The collector's side.
extension Uplink {
    private func take(_ answer: DeskAnswer, at now: Instant) {
        switch answer {
        // Answers of the old client came before this one, so none is mistaken for
        // the new one's.
        case .used: feed(.configured, at: now)
        case .checked(let check): feed(.serverChecked(check), at: now)
        case .posted(let outcome): feed(.posted(outcome), at: now)
        case .heartbeat(let outcome):
            fix = outcome.fix ?? fix
            if let fix = outcome.fix { link?.send(.time(fix)) }
            link?.send(.healthRequest)
            askAgain(for: outcome.reply?.missing ?? [])
            feed(.heartbeatSent(outcome.outcome), at: now)
        }
    }

    /// Has the kiosk send again what the collector says that it lacks. A collector that
    /// takes no replies itself cannot know.
    private func askAgain(for missing: [SequenceRange]) {
        guard !missing.isEmpty, configuration?.anchors.repliesGoToCollector == true else { return }
        Log.write(
            .warning, "the collector lacks replies: \(missing.map(\.description).joined(separator: ", "))")
        link?.send(.resend(Array(missing.prefix(JournalAccount.rangeLimit))))
    }

    /// While something is wrong the files are read again and again, so that a new
    /// token or a corrected address needs no restart.
    private var needsConfiguration: Bool {
        configuration == nil || delivery.report.state != .online
    }

    private func readConfiguration(at now: Instant) {
        switch Configuration.read(paths) {
        case .success(let new):
            problem = nil
            if new != configuration { use(new) }
        case .failure(let new):
            configuration = nil
            guard new != problem else { return }
            problem = new
            feed(.misconfigured(reason: "\(new)"), at: now)
        }
    }

    private func use(_ new: Configuration) {
        configuration = new
        submit(.use(new))
    }

    private func renewToken(at now: Instant) {
        if case .success(let new) = Configuration.read(paths), new != configuration { use(new) }
        feed(.tokenRenewed, at: now)
    }

    private func submit(_ order: DeskOrder) {
        let isTaken = desk.submit(order)
        precondition(isTaken, "one request is under way at a time")
    }

    private func feed(_ event: DeliveryEvent, at now: Instant) {
        let before = delivery.report
        var hasKiosk = true
        for action in delivery.handle(event, at: now) {
            switch action {
            case .checkServer: submit(.check)
            case .post(let replies): submit(.post(replies))
            case .sendHeartbeat: submit(.heartbeat(health))
            case .renewToken: renewToken(at: now)
            case .tell(let message): hasKiosk = tell(message) && hasKiosk
            }
        }
        if delivery.report != before { log(delivery.report) }
        if !hasKiosk { leaveKiosk("it does not read what is said", at: now) }
    }

    /// False when the kiosk leaves so much unread that this was left out.
    private func tell(_ message: UplinkMessage) -> Bool {
        link?.send(message) ?? true
    }

    private func log(_ report: LinkReport) {
        let level: Log.Level =
            switch report.state {
            case .starting, .online: .info
            case .offline: .warning
            case .refused: .error
            }
        Log.write(level, report.reason.map { "\(report.state.rawValue): \($0)" } ?? report.state.rawValue)
    }
}
