import Surveys

/// Counts presses and visits and says what no person does who answers.
///
/// Its rules were set against made-up traces (`quality.md` K8); no person and no
/// faulty panel has been recorded for them.
package struct MisuseWatch: Hashable, Sendable {
    /// What is one press upon the other. Closer together are the contacts of one
    /// hand or the chatter of one contact; a double tap and a trembling finger
    /// (4–6 Hz) fall inside, hence the number below.
    package static let burstGap = Duration.milliseconds(30)...Duration.milliseconds(400)
    /// So many presses in a row, each upon the one before, are a burst.
    package static let burstPresses = 5
    /// So many presses within the time below are mashing, also when they are slower
    /// than a burst; answering takes one or two a question.
    package static let mashingPresses = 15
    package static let mashingTime = Duration.seconds(10)
    /// The bound: what comes above it within an hour is a flood, whoever did it. One
    /// every half minute is a queue that never ends.
    package static let visitsAnHour = 120

    private var lastPress: Instant?
    private var inARow = 0
    /// The latest, oldest first; never more than ``mashingPresses``.
    private var presses: [Instant] = []
    /// Of the last hour, oldest first; never more than ``visitsAnHour``.
    private var visits: [Instant] = []

    package init() {}

    /// Somebody steps up to the first question; what was pressed before is not theirs.
    package mutating func personCame() {
        lastPress = nil
        inARow = 0
        presses = []
    }

    /// The person gave a first answer.
    package mutating func visitBegan(at now: Instant) -> Set<Misuse> {
        visits.removeAll { $0 + .seconds(3_600) <= now }
        guard visits.count < Self.visitsAnHour else { return [.flood] }
        visits.append(now)
        return []
    }

    /// A contact came down, wherever and whatever it led to.
    package mutating func pressed(at now: Instant) -> Set<Misuse> {
        if let lastPress, now - lastPress < Self.burstGap.lowerBound { return [] }
        let isUponTheLast = lastPress.map { Self.burstGap.contains(now - $0) } ?? false
        inARow = isUponTheLast ? inARow + 1 : 1
        lastPress = now
        presses.append(now)
        if presses.count > Self.mashingPresses { presses.removeFirst() }
        var found: Set<Misuse> = []
        if inARow >= Self.burstPresses { found.insert(.burst) }
        if presses.count == Self.mashingPresses, now - presses[0] <= Self.mashingTime {
            found.insert(.mashing)
        }
        return found
    }
}
