/// One person's way through a survey, from the first answer tap to its end.
///
/// It holds what was said and where the person stands; it knows nothing of
/// screens, storage or clocks. Going back and changing is free until the end.
package struct Visit: Hashable, Sendable {
    /// What is known of one question so far.
    private struct Progress: Hashable, Sendable {
        var state: AnswerState?
        var shown: Instant
        var firstPress: Duration?
        var changes = 0
        var at: Instant
    }

    package let survey: Survey
    package var opening: VisitOpening
    /// The question on the glass, from 0.
    package private(set) var index = 0
    private var progress: [String: Progress] = [:]

    /// Begins a visit whose first question came on the glass at `shown`.
    package init(_ survey: Survey, opening: VisitOpening, shown: Instant) {
        precondition(!survey.questions.isEmpty, "a survey without questions is refused at load")
        self.survey = survey
        self.opening = opening
        progress[question.linkID] = Progress(shown: shown, at: shown)
    }

    package var question: Question { survey.questions[index] }

    package var isAtLastQuestion: Bool { index == survey.questions.count - 1 }

    /// The answer of the question on the glass, if it has one.
    package var chosen: Answer? {
        guard case .answered(let answer) = progress[question.linkID]?.state else { return nil }
        return answer
    }

    /// Notes what was pressed for the question on the glass and returns the
    /// record to store. A second press on the chosen key changes nothing: nil.
    package mutating func note(_ state: AnswerState, at now: Instant) -> AnswerRecord? {
        var current = progress[question.linkID] ?? Progress(shown: now, at: now)
        guard current.state != state else { return nil }
        if current.firstPress == nil {
            current.firstPress = now - current.shown
        } else {
            current.changes += 1
        }
        current.state = state
        current.at = now
        progress[question.linkID] = current
        return record(of: index, reached: true)
    }

    /// Goes on to the next question; false at the last one.
    package mutating func advance(at now: Instant) -> Bool {
        guard !isAtLastQuestion else { return false }
        index += 1
        if progress[question.linkID] == nil {
            progress[question.linkID] = Progress(shown: now, at: now)
        }
        return true
    }

    /// Goes back one question; false at the first one.
    package mutating func goBack() -> Bool {
        guard index > 0 else { return false }
        index -= 1
        return true
    }

    /// Every question with its answer or why there is none, in the order shown:
    /// shown without a press is `notAnswered`, never shown is `notReached`.
    package var records: [AnswerRecord] {
        survey.questions.indices.map { record(of: $0, reached: progress[survey.questions[$0].linkID] != nil) }
    }

    private func record(of index: Int, reached: Bool) -> AnswerRecord {
        let linkID = survey.questions[index].linkID
        let known = progress[linkID]
        return AnswerRecord(
            linkID: linkID, order: index,
            state: known?.state ?? .missing(reached ? .notAnswered : .notReached),
            help: opening.help, firstPress: known?.firstPress, changes: known?.changes ?? 0,
            at: known?.at ?? opening.began)
    }
}
