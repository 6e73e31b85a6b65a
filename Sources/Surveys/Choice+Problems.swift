extension Question {
    /// What is wrong with the choices of a statement, a row of smileys or a choice.
    func problems(of choices: [Choice], in languages: [Language]) -> [SurveyProblem] {
        var found: [SurveyProblem] = []
        let (allowed, codesAreSteps) = allowedChoices
        guard allowed.contains(choices.count) else {
            let reason = "has \(choices.count) choices; allowed are \(allowed.words)"
            return [SurveyProblem(linkID: linkID, reason: reason)]
        }
        if codesAreSteps, choices.map(\.code) != (1...choices.count).map(String.init) {
            let reason = "the codes of its choices are not 1 to \(choices.count), in this order"
            found.append(SurveyProblem(linkID: linkID, reason: reason))
        }
        if Set(choices.map(\.code)).count != choices.count {
            found.append(SurveyProblem(linkID: linkID, reason: "the code of a choice is used twice"))
        }
        if choices.contains(where: { !(1...Choice.longestCode).contains($0.code.utf8.count) }) {
            let reason = "the code of a choice is empty or longer than \(Choice.longestCode) bytes"
            found.append(SurveyProblem(linkID: linkID, reason: reason))
        }
        for (place, choice) in choices.enumerated() {
            if isStatement, place != 0, place != choices.count - 1, choice.label.translations.isEmpty {
                continue
            }
            found += choice.label.problems(
                in: languages, of: "text of choice \(choice.code)", at: linkID, longest: Choice.longestText)
        }
        return found
    }

    private var isStatement: Bool { if case .statement = kind { true } else { false } }

    /// How many choices there may be, and whether their codes count from 1.
    private var allowedChoices: (counts: Counts, codesAreSteps: Bool) {
        switch kind {
        case .statement: (Counts([5], "5"), true)
        case .smileys: (Counts([3, 5], "3 or 5"), true)
        case .choice: (Counts(Set(2...Choice.most), "2 to \(Choice.most)"), false)
        case .scale, .yesNo: (Counts([], "none"), false)
        }
    }
}

/// Some counts, and how a person is told of them.
private struct Counts {
    private var counts: Set<Int>
    let words: String

    init(_ counts: Set<Int>, _ words: String) {
        self.counts = counts
        self.words = words
    }

    func contains(_ count: Int) -> Bool { counts.contains(count) }
}
