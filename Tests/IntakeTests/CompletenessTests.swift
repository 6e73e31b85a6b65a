import Intake
import Testing
import Wire

@Suite struct CompletenessTests {
    @Test(
        arguments: [
            (0, [], []),
            (3, [1, 2, 3], []),
            (3, [], [1...3]),
            (3, [2], [1...1, 3...3]),
            (5, [1, 1, 4], [2...3, 5...5]),
            (2, [1, 2, 3, 4], []),
            (2, [5], [1...2]),
        ] as [(Int, [Int], [ClosedRange<Int>])])
    func namesTheNumbersThatAreNotThere(last: Int, stored: [Int], missing: [ClosedRange<Int>]) {
        #expect(Completeness.missing(through: last, stored: stored) == missing.map(SequenceRange.init))
    }

    @Test func asksForNothingThatTheTerminalKnowsIsNotThere() {
        let excused = [
            SequenceRange(first: 2, last: 3), SequenceRange(first: 3, last: 3),
            SequenceRange(first: 9, last: 7),
        ]
        #expect(
            Completeness.missing(through: 6, stored: [1, 5], excused: excused)
                == [4...4, 6...6].map(SequenceRange.init))
    }

    @Test func isBoundedWhateverIsClaimed() {
        let all = SequenceRange(first: .min, last: .max)
        #expect(Completeness.missing(through: .max, stored: [], excused: [all]) == [])
        #expect(Completeness.missing(through: .max, stored: []).count == 1)
        #expect(Completeness.missing(through: .min, stored: []) == [])
        let odd = (0..<1000).map { $0 * 2 + 1 }
        let missing = Completeness.missing(through: 2000, stored: odd)
        #expect(missing.count == Completeness.maximumRanges)
        // A terminal erases the oldest first: what it may still have is named.
        #expect(missing.last == SequenceRange(2000...2000) && missing.first == SequenceRange(1802...1802))
    }
}

extension SequenceRange {
    fileprivate init(_ range: ClosedRange<Int>) {
        self.init(first: range.lowerBound, last: range.upperBound)
    }
}
