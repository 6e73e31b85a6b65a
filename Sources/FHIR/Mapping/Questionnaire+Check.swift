extension Questionnaire {
    /// Everything in `response` that this Questionnaire does not allow; empty
    /// for one that answers it.
    ///
    /// A question that the response passes over is no problem: it was not drawn.
    package func problems(in response: QuestionnaireResponse) -> [ResponseProblem] {
        var found: [ResponseProblem] = []
        if response.questionnaire != "\(url ?? "")|\(version ?? "")" {
            found.append(ResponseProblem(reason: "answers another Questionnaire or version"))
        }
        if ![.completed, .stopped].contains(response.status) {
            found.append(ResponseProblem(reason: "status is neither completed nor stopped"))
        }
        var seen: Set<String> = []
        for item in response.item ?? [] {
            if !seen.insert(item.linkId).inserted {
                found.append(ResponseProblem(linkID: item.linkId, reason: "stands twice"))
            }
            let question = self.item?.first { $0.linkId == item.linkId && $0.type != .display }
            if let reason = question.map({ $0.problem(in: item) }) ?? "is not a question of the Questionnaire"
            {
                found.append(ResponseProblem(linkID: item.linkId, reason: reason))
            }
        }
        return found
    }
}

extension Questionnaire.Item {
    fileprivate func problem(in reply: QuestionnaireResponse.Item) -> String? {
        if reply.item != nil {
            "has items below it"
        } else if let answers = reply.answer, answers.count != 1 {
            "has \(answers.count) answers; one is right"
        } else if let value = reply.answer?.first?.value {
            problem(in: value)
        } else if let reason = reply.absentReason {
            reason == .askedUnknown && `extension`?.boolean(Canonicals.allowsCannotSay) != true
                ? "says asked-unknown where that is not offered" : nil
        } else {
            "has neither an answer nor a reason why there is none"
        }
    }

    private func problem(in value: Value) -> String? {
        switch (type, value) {
        case (.integer, .integer(let point)):
            if let low = `extension`?.integer(Canonicals.minValue), point < low {
                "is below minValue"
            } else if let high = `extension`?.integer(Canonicals.maxValue), point > high {
                "is above maxValue"
            } else {
                nil
            }
        case (.boolean, .boolean): nil
        case (.choice, .coding(let coding)):
            answerOption?.contains { $0.value?.means(coding) == true } == true
                ? nil : "is answered with a coding that is none of its answerOptions"
        default: "is answered with \(value.name), the question's type is \(type.rawValue)"
        }
    }
}

extension Value {
    /// Whether both name the same code of the same system; displays do not count.
    fileprivate func means(_ coding: Coding) -> Bool {
        guard case .coding(let own) = self else { return false }
        return own.system == coding.system && own.code != nil && own.code == coding.code
    }
}
