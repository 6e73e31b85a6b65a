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

    /// Counts an answer, once or `times`; anything outside 0–10 is not a recommendation and is
    /// left out.
    package mutating func add(_ answer: Int, times: Int = 1) {
        switch answer {
        case 0...6: detractors += times
        case 7...8: passives += times
        case 9...10: promoters += times
        default: break
        }
    }

    /// How many answers were counted.
    package var count: Int { promoters + passives + detractors }

    /// Points from −100 to 100; nil without answers.
    package var score: Double? {
        count == 0 ? nil : 100 * Double(promoters - detractors) / Double(count)
    }

    /// Where the score would lie if everybody had answered, with 95 % confidence,
    /// in points from −100 to 100; nil without answers.
    ///
    /// The normal approximation of a multinomial: with the shares p and d of
    /// promoters and detractors, p − d ± 1.96 √((p + d − (p − d)²) / n). One answer
    /// is added to each of the three shares first, so that a few people of one
    /// mind are not taken for certainty.
    package var interval: ClosedRange<Double>? {
        guard count > 0 else { return nil }
        let n = Double(count + 3)
        let good = Double(promoters + 1) / n
        let bad = Double(detractors + 1) / n
        let middle = good - bad
        let half = 1.96 * ((good + bad - middle * middle) / n).squareRoot()
        return max(-100, 100 * (middle - half))...min(100, 100 * (middle + half))
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
