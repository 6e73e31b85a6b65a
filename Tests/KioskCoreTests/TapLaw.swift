import KioskCore
import Scenes
import Surveys

/// What may be chosen, said over the whole history of the glass: slow, and without
/// the states of ``TapDetector``.
struct TapLaw {
    /// Why a lift chooses nothing.
    enum Reason: String, Hashable, CaseIterable {
        case noKeyUnderIt, liftedElsewhere, severalContacts, palm, screenChanged, guarded, stuck
    }

    private struct Life {
        var contact: Int
        var start: Instant
        var origin: PanelPoint
        var target: Target?
        var wasPalm: Bool
        /// When the device said that it is over.
        var saidToEnd: Instant?

        /// When it was over for the glass: nothing stays longer than five seconds.
        var end: Instant { min(saidToEnd ?? start + .seconds(5), start + .seconds(5)) }
    }

    let hits: HitMap
    let drift: Double
    private var lives: [Life] = []
    private var lastChange: Instant?

    init(hits: HitMap, drift: Double) {
        self.hits = hits
        self.drift = drift
    }

    func isEmpty(at now: Instant) -> Bool { !lives.contains { $0.start <= now && $0.end > now } }

    mutating func screenChanged(at now: Instant) {
        lives.removeAll { $0.end <= now }
        lastChange = now
    }

    /// Takes a contact; for a lift, the key it chooses or why it chooses none.
    mutating func handle(_ contact: Contact, isPalm: Bool, at now: Instant) -> Result<Target, Refusal>? {
        let living = lives.lastIndex { $0.contact == contact.id && $0.saidToEnd == nil }
        if contact.phase == .down {
            if let living { lives[living].saidToEnd = now }
            lives.append(
                Life(
                    contact: contact.id, start: now, origin: contact.at,
                    target: hits.target(at: contact.at), wasPalm: isPalm))
            return nil
        }
        guard let living else { return nil }
        if isPalm { lives[living].wasPalm = true }
        if contact.phase == .moved { return nil }
        lives[living].saidToEnd = now
        guard contact.phase == .up else { return nil }
        return verdict(lives[living], liftedAt: contact.at, now)
    }

    struct Refusal: Error, Hashable {
        var reason: Reason
    }

    private func verdict(_ life: Life, liftedAt point: PanelPoint, _ now: Instant) -> Result<Target, Refusal>
    {
        func refused(_ reason: Reason) -> Result<Target, Refusal> { .failure(Refusal(reason: reason)) }
        guard life.start + .seconds(5) > now else { return refused(.stuck) }
        guard !life.wasPalm else { return refused(.palm) }
        let others = lives.filter { $0.start != life.start && $0.start <= now && $0.end > life.start }
        guard others.isEmpty else { return refused(.severalContacts) }
        if let lastChange {
            guard lastChange <= life.start else { return refused(.screenChanged) }
            guard life.start >= allUp(since: lastChange) + .milliseconds(400) else {
                return refused(.guarded)
            }
        }
        guard let target = life.target, let rect = hits.rect(of: target) else {
            return refused(.noKeyUnderIt)
        }
        let (x, y) = (point.x - life.origin.x, point.y - life.origin.y)
        let isInside = rect.contains(point) || (x * x + y * y).squareRoot() <= drift
        return isInside ? .success(target) : refused(.liftedElsewhere)
    }

    /// The first instant from `instant` on at which no contact was on the glass.
    private func allUp(since instant: Instant) -> Instant {
        var instant = instant
        while let later = lives.filter({ $0.start < instant && $0.end > instant }).map(\.end).max() {
            instant = later
        }
        return instant
    }
}
