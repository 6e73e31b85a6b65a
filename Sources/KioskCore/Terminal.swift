import Scenes
import Surveys
import Wire

/// The whole terminal as one value: what it shows, what it waits for and what
/// it wants done.
///
/// Events go in with the instant they are handled at, effects come out; nothing
/// in between reads a clock, waits or fails. The thank-you is reached only by
/// the journal's word that the visit is durable.
package struct Terminal: Hashable, Sendable {
    /// Where the person stands. Each state carries exactly its data.
    enum Phase: Hashable, Sendable {
        case attract
        /// `hasBegun` from the first answer tap on: before it nothing is stored.
        case visiting(Visit, hasBegun: Bool)
        /// The visit is over and not yet known to be durable. It stays in memory
        /// until the journal has it, however long that takes.
        case closing(Visit, EndReason)
        case thanks(until: Instant)
        /// The answers were removed, as was asked.
        case removed(until: Instant)
        /// A technician touches crosses.
        case calibrating(Calibrating)
    }

    /// How long the journal has kept a visitor waiting.
    enum Patience: Hashable, Sendable {
        case fresh, saving, outOfService
    }

    package static let thanksTime = Duration.seconds(8)
    package static let savingShownAfter = Duration.seconds(2)
    package static let outOfServiceAfter = Duration.seconds(20)
    /// An uplink that talks faster than the disk writes is not listened to: it
    /// asks again, and a visitor's order always finds its place.
    package static let orderLimit = 64
    package static let retryAfter = Duration.seconds(5)
    /// How often the journal is looked into, so that what had its time goes.
    package static let lookingInterval = Duration.seconds(3_600)

    var content: Content?
    /// Loaded, waiting for the greeting.
    var nextContent: Content?
    var language: Language
    var phase = Phase.attract
    /// What lies over greeting or question, if anything.
    var aside: Aside?
    /// Of the person who is there.
    var profile = Profile()
    /// The second step of a question that is parted into two.
    var showsAnswers = false
    /// Steps of the greeting's way, and when the next is due.
    var wandered = 0
    var wandersAt: Instant?
    /// Whether the unit is open.
    var doors = Doors()
    /// Nil: the closed screen is not on the glass.
    var closedSign: ClosedSign?
    /// How often its words have moved, ever.
    var signMoves = 0
    /// What the glass was made last.
    var light = GlassLight.lit
    /// When the next question comes by itself.
    var goesOnAt: Instant?
    var entropy: Entropy?
    var tap: TapDetector
    var watch = MisuseWatch()
    var hits = HitMap()
    var pressed: Target?
    var lastTouch = Instant.zero
    /// Which screen the picture on the glass is of.
    private var presented: ScreenModel.Identity?
    /// Nothing is to be seen; the touch that wakes the glass does nothing else.
    package internal(set) var isDark = false
    /// When each order under way was given; the journal answers in order.
    var orders: [IssuedOrder] = []
    var patience = Patience.fresh
    var journalFailed = false
    var retryAt: Instant?
    var looksAt: Instant?
    package internal(set) var link = LinkSession()
    /// Visits thanked for: counted when the thank-you is handed to the flip.
    package internal(set) var acknowledged = 0
    /// Visits stored with a flag of misuse.
    package internal(set) var flagged = 0
    var thanksAwaitsFlip = false

    struct IssuedOrder: Hashable, Sendable {
        var at: Instant
        /// Whether a person in front of the glass waits for it.
        var isVisitors: Bool
    }

    /// - Parameter driftPixels: see ``TapDetector/driftPixels``.
    package init(driftPixels: Double) {
        tap = TapDetector(driftPixels: driftPixels)
        language = .finnish
    }

    /// What to do at start, before the first event.
    package mutating func start(at now: Instant) -> [Effect] {
        wandersAt = now + Wandering.quietTime
        return [.supplyEntropy, .reloadContent, order(.open, at: now)]
    }

    /// Takes one event and returns what is to be done about it, in order.
    package mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        let before = sight
        var effects = expireDeadlines(at: now)
        followTheHours(at: now)
        effects += route(event, at: now)
        effects += activateContent(at: now)
        forgetWhatLayOverTheVisit()
        followTheHours(at: now)
        effects += shine()
        if sight != before {
            tap.screenChanged(at: now)
            pressed = nil
        }
        return effects
    }

    /// What a person has before the eyes: touches meant for one sight never count
    /// for the next. A picture that comes late changes it once more.
    private struct Sight: Hashable {
        var shown: ScreenModel.Identity
        var presented: ScreenModel.Identity?
        var isDark: Bool
    }

    private var sight: Sight {
        Sight(shown: model.identity, presented: presented, isDark: isDark)
    }

    private mutating func route(_ event: Event, at now: Instant) -> [Effect] {
        switch event {
        case .touched(let contact): return touched(contact, at: now)
        case .presented(let model, let hits):
            self.hits = hits
            presented = model.identity
            if thanksAwaitsFlip, model.screen == .thanks {
                thanksAwaitsFlip = false
                acknowledged += 1
            }
            return []
        case .darkened:
            (isDark, light) = (true, .dark)
            return []
        case .lit:
            (isDark, light) = (false, .lit)
            closedSign?.stay(at: now)
            return []
        case .calibrationAsked(let request): return beginCalibrating(request, at: now)
        case .calibrationGivenUp:
            stopCalibrating()
            return []
        case .parkedAsked(let number): return [order(.listParked(after: number), at: now)]
        case .resendAsked(let ranges): return [order(.resendParked(ranges), at: now)]
        case .deadlinePassed: return []
        case .entropySupplied(let entropy):
            self.entropy = entropy
            return []
        case .contentLoaded(let content):
            nextContent = content
            return [order(.count, at: now)]
        case .contentRefused:
            if content == nil { retryAt = now + Self.retryAfter }
            return []
        case .journal(let event): return journalAnswered(event, at: now)
        case .uplink(.said) where orders.count >= Self.orderLimit: return []
        case .uplink(let event):
            if case .said(.time(let fix)) = event { doors.note(fix, at: now) }
            return ordered(link.handle(event), at: now)
        }
    }

    // A changed survey waits for the greeting: an answer always belongs to the
    // version that was on the glass.
    private mutating func activateContent(at now: Instant) -> [Effect] {
        guard case .attract = phase, let next = nextContent else { return [] }
        content = next
        nextContent = nil
        language = next.languages[0]
        doors.use(next.hours, at: now)
        return [.activateContent]
    }

    /// Whether a technician's question finds its place among the orders.
    package var takesQuestions: Bool { orders.count < Self.orderLimit }

    /// Notes the orders among `effects` and passes all of them on.
    mutating func ordered(_ effects: [Effect], at now: Instant) -> [Effect] {
        for case .journal in effects { orders.append(IssuedOrder(at: now, isVisitors: false)) }
        return effects
    }

    /// Gives an order for which somebody in front of the glass may wait.
    mutating func order(_ order: JournalOrder, at now: Instant, isVisitors: Bool = false) -> Effect {
        orders.append(IssuedOrder(at: now, isVisitors: isVisitors))
        return .journal(order)
    }
}
