/// The last thousand durations of one kind, for median and p99.
package struct Latency: Hashable, Sendable {
    package static let window = 1_000

    /// How many were ever noted.
    package private(set) var count = 0
    private var recent: [Int64] = []

    package init() {}

    package mutating func note(_ nanoseconds: Int64) {
        if recent.count < Self.window {
            recent.append(nanoseconds)
        } else {
            recent[count % Self.window] = nanoseconds
        }
        count += 1
    }

    /// The share `percent` of the window is at most this long, in milliseconds;
    /// nil before the first.
    package func milliseconds(at percent: Int) -> Double? {
        guard !recent.isEmpty else { return nil }
        let place = (recent.count - 1) * percent / 100
        return Double(recent.sorted()[place] / 1_000) / 1_000
    }
}
