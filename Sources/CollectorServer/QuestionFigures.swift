import Surveys

/// What people said to one question of one version of a survey.
struct QuestionFigures: Encodable {
    /// `url|version`.
    var survey: String
    var linkId: String
    /// As the pack on the shelf has it; without the pack there are the counts only.
    var kind: String?
    /// Answers that the question allows: what every share below is of.
    var n: Int
    /// Answers that it does not allow; in no other figure.
    var notAllowed: Int
    /// By reason; a question that was not drawn for a person is in none.
    var missing: [String: Int]
    /// In the question's own order.
    var answers: [Share]
    /// Of a scale from 0 to 10.
    var nps: Recommendation?
    /// Of a statement, on 1–5, to two decimals.
    var mean: Double?
    /// The share of "täysin samaa mieltä" among a statement's answers, in percent.
    var topBox: Double?

    struct Share: Encodable {
        var answer: String
        var n: Int
        /// To one decimal; shares may add up to a little more or less than 100.
        var percent: Double?
    }

    init(_ place: Figures.Place, _ tally: Figures.Tally, _ question: Question?) {
        let given = tally.answers.filter { question?.allows($0.key) ?? true }
        let total = given.values.reduce(0, +)
        survey = place.survey
        linkId = place.linkID
        kind = question?.kind.name
        n = total
        notAllowed = tally.answers.values.reduce(0, +) - total
        missing = Missing.counts(tally.missing)
        let order = question?.kind.answers ?? given.keys.sorted { $0.name < $1.name }
        answers = order.map { answer in
            let count = given[answer] ?? 0
            return Share(answer: answer.name, n: count, percent: Ratio(100 * count, total)?.rounded(to: 10))
        }
        if question?.isRecommendation ?? false { nps = Recommendation(NPS(given)) }
        if case .statement(let steps)? = question?.kind {
            let sum = zip(1..., steps).reduce(0) { $0 + $1.0 * (given[.choice($1.1.code)] ?? 0) }
            mean = Ratio(sum, total)?.rounded(to: 100)
            topBox = answers.last?.percent
        }
    }
}

/// The recommendation figure, in points to one decimal.
struct Recommendation: Encodable {
    var score: Double?
    /// See ``NPS/interval``.
    var low: Double?
    var high: Double?
    var promoters: Int
    var passives: Int
    var detractors: Int
    var band: String?

    init(_ nps: NPS) {
        score = Ratio(100 * (nps.promoters - nps.detractors), nps.count)?.rounded(to: 10)
        low = nps.interval.map { ($0.lowerBound * 10).rounded() / 10 }
        high = nps.interval.map { ($0.upperBound * 10).rounded() / 10 }
        promoters = nps.promoters
        passives = nps.passives
        detractors = nps.detractors
        band = nps.band?.rawValue
    }
}

/// Two whole numbers: what is shown of their quotient is rounded from these, so
/// that no binary fraction decides about the last digit.
private struct Ratio {
    private let numerator: Int
    private let denominator: Int

    /// Nil when there is nothing to divide by.
    init?(_ numerator: Int, _ denominator: Int) {
        guard denominator > 0 else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// To whole `parts` of one; a half goes away from zero.
    func rounded(to parts: Int) -> Double {
        let magnitude = (2 * abs(numerator) * parts + denominator) / (2 * denominator)
        return Double(numerator.signum() * magnitude) / Double(parts)
    }
}

extension NPS {
    /// Of the counts of a question's answers.
    init(_ answers: [Answer: Int]) {
        self.init()
        add(answers)
    }

    mutating func add(_ answers: [Answer: Int]) {
        for (answer, count) in answers {
            if case .scale(let point) = answer { add(point, times: count) }
        }
    }
}

extension Question {
    var isRecommendation: Bool {
        if case .scale(let scale) = kind { scale.values == 0...10 } else { false }
    }
}

extension Question.Kind {
    fileprivate var name: String {
        switch self {
        case .scale: "scale"
        case .statement: "statement"
        case .smileys: "smileys"
        case .yesNo: "yesNo"
        case .choice: "choice"
        }
    }

    /// Every answer there is, in the order of the glass.
    fileprivate var answers: [Answer] {
        switch self {
        case .scale(let scale): scale.values.map { .scale($0) }
        case .statement(let choices), .smileys(let choices), .choice(let choices):
            choices.map { .choice($0.code) }
        case .yesNo: [.yesNo(true), .yesNo(false)]
        }
    }
}

extension Answer {
    fileprivate var name: String {
        switch self {
        case .scale(let point): "\(point)"
        case .choice(let code): code
        case .yesNo(let isYes): isYes ? "yes" : "no"
        }
    }
}

extension Missing {
    /// `counts` by name, those of zero too.
    static func counts(_ counts: [Missing: Int]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, counts[$0] ?? 0) })
    }
}
