import Scenes

// The bar: the way back, past and on. Every key keeps its place, also while
// another is missing.
extension Sketch {
    /// What of a question is on the glass.
    enum Step {
        case together, question, answers
    }

    func ways(_ screen: QuestionScreen, _ step: Step, _ words: Words) -> [BarPlan.Way] {
        let back = BarPlan.Way(.back, words[.back], isShown: screen.offersBack)
        let next = BarPlan.Way(.next, words[.next], isShown: screen.offersNext, isFilled: true)
        let past = waysPast(words, allowsCannotSay: screen.question.allowsCannotSay)
        // In the head, where there is one.
        let help = screen.offersHelp && !metrics.hasHead ? [BarPlan.Way(.help, words[.help])] : []
        switch step {
        case .together: return [back] + past + help + [next]
        case .question:
            return [back] + help + [BarPlan.Way(.toAnswers, words[.toAnswers], isFilled: true)]
        case .answers: return [BarPlan.Way(.toQuestion, words[.toQuestion])] + past + [next]
        }
    }

    /// Skip and cannot-say, or on a narrow panel the one that fits the question.
    private func waysPast(_ words: Words, allowsCannotSay: Bool) -> [BarPlan.Way] {
        let skip = BarPlan.Way(.skip, words[.skip])
        guard allowsCannotSay else { return [skip] }
        let cannotSay = BarPlan.Way(.cannotSay, words[.cannotSay])
        return metrics.holdsTwoSkips && !metrics.isEnlarged ? [skip, cannotSay] : [cannotSay]
    }
}
