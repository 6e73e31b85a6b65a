import Surveys

extension Survey {
    /// Reads a survey out of its Questionnaire.
    ///
    /// Whatever the glass could not keep (a condition, a forced answer, another
    /// kind of item) is refused, never passed over: a question shown otherwise
    /// than its author meant is another question. ``Survey/problems()`` tells
    /// the rest, such as missing translations.
    ///
    /// - Throws: the first thing found, with the item and what to do.
    package init(questionnaire: Questionnaire) throws(SurveyProblem) {
        func require(_ text: String?, _ name: String) throws(SurveyProblem) -> String {
            guard let text, !text.isEmpty else { throw SurveyProblem(reason: "has no \(name)") }
            return text
        }
        guard questionnaire.modifierExtension == nil else {
            throw SurveyProblem(reason: "has a modifierExtension, which is not supported")
        }
        let base = Language(rawValue: try require(questionnaire.language, "language"))
        var questions: [Question] = []
        for item in questionnaire.item ?? [] { questions.append(try Question(item, in: base)) }
        self.init(
            url: try require(questionnaire.url, "url"),
            version: try require(questionnaire.version, "version"),
            title: LocalizedText(questionnaire.title, questionnaire.titleElement, in: base),
            // The title's translations name the languages and their order.
            languages: [base] + (questionnaire.titleElement?.translations.map(\.0) ?? []),
            questions: questions)
    }
}

extension Question {
    init(_ item: Questionnaire.Item, in base: Language) throws(SurveyProblem) {
        if let unsupported = item.unsupported {
            throw SurveyProblem(linkID: item.linkId, reason: "\(unsupported) is not supported")
        }
        switch item.type {
        case .integer:
            self.init(
                linkID: item.linkId, text: LocalizedText(item.text, item.textElement, in: base),
                kind: .scale(try Scale(item, in: base)),
                allowsCannotSay: item.extension?.boolean(Canonicals.allowsCannotSay) ?? false)
        case .choice, .boolean:
            guard item.item == nil else {
                throw SurveyProblem(linkID: item.linkId, reason: "items below it are not supported")
            }
            self.init(
                linkID: item.linkId, text: LocalizedText(item.text, item.textElement, in: base),
                kind: item.type == .boolean ? .yesNo : try Kind(choicesOf: item, in: base),
                allowsCannotSay: item.extension?.boolean(Canonicals.allowsCannotSay) ?? false)
        default:
            throw SurveyProblem(
                linkID: item.linkId,
                reason: "type \(item.type.rawValue) is not supported; use integer, choice or boolean")
        }
    }
}

extension Scale {
    init(_ item: Questionnaire.Item, in base: Language) throws(SurveyProblem) {
        guard let low = item.extension?.integer(Canonicals.minValue),
            let high = item.extension?.integer(Canonicals.maxValue), low <= high
        else {
            throw SurveyProblem(
                linkID: item.linkId, reason: "needs the extensions minValue and maxValue, in this order")
        }
        var ends: [String: LocalizedText] = [:]
        for child in item.item ?? [] {
            guard child.type == .display, child.item == nil, child.unsupported == nil,
                let end = child.control, ["lower", "upper"].contains(end),
                ends[end] == nil
            else {
                throw SurveyProblem(
                    linkID: child.linkId,
                    reason: "below a scale stand one display item with itemControl lower and one with upper")
            }
            ends[end] = LocalizedText(child.text, child.textElement, in: base)
        }
        self.init(
            values: low...high, lowEnd: ends["lower"] ?? LocalizedText([:]),
            highEnd: ends["upper"] ?? LocalizedText([:]))
    }
}

extension Questionnaire.Item {
    /// The element that the glass cannot keep; nil for an item it can.
    fileprivate var unsupported: String? {
        if modifierExtension != nil {
            "modifierExtension"
        } else if enableWhen != nil {
            "enableWhen (every question is asked, in the order of the pack)"
        } else if required == true {
            "required (every question may be skipped)"
        } else if repeats == true {
            "repeats"
        } else if initial != nil {
            "initial (no answer is chosen beforehand)"
        } else if readOnly == true {
            "readOnly"
        } else if answerValueSet != nil {
            "answerValueSet (write the answerOptions out)"
        } else if type != .choice, answerOption != nil {
            "answerOption of type \(type.rawValue)"
        } else {
            nil
        }
    }

    /// The code of the itemControl extension.
    fileprivate var control: String? {
        guard case .codeableConcept(let concept)? = `extension`?[Canonicals.itemControl]?.value else {
            return nil
        }
        return concept.coding?.first { $0.system == Canonicals.itemControlCodes }?.code
    }
}
