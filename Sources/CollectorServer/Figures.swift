import FHIR
import Surveys

/// What `GET /figures` shows, counted reply by reply. Test replies are counted
/// apart and are in nothing else.
struct Figures: Hashable, Sendable {
    private(set) var n = 0
    private(set) var test = 0
    private(set) var missing: [Missing: Int] = [:]
    private(set) var questions: [Place: Tally] = [:]
    /// By device id and journal.
    private(set) var journals: [Journal: Numbers] = [:]

    /// A question of one version of one survey.
    struct Place: Hashable, Sendable {
        /// `url|version`.
        var survey: String
        var linkID: String
    }

    /// How often each answer was given to a question, and each reason for none.
    struct Tally: Hashable, Sendable {
        var answers: [Answer: Int] = [:]
        var missing: [Missing: Int] = [:]
    }

    struct Journal: Hashable, Sendable {
        var device: String
        var id: String
    }

    struct Numbers: Hashable, Sendable {
        var n = 0
        var last = 0
    }

    mutating func add(_ facts: ReplyFacts) {
        journals[Journal(device: facts.deviceID, id: facts.journalID), default: Numbers()].add(facts.number)
        guard !facts.isTest else {
            test += 1
            return
        }
        n += 1
        for (linkID, state) in facts.answers {
            let place = Place(survey: facts.survey, linkID: linkID)
            questions[place, default: Tally()].add(state)
            if case .missing(let reason) = state { missing[reason, default: 0] += 1 }
        }
    }
}

extension Figures.Tally {
    fileprivate mutating func add(_ state: AnswerState) {
        switch state {
        case .answered(let answer): answers[answer, default: 0] += 1
        case .missing(let reason): missing[reason, default: 0] += 1
        }
    }
}

extension Figures.Numbers {
    fileprivate mutating func add(_ number: Int) {
        n += 1
        last = max(last, number)
    }
}
