import Surveys

extension Questionnaire {
    /// Writes `survey` so that ``Survey/init(questionnaire:)`` reads it again.
    package init(survey: Survey) {
        let title = survey.title.parts(in: survey.languages)
        language = survey.languages.first?.rawValue
        url = survey.url
        version = survey.version
        self.title = title.text
        titleElement = title.element
        status = .active
        item = survey.questions.isEmpty ? nil : survey.questions.map { Item($0, in: survey.languages) }
    }
}

extension Questionnaire.Item {
    fileprivate init(_ question: Question, in languages: [Language]) {
        switch question.kind {
        case .scale(let scale):
            self.init(question.linkID, .integer, question.text, in: languages)
            `extension` = [
                Extension(Canonicals.minValue, .integer(Int32(clamping: scale.values.lowerBound))),
                Extension(Canonicals.maxValue, .integer(Int32(clamping: scale.values.upperBound))),
                Extension(itemControl: "slider"),
            ]
            item = [("lower", scale.lowEnd), ("upper", scale.highEnd)].map { end, text in
                var item = Questionnaire.Item("\(question.linkID)-\(end)", .display, text, in: languages)
                item.extension = [Extension(itemControl: end)]
                return item
            }
        case .statement(let choices): self.init(question, choices, .statement, in: languages)
        case .smileys(let choices): self.init(question, choices, .smileys, in: languages)
        case .choice(let choices): self.init(question, choices, nil, in: languages)
        case .yesNo:
            self.init(question.linkID, .boolean, question.text, in: languages)
            `extension` = []
        }
        `extension`?.append(Extension(Canonicals.allowsCannotSay, .boolean(question.allowsCannotSay)))
    }

    private init(
        _ question: Question, _ choices: [Choice], _ control: ChoiceControl?, in languages: [Language]
    ) {
        self.init(question.linkID, .choice, question.text, in: languages)
        `extension` = [Extension(itemControl: "radio-button", ours: control?.rawValue)]
        answerOption = choices.enumerated().map { place, choice in
            choice.option(step: control == nil ? nil : place + 1, in: languages)
        }
    }

    private init(
        _ linkID: String, _ type: Questionnaire.ItemType, _ text: LocalizedText, in languages: [Language]
    ) {
        let parts = text.parts(in: languages)
        linkId = linkID
        self.type = type
        self.text = parts.text
        textElement = parts.element
    }
}

extension Extension {
    fileprivate init(itemControl code: String, ours: String? = nil) {
        var coding = [Coding(system: Canonicals.itemControlCodes, code: code)]
        if let ours { coding.append(Coding(system: Canonicals.controls, code: ours)) }
        self.init(Canonicals.itemControl, .codeableConcept(CodeableConcept(coding: coding)))
    }
}
