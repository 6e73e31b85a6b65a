import FHIR
import KioskCore
import Linux
import Provisioning
import Storage
import Surveys
import Wire

/// The only switch over ``Effect``.
extension Runtime {
    /// Carries effects out in the order in which the terminal gave them, also
    /// those of an event that an effect leads to: the journal gets its orders in
    /// the order in which their answers are awaited.
    package func perform(_ effects: [Effect]) {
        let isUnderWay = !pending.isEmpty
        pending += effects
        guard !isUnderWay else { return }
        while let effect = pending.first {
            carryOut(effect)
            pending.removeFirst()
        }
        watchLink()
    }

    private func carryOut(_ effect: Effect) {
        switch effect {
        case .journal(let order):
            if case .noteTime(let fix) = order { figures.timeFix = fix }
            journal.submit(order, at: now)
        case .keepCalibration(let fit): local.keep(fit)
        case .refuseCalibration(let refusal): tellTechnician(CalibrationAnswer(refused: "\(refusal)"))
        case .supplyEntropy: supplyEntropy()
        case .reloadContent: reloadContent()
        case .activateContent: activateContent()
        case .sendBatch(let replies): linkPort.sendBatch(replies)
        case .sendHello: linkPort.say(.hello(Hello(role: "kiosk", version: options.version, boot: boot)))
        case .sendHealth: if let health { linkPort.say(.health(health)) }
        case .setGlass(let light): setGlass(light)
        case .noteLink(let report): figures.link = report
        }
    }

    // A kernel without entropy is a broken invariant: systemd starts us again.
    private func supplyEntropy() {
        guard let bytes = try? randomBytes(24) else {
            preconditionFailure("getrandom does not fail on Linux")
        }
        let seed = bytes[16...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        handle(.entropySupplied(Entropy(id: ReplyID(entropy: Array(bytes[..<16])), seed: seed)))
    }

    private func reloadContent() {
        if let safeContent {
            staged = safeContent
            return handle(.contentLoaded(safeContent.kioskContent))
        }
        let inUse = (staged ?? content)?.settings?.serial ?? 0
        let errand = contentErrand
        contentErrand = nil
        let reading = errand?.wait() ?? ContentReading(options.root, inUse: inUse, at: trustedMs)
        for problem in reading.told { tellings.tell(.error, of: .content, "\(problem)") }
        switch reading.content {
        case .success(let active):
            tellings.forget(.content)
            staged = active
            if let voice = active.voice(version: options.version) { journal.speak(as: voice) }
            handle(.contentLoaded(active.kioskContent))
        case .failure(let problem):
            tellings.tell(.error, of: .content, "\(problem)")
            handle(.contentRefused)
        }
    }

    /// The trusted time of this boot in milliseconds since 1970, by the uplink's
    /// word: whatever that is, it must not trap.
    private var trustedMs: Int64? {
        figures.timeFix?.utcMs(at: now)
    }

    private func activateContent() {
        content = staged ?? content
        staged = nil
        if let content { stage?.use(content) }
    }

    private var health: Health? {
        guard let journal = figures.journal else { return nil }
        var health = Health(
            journalId: journal.journalID.description, lastSeq: journal.lastNumber, unsent: journal.unsent,
            oldestUnsentAgeS: oldestUnsentAgeSeconds, parked: journal.parked, frames: figures.frames,
            touches: figures.touches)
        health.setAside = journal.repair.setAside.unlessNone
        health.restored = journal.repair.restored.unlessNone
        health.account = figures.account
        return health
    }

    /// Known only for replies of this boot.
    var oldestUnsentAgeSeconds: Int? {
        guard let oldest = figures.journal?.oldestUnsent, oldest.boot == boot else { return nil }
        return Int((now - oldest.ended).components.seconds)
    }
}

/// What reading settings, survey and words came to.
struct ContentReading: Sendable {
    var content: Result<ActiveContent, Problem>
    /// Of serials that were passed over.
    var told: [Problem] = []

    init(_ root: Root, inUse: Int = 0, at utcMs: Int64? = nil) {
        var told: [Problem] = []
        content = Result { () throws(Problem) in
            try root.activeContent(inUse: inUse, at: utcMs) { told.append($0) }
        }
        self.told = told
    }
}

extension ActiveContent {
    /// How long a choice is seen in a lobby before the next question (`look.md` §9).
    private static let choiceSeen = Duration.milliseconds(900)

    /// What the terminal asks, as the core knows it.
    var kioskContent: Content {
        var content = Content(
            survey: survey, languages: settings?.languages ?? survey.languages, phrases: phrases,
            idle: .seconds(settings?.idleSeconds ?? 45), warning: .seconds(settings?.warnSeconds ?? 30))
        content.unit = settings?.unit.name ?? [:]
        content.privacy = settings.flatMap { settings in
            settings.privacy.map {
                PrivacyScreen(
                    controller: $0.controller, contact: $0.contact, days: settings.retention)
            }
        }
        content.hours = settings?.hours?.openingHours
        if settings?.place == .lobby { content.goesOnAfter = Self.choiceSeen }
        return content
    }

    /// Nil without settings: nobody knows then whose reply it is.
    func voice(version: String) -> JournalDesk.Voice? {
        guard let settings else { return nil }
        let context = RenderContext(
            deviceID: settings.device, unit: CareUnit(oid: settings.unit.oid, path: settings.unit.path),
            appVersion: version,
            authoredPrecision: settings.authoredPrecision.flatMap(AuthoredPrecision.init(rawValue:)) ?? .hour,
            now: .zero)
        return JournalDesk.Voice(
            deviceID: settings.device, context: context, retention: .seconds(86_400 * settings.retention))
    }
}

extension Settings.Hours {
    fileprivate var openingHours: OpeningHours {
        let weekdays = zip(Weekday.allCases, Day.allCases)
        return OpeningHours(
            Dictionary(
                uniqueKeysWithValues: weekdays.compactMap { weekday, day in
                    minutes(of: day).map { (weekday, $0) }
                }))
    }
}
