/// Which of its numbers a terminal's journal does not expect at the collector.
package struct JournalAccount: Hashable, Sendable, Codable {
    /// Ranges that are told, or asked for, at once: the lowest.
    package static let rangeLimit = 100
    /// Numbers that are told one by one: the highest.
    package static let numberLimit = 10_000

    /// The number of the latest closed visit as this was told; 0 before the first.
    package var lastSeq: Int
    package var unsent: [SequenceRange] = []
    package var parked: [Int] = []
    package var withdrawn: [Int] = []

    package init(lastSeq: Int) {
        self.lastSeq = lastSeq
    }
}

extension SequenceRange {
    /// `ranges` in their order, none twice, within `1...last`.
    package static func merged(_ ranges: some Sequence<SequenceRange>, through last: Int) -> [SequenceRange] {
        var merged: [SequenceRange] = []
        for range in ranges.sorted(by: { $0.first < $1.first }) {
            let first = max(range.first, (merged.last?.last ?? 0) + 1)
            let end = min(range.last, last)
            if first <= end { merged.append(SequenceRange(first: first, last: end)) }
        }
        return merged
    }

    /// The first `limit` ranges that cover `numbers`, which ascend.
    package static func covering(_ numbers: [Int], limit: Int) -> [SequenceRange] {
        var ranges: [SequenceRange] = []
        for number in numbers {
            if let last = ranges.last, last.last + 1 == number {
                ranges[ranges.count - 1].last = number
            } else if ranges.count == limit {
                return ranges
            } else {
                ranges.append(SequenceRange(first: number, last: number))
            }
        }
        return ranges
    }
}
