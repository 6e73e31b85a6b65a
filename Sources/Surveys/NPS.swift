/// The recommendation figure of a set of answers on 0–10.
///
/// Share of 9–10 minus share of 0–6, in percentage points. Whoever skipped is in
/// neither share: only given answers are added.
package struct NPS: Hashable, Sendable {
    /// Answers of 9 and 10.
    package private(set) var promoters = 0
    /// Answers of 7 and 8.
    package private(set) var passives = 0
    /// Answers of 0 to 6.
    package private(set) var detractors = 0

    package init() {}

    package init(_ answers: some Sequence<Int>) {
        for answer in answers { add(answer) }
    }

    /// Counts one answer; anything outside 0–10 is not a recommendation and is
    /// left out.
    package mutating func add(_ answer: Int) {
        switch answer {
        case 0...6: detractors += 1
        case 7...8: passives += 1
        case 9...10: promoters += 1
        default: break
        }
    }

    /// How many answers were counted.
    package var count: Int { promoters + passives + detractors }

    /// Points from −100 to 100; nil without answers.
    package var score: Double? {
        count == 0 ? nil : 100 * Double(promoters - detractors) / Double(count)
    }

    /// The score's band; a score on a border belongs to the better one.
    package var band: Band? {
        score.map { score in
            switch score {
            case ..<0: .roomForImprovement
            case ..<30: .good
            case ..<70: .veryGood
            default: .excellent
            }
        }
    }

    /// The bands of the national reports.
    package enum Band: String, Hashable, Sendable, CaseIterable {
        /// −100–0, *parantamisen varaa*.
        case roomForImprovement
        /// 0–30, *hyvä*.
        case good
        /// 30–70, *todella hyvä*.
        case veryGood
        /// 70–100, *erinomainen*.
        case excellent
    }
}
