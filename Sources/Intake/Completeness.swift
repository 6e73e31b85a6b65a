import Wire

/// Which numbers of a journal a collector lacks: the proof that nothing was lost.
package enum Completeness {
    /// At most this many ranges are named at once, the highest: a terminal erases the
    /// oldest first, and what is gone for good must not stand before what is not.
    package static let maximumRanges = 100

    /// The numbers in `1...last` that are not among `stored`, which ascends.
    ///
    /// - Parameter excused: what the terminal itself says is not at the collector:
    ///   not sent yet, parked or withdrawn.
    package static func missing(
        through last: Int, stored: [Int], excused: [SequenceRange] = []
    ) -> [SequenceRange] {
        // A number is 32 bits on the wire; with it no sum below overflows.
        let last = min(last, Int(Int32.max))
        let present = stored.map { SequenceRange(first: $0, last: $0) } + excused
        var missing: [SequenceRange] = []
        var next = 1
        for range in present.sorted(by: { $0.first < $1.first })
        where range.last >= next && range.first <= last {
            if range.first > next { missing.append(SequenceRange(first: next, last: range.first - 1)) }
            next = min(range.last, last) + 1
        }
        if next <= last { missing.append(SequenceRange(first: next, last: last)) }
        return missing.suffix(maximumRanges)
    }
}
