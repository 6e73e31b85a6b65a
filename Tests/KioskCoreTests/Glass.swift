import KioskCore
import Scenes
import Surveys
import Wire

/// A terminal with a finger in front of it, a journal behind it and a clock that
/// moves only when told to.
///
/// Every key of the screen on show is a square of its own; the journal answers
/// when ``answerJournal(_:)`` says so.
struct Glass {
    var terminal = Terminal(driftPixels: 40)
    var now = Instant(nanoseconds: 1_000_000_000)
    var orders: [JournalOrder] = []
    var effects: [Effect] = []
    var minted: UInt64 = 0
    /// Finished visits that the journal has committed.
    var durable: Set<ReplyID> = []
    var content: Content? = .sample

    /// Runs the start until the greeting shows and touches count.
    init(content: Content? = .sample, journalOpens: Bool = true) {
        self.content = content
        take(terminal.start(at: now))
        if journalOpens { answerJournal() }
        wait(.seconds(1))
    }

    var screen: ScreenModel.Screen { terminal.model.screen }

    /// Hands an event in and carries out what a Runtime would do at once.
    mutating func send(_ event: Event) {
        take(terminal.handle(event, at: now))
        present()
    }

    mutating func wait(_ duration: Duration) {
        let end = now + duration
        while let deadline = terminal.nextDeadline, deadline <= end {
            now = max(now, deadline)
            send(.deadlinePassed)
        }
        now = end
        present()
    }

    mutating func tap(_ key: Key, hold: Duration = .milliseconds(80)) {
        guard let rect = hits.rect(of: key.target) else { return }
        let point = PanelPoint(x: rect.x + 50, y: rect.y + 50)
        send(.touched(Contact(id: 1, phase: .down, at: point)))
        now = now + hold
        send(.touched(Contact(id: 1, phase: .up, at: point)))
    }

    /// Waits out the guard and taps: what an unhurried person does.
    mutating func press(_ keys: Key...) {
        for key in keys {
            wait(.milliseconds(500))
            tap(key)
        }
    }

    /// Lets the journal carry out what was ordered, all of it or `count` orders.
    mutating func answerJournal(_ count: Int = .max, failing: Bool = false) {
        for _ in 0..<min(count, orders.count) {
            let order = orders.removeFirst()
            if case .close(let opening, let reason, _, _) = order, !failing,
                [.finished, .stopped].contains(reason)
            {
                durable.insert(opening.id)
            }
            send(.journal(failing ? .failed : order.success))
        }
    }

    var hits: HitMap { Self.hits(of: terminal.model) }

    private mutating func present() {
        effects += terminal.handle(.presented(terminal.model, hits), at: now)
    }

    private mutating func take(_ new: [Effect]) {
        effects += new
        for effect in new {
            switch effect {
            case .journal(let order): orders.append(order)
            case .supplyEntropy:
                minted += 1
                send(.entropySupplied(Entropy(id: ReplyID(high: minted, low: minted), seed: minted)))
            case .reloadContent: send(content.map { .contentLoaded($0) } ?? .contentRefused)
            case .activateContent, .setGlass, .keepCalibration, .refuseCalibration, .sendBatch, .sendHello,
                .sendHealth, .noteLink:
                break
            }
        }
    }

    static func hits(of model: ScreenModel) -> HitMap {
        let keys: [Key] =
            switch model.screen {
            case .attract(let languages, _): [.start, .privacy] + languages.map { .language($0) }
            case .question(let question):
                (0...10).map { .scale($0) } + (1...9).map { .choice("\($0)") } + [
                    .yes, .no, .back, .skip, .cannotSay,
                ]
                    + (question.offersNext ? [.next] : [])
                    + (question.offersHelp ? [.help, .stop] : [])
                    + (question.languageName != nil ? [.languages] : [])
                    + (question.showsAnswers ? [.toQuestion] : [.toAnswers])
            case .languages(let languages): languages.map { .language($0) } + [.goOn]
            case .stopping(let stopping):
                (stopping.hasAnswers ? [.sendSoFar] : []) + [.removeAnswers, .goOn]
            case .idle: [.moreTime, .stop]
            case .help: [.settings, .languages, .stop, .goOn]
            case .profile: [.largeText, .contrast, .calm, .usual, .done]
            case .privacy: [.back, .next]
            case .thanks, .removed: [.done]
            case .saving, .savingFailed, .outOfService, .calibrating, .closed: []
            }
        return HitMap(
            keys.enumerated().map { place, key in
                HitMap.Region(
                    target: key.target, rect: Rect(x: Double(place) * 120, y: 0, width: 100, height: 100))
            })
    }
}

extension JournalOrder {
    var success: JournalEvent {
        switch self {
        case .open: .opened(unsent: 0)
        case .record(_, let opening): .recorded(opening.id)
        case .close(let opening, _, _, _): .closed(opening.id)
        case .fetchBatch: .batchFetched([])
        case .apply, .count, .offerAgain, .resendParked, .listParked: .counted(unsent: 0)
        case .noteTime: .timeNoted
        case .account: .accounted
        }
    }
}

extension Content {
    private static let text = LocalizedText([.finnish: "Kysymys", .swedish: "Fråga"])

    static func sample(questions: Int) -> Content {
        let scale = Scale(values: 0...10, lowEnd: text, highEnd: text)
        return sample((0..<questions).map { _ in .scale(scale) })
    }

    /// A question of each of `kinds`.
    static func sample(_ kinds: [Question.Kind]) -> Content {
        Content(
            survey: Survey(
                url: "https://palaute.example/fhir/Questionnaire/sample", version: "1.0.0", title: text,
                languages: [.finnish, .swedish],
                questions: kinds.enumerated().map { Question(linkID: "q\($0)", text: text, kind: $1) }),
            languages: [.finnish, .swedish],
            phrases: Phrasebook(names: [.finnish: "Suomi", .swedish: "Svenska"], phrases: [:]),
            idle: .seconds(30),
            warning: .seconds(20))
    }

    static func choices(_ count: Int) -> [Choice] {
        (1...count).map { Choice(code: "\($0)", label: text) }
    }

    static let sample = sample(questions: 1)
}
