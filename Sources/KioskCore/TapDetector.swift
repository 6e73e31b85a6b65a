import Scenes
import Surveys

/// Decides what a finger means: shown on down, chosen on up over the same key.
///
/// A slow or long press is a press. A finger that leaves its key and lifts
/// elsewhere does nothing. Neither two contacts nor a palm ever choose: nothing
/// counts then until all are up. After a screen change nothing counts until all
/// fingers are up and 400 ms have passed, so that no press is carried over to the
/// next question (zooniverse/Galaxy-Zoo#2).
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

    /// A longer contact is no finger: what a Windows Precision device
    /// has to call unintended ("any dimension > 25 mm", its *Confidence* usage). A
    /// thumb laid flat stays below. Where the device tells no size, a palm is known
    /// by its several contacts.
    package static let palmAbove = Millimetres(25)

    /// How far a finger may drift from where it came down and still be inside
    /// its key (8 mm, `look.md` §4).
    package var driftPixels: Double
    /// A contact that did not end for so long is dropped as cancelled, and its late
    /// end does nothing (`quality.md` K6).
    ///
    /// Counted from its coming down and not from its last word: what no up ever
    /// comes for may be a drop of water that trembles for an hour. A slow press
    /// rests a second or two, so five leave room for the slowest finger; whoever
    /// rests longer sees the key rise again and can press once more.
    package var stuckAfter = Duration.seconds(5)
    /// Since when each contact is on the glass.
    private var down: [Int: Instant] = [:]
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

    /// When the longest contact is dropped.
    package var nextDeadline: Instant? {
        down.values.min().map { $0 + stuckAfter }
    }

    /// Whether the contact is on the glass and was not dropped.
    package func isDown(_ contact: Int) -> Bool { down[contact] != nil }

    /// Forgets the press under way and ignores touches as said above.
    package mutating func screenChanged(at now: Instant) {
        _ = dropStuck(at: now)
        press = nil
        awaitsAllUp = !down.isEmpty
        fingersAreOfLastScreen = !down.isEmpty
        guardedUntil = now + Self.guardTime
    }

    /// Drops the contacts that have been down for too long by `now`.
    package mutating func dropStuck(at now: Instant) -> Outcome? {
        var outcome: Outcome?
        while let (contact, since) = down.min(by: { $0.value < $1.value }), since + stuckAfter <= now {
            // As of its deadline: how late the loop came round makes no difference.
            outcome = fingerVanished(contact, at: since + stuckAfter) ?? outcome
        }
        return outcome
    }

    /// Takes one contact judged against what is on the glass.
    package mutating func handle(_ contact: Contact, over hits: HitMap, at now: Instant) -> Outcome? {
        let dropped = dropStuck(at: now)
        return judge(contact, over: hits, at: now) ?? dropped
    }

    private mutating func judge(_ contact: Contact, over hits: HitMap, at now: Instant) -> Outcome? {
        switch contact.phase {
        case .down: return fingerCameDown(contact, over: hits, at: now)
        case .moved where isDown(contact.id): return fingerMoved(contact, over: hits)
        case .up where isDown(contact.id): return fingerLifted(contact, over: hits, at: now)
        case .cancelled where isDown(contact.id): return fingerVanished(contact.id, at: now)
        // It was dropped before, or there never was one.
        case .moved, .up, .cancelled: return nil
        }
    }

    private mutating func fingerCameDown(_ contact: Contact, over hits: HitMap, at now: Instant) -> Outcome? {
        // Without an up between: the contact before is over.
        let cancelled = isDown(contact.id) ? fingerVanished(contact.id, at: now) : nil
        down[contact.id] = now
        guard down.count == 1, !contact.isPalm else { return cancelPress() ?? cancelled }
        guard !awaitsAllUp, !isGuarded(at: now), let target = hits.target(at: contact.at) else {
            return cancelled
        }
        press = Press(contact: contact.id, target: target, origin: contact.at)
        return .pressed(target)
    }

    private mutating func fingerMoved(_ contact: Contact, over hits: HitMap) -> Outcome? {
        if contact.isPalm { return cancelPress() }
        guard var current = press, current.contact == contact.id else { return nil }
        let isInside = covers(current, contact.at, hits)
        guard isInside != current.isInside else { return nil }
        current.isInside = isInside
        press = current
        return isInside ? .pressed(current.target) : .released
    }

    private mutating func fingerLifted(_ contact: Contact, over hits: HitMap, at now: Instant) -> Outcome? {
        let cancelled = contact.isPalm ? cancelPress() : nil
        lift(contact.id, at: now)
        guard let current = press, current.contact == contact.id else { return cancelled }
        press = nil
        return covers(current, contact.at, hits) ? .chosen(current.target) : .released
    }

    private mutating func fingerVanished(_ contact: Int, at instant: Instant) -> Outcome? {
        let cancelled = press?.contact == contact ? cancelPress() : nil
        lift(contact, at: instant)
        return cancelled
    }

    private mutating func lift(_ contact: Int, at instant: Instant) {
        down[contact] = nil
        guard down.isEmpty else { return }
        awaitsAllUp = false
        if fingersAreOfLastScreen { guardedUntil = instant + Self.guardTime }
        fingersAreOfLastScreen = false
    }

    /// From now on nothing counts until all are up.
    private mutating func cancelPress() -> Outcome? {
        awaitsAllUp = true
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

extension Contact {
    /// No finger: the device says so, or it is too large for one.
    fileprivate var isPalm: Bool { isCalledPalm || (size.map { $0 > TapDetector.palmAbove } ?? false) }
}
