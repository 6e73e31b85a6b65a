import KioskCore
import Scenes
import Storage
import Surveys
import Wire

/// The kiosk while it runs.
struct Kiosk {
    var terminal = Terminal(driftPixels: 40)
    /// Effects to be carried out; the first is under way.
    var pending: [Effect] = []
    /// Orders for the journal; the first is under way.
    var orders: [JournalOrder] = []
    /// The picture that was handed over last.
    var shown: ScreenModel?
    var isFlipping = false
}

extension World {
    mutating func startKiosk() {
        guard kiosk == nil else { return }
        kiosk = Kiosk()
        trace.note("kiosk")
        carryOut(kiosk?.terminal.start(at: now) ?? [])
        paint()
        if courier != nil { meet() }
    }

    mutating func feedKiosk(_ event: Event) {
        guard kiosk != nil else { return }
        let effects = kiosk?.terminal.handle(event, at: now) ?? []
        carryOut(effects)
        paint()
    }

    /// In the order in which the terminal gave them, also those of an event that an effect
    /// leads to, as the Runtime does.
    private mutating func carryOut(_ effects: [Effect]) {
        let isUnderWay = kiosk?.pending.isEmpty == false
        kiosk?.pending += effects
        guard !isUnderWay else { return }
        while let effect = kiosk?.pending.first {
            carryOut(effect)
            kiosk?.pending.removeFirst()
        }
    }

    private mutating func carryOut(_ effect: Effect) {
        switch effect {
        case .journal(let order): give(order)
        case .supplyEntropy:
            let id = ReplyID(high: random.next(), low: random.next())
            feedKiosk(.entropySupplied(Entropy(id: id, seed: random.next())))
        case .reloadContent: feedKiosk(contentIsGood ? .contentLoaded(.simulated) : .contentRefused)
        case .sendBatch(let replies):
            if isLinked { expect(.uplinkHears(linkLife, replies), after: draw(1...20)) }
        case .keepCalibration, .refuseCalibration, .activateContent, .sendHello, .sendHealth, .setGlass,
            .noteLink:
            break
        }
    }

    // MARK: The journal's thread

    private mutating func give(_ order: JournalOrder) {
        if case .close(let opening, let reason, _, let answers) = order {
            witness.ordered(opening.id, reason, answers)
        }
        kiosk?.orders.append(order)
        if kiosk?.orders.count == 1 { expect(.written(kioskLife), after: latency) }
    }

    private var latency: Duration {
        mutating get {
            switch journal.disk {
            case .good: draw(1...8)
            case .slow: draw(100...25_000)
            case .failing: draw(1...500)
            }
        }
    }

    /// The order is carried out; its answer is on its way. Whoever dies now has written.
    mutating func write() {
        guard let order = kiosk?.orders.first else { return }
        let newID = ReplyID(high: random.next(), low: random.next())
        let event = journal.carryOut(
            order, boot: bootID, newID: newID, at: now, isStoredAllTheSame: Bool.random(using: &random))
        expect(.told(kioskLife, event), after: draw(0...5))
    }

    mutating func journalTold(_ event: JournalEvent) {
        kiosk?.orders.removeFirst()
        if kiosk?.orders.isEmpty == false { expect(.written(kioskLife), after: latency) }
        if case .closed(let id) = event { witness.closed(id) }
        feedKiosk(.journal(event))
    }

    // MARK: The glass

    private mutating func paint() {
        guard let model = kiosk?.terminal.model, kiosk?.isFlipping == false, model != kiosk?.shown else {
            return
        }
        kiosk?.isFlipping = true
        expect(.flipped(kioskLife, model, Self.hits(of: model)), after: .milliseconds(16))
    }

    mutating func flipped(_ model: ScreenModel, _ hits: HitMap) {
        kiosk?.isFlipping = false
        kiosk?.shown = model
        witness.shown(model.screen)
        trace.note(now.nanoseconds, Int64(boots))
        trace.note(model.screen.name)
        feedKiosk(.presented(model, hits))
    }

    /// Puts a finger on a key of what is to be seen, and lifts it.
    mutating func tap(_ key: Key, isDouble: Bool = false) {
        guard let model = kiosk?.shown, let rect = Self.hits(of: model).rect(of: key.target) else { return }
        witness.pressed(key, on: model.screen)
        let point = PanelPoint(x: rect.x + 50, y: rect.y + 50)
        feedKiosk(.touched(Contact(id: 1, phase: .down, at: point)))
        if isDouble { feedKiosk(.touched(Contact(id: 2, phase: .down, at: point))) }
        pass(.milliseconds(80))
        feedKiosk(.touched(Contact(id: 1, phase: .up, at: point)))
        if isDouble { feedKiosk(.touched(Contact(id: 2, phase: .up, at: point))) }
    }
}
