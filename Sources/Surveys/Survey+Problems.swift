extension Survey {
    /// Everything that keeps the survey off the glass; empty for a sound one.
    package func problems() -> [SurveyProblem] {
        var found = identityProblems() + title.problems(in: languages, of: "title", at: nil)
        if questions.isEmpty { found.append(SurveyProblem(reason: "has no question")) }
        var seen: Set<String> = []
        for question in questions {
            if !seen.insert(question.linkID).inserted {
                found.append(SurveyProblem(linkID: question.linkID, reason: "linkId is used twice"))
            }
            found += question.problems(in: languages)
        }
        return found
    }

    private func identityProblems() -> [SurveyProblem] {
        var found: [SurveyProblem] = []
        if url.isEmpty || url.utf8.contains(UInt8(ascii: "|")) {
            found.append(SurveyProblem(reason: "url is empty or has a |; the version stands apart"))
        }
        if version.isEmpty || version.utf8.contains(UInt8(ascii: "|")) {
            found.append(SurveyProblem(reason: "version is empty or has a |"))
        }
        if languages.isEmpty { found.append(SurveyProblem(reason: "has no language")) }
        if Set(languages).count != languages.count {
            found.append(SurveyProblem(reason: "a language is named twice"))
        }
        return found
    }
}

extension Question {
    fileprivate func problems(in languages: [Language]) -> [SurveyProblem] {
        var found = text.problems(in: languages, of: "text", at: linkID)
        if linkID.isEmpty { found.append(SurveyProblem(linkID: linkID, reason: "linkId is empty")) }
        switch kind {
        case .scale(let scale):
            if scale.values.count < 2 || scale.values.count > Scale.longest {
                let range = "\(scale.values.lowerBound)–\(scale.values.upperBound)"
                let reason =
                    "scale \(range) has \(scale.values.count) points; allowed are 2 to \(Scale.longest)"
                found.append(SurveyProblem(linkID: linkID, reason: reason))
            }
            found += scale.lowEnd.problems(in: languages, of: "text of the low end", at: linkID)
            found += scale.highEnd.problems(in: languages, of: "text of the high end", at: linkID)
        }
        return found
    }
}

extension Scale {
    /// The most points that fit a panel: the eleven columns of 0–10.
    package static let longest = 11
}

extension LocalizedText {
    /// A text is there in a language when it shows anything.
    fileprivate func problems(in languages: [Language], of what: String, at linkID: String?)
        -> [SurveyProblem]
    {
        languages
            .filter { language in !(self[language] ?? "").contains { !$0.isWhitespace } }
            .map { SurveyProblem(linkID: linkID, reason: "\(what) is missing in \($0.rawValue)") }
    }
}
