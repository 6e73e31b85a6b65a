import Surveys

/// How the choices of a question are shown: a code of ours beside `radio-button`,
/// which others know. Without one they are options without an order.
enum ChoiceControl: String {
    case statement, smileys
}

extension Choice {
    /// Reads one answerOption; with `step` its ordinalValue must be that number.
    init(
        _ option: Questionnaire.Item.AnswerOption, of linkID: String, step: Int?, in base: Language
    ) throws(SurveyProblem) {
        guard case .coding(let coding)? = option.value, let code = coding.code, coding.system == nil
        else {
            throw SurveyProblem(
                linkID: linkID, reason: "an answerOption has no valueCoding with a code and without a system")
        }
        if option.initialSelected == true || option.modifierExtension != nil {
            throw SurveyProblem(
                linkID: linkID,
                reason: "initialSelected or modifierExtension of an answerOption is not supported"
            )
        }
        if let step, option.extension?[Canonicals.ordinalValue]?.value != .decimal(Int32(clamping: step)) {
            throw SurveyProblem(
                linkID: linkID, reason: "the ordinalValue of answerOption \(step) is not \(step)")
        }
        self.init(code: code, label: LocalizedText(coding.display, coding.displayElement, in: base))
    }

    func option(step: Int?, in languages: [Language]) -> Questionnaire.Item.AnswerOption {
        let parts = label.parts(in: languages)
        var coding = Coding(code: code, display: parts.text)
        coding.displayElement = parts.element
        return Questionnaire.Item.AnswerOption(
            .coding(coding),
            extension: step.map { [Extension(Canonicals.ordinalValue, .decimal(Int32(clamping: $0)))] })
    }
}

extension Question.Kind {
    /// Reads the kind of an item of type choice.
    init(choicesOf item: Questionnaire.Item, in base: Language) throws(SurveyProblem) {
        let control = try item.choiceControl()
        var choices: [Choice] = []
        for (place, option) in (item.answerOption ?? []).enumerated() {
            let step = control == nil ? nil : place + 1
            choices.append(try Choice(option, of: item.linkId, step: step, in: base))
        }
        self =
            switch control {
            case .statement: .statement(choices)
            case .smileys: .smileys(choices)
            case nil: .choice(choices)
            }
    }
}

extension Questionnaire.Item {
    /// The itemControl code of ours; one that this version does not know is refused.
    fileprivate func choiceControl() throws(SurveyProblem) -> ChoiceControl? {
        guard case .codeableConcept(let concept)? = `extension`?[Canonicals.itemControl]?.value,
            let code = concept.coding?.first(where: { $0.system == Canonicals.controls })?.code
        else { return nil }
        guard let control = ChoiceControl(rawValue: code) else {
            throw SurveyProblem(linkID: linkId, reason: "itemControl \(code) is not supported")
        }
        return control
    }
}
