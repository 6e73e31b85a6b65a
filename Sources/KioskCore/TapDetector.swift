import Scenes
import Surveys

/// Decides what a finger means: shown on down, chosen on up over the same key.
///
/// A slow or long press is a press. A finger that leaves its key and lifts
/// elsewhere does nothing. A second finger cancels both. After a screen change
/// nothing counts until all fingers are up and 400 ms have passed, so that no
/// press is carried over to the next question (zooniverse/Galaxy-Zoo#2).
package struct TapDetector: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        /// The key under the finger, to be drawn pressed.
        case pressed(Target)
        /// No key is pressed any more and none was chosen.
        case released
        case chosen(Target)
    }

    private struct Press: Hashable, Sendable {
        var contact: Int
        var target: Target
        var origin: PanelPoint
        var isInside = true
    }

    package static let guardTime = Duration.milliseconds(400)

    /// How far a finger may drift from where it came down and still be inside
    /// its key (8 mm, `look.md` §4).
    package var driftPixels: Double
    private var down: Set<Int> = []
    private var press: Press?
    /// Set while nothing counts until all fingers are up.
    private var awaitsAllUp = false
    /// Set while fingers of the screen before are still down: the guard time
    /// runs from the moment the last of them lifts.
    private var fingersAreOfLastScreen = false
    private var guardedUntil: Instant?

    package init(driftPixels: Double) {
        self.driftPixels = driftPixels
    }

    /// Forgets the press under way and ignores touches as said above.
    package mutating func screenChanged(at now: Instant) {
        press = nil
        awaitsAllUp = !down.isEmpty
        fingersAreOfLastScreen = !down.isEmpty
        guardedUntil = now + Self.guardTime
    }

    /// Takes one contact judged against what is on the glass.
    package mutating func handle(_ contact: Contact, over hits: HitMap, at now: Instant) -> Outcome? {
        switch contact.phase {
        case .down: fingerCameDown(contact, over: hits, at: now)
        case .moved: fingerMoved(contact, over: hits)
        case .up: fingerLifted(contact, over: hits, at: now)
        case .cancelled: fingerVanished(contact, at: now)
        }
    }

    private mutating func fingerCameDown(_ contact: Contact, over hits: HitMap, at now: Instant) -> Outcome? {
        down.insert(contact.id)
        guard down.count == 1 else {
            awaitsAllUp = true
            return cancelPress()
        }
        guard !awaitsAllUp, !isGuarded(at: now), let target = hits.target(at: contact.at) else { return nil }
        press = Press(contact: contact.id, target: target, origin: contact.at)
        return .pressed(target)
    }

    private mutating func fingerMoved(_ contact: Contact, over hits: HitMap) -> Outcome? {
        guard var current = press, current.contact == contact.id else { return nil }
        let isInside = covers(current, contact.at, hits)
        guard isInside != current.isInside else { return nil }
        current.isInside = isInside
        press = current
        return isInside ? .pressed(current.target) : .released
    }

    private mutating func fingerLifted(_ contact: Contact, over hits: HitMap, at now: Instant) -> Outcome? {
        lift(contact.id, at: now)
        guard let current = press, current.contact == contact.id else { return nil }
        press = nil
        return covers(current, contact.at, hits) ? .chosen(current.target) : .released
    }

    private mutating func fingerVanished(_ contact: Contact, at now: Instant) -> Outcome? {
        lift(contact.id, at: now)
        return press?.contact == contact.id ? cancelPress() : nil
    }

    private mutating func lift(_ contact: Int, at now: Instant) {
        down.remove(contact)
        guard down.isEmpty else { return }
        awaitsAllUp = false
        if fingersAreOfLastScreen { guardedUntil = now + Self.guardTime }
        fingersAreOfLastScreen = false
    }

    private mutating func cancelPress() -> Outcome? {
        guard press != nil else { return nil }
        press = nil
        return .released
    }

    private mutating func isGuarded(at now: Instant) -> Bool {
        guard let until = guardedUntil else { return false }
        if now >= until {
            guardedUntil = nil
            return false
        }
        return true
    }

    private func covers(_ press: Press, _ point: PanelPoint, _ hits: HitMap) -> Bool {
        if hits.rect(of: press.target)?.contains(point) == true { return true }
        let dx = point.x - press.origin.x
        let dy = point.y - press.origin.y
        return dx * dx + dy * dy <= driftPixels * driftPixels
    }
}
