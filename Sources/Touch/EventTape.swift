/// The last events of a touch device, for a technician who records it.
///
/// Bounded: who reads too slowly misses the oldest, and is told how many.
package final class EventTape {
    package static let limit = 16_384

    package let device: Recording.Device
    private var events: [InputEvent] = []
    /// The number of the first event that is still here.
    private var first = 0

    package init(of device: Recording.Device) {
        self.device = device
    }

    func note(_ event: InputEvent) {
        events.append(event)
        guard events.count > Self.limit else { return }
        // In halves, so that a long recording does not move every event each time.
        first += Self.limit / 2
        events.removeFirst(Self.limit / 2)
    }

    /// What one reading gives.
    package struct Reading: Hashable, Sendable {
        package var events: [InputEvent]
        /// Where the next reading begins.
        package var next: Int
        /// Events that came and were gone before they were read.
        package var missed: Int
    }

    /// Gives the events from number `start` on, at most `count`.
    package func read(from start: Int, atMost count: Int) -> Reading {
        let begin = min(max(start, first), first + events.count)
        let found = events.dropFirst(begin - first).prefix(max(0, count))
        return Reading(events: Array(found), next: begin + found.count, missed: max(0, begin - start))
    }
}
