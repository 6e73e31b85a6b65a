extension Survey {
    /// Everything that keeps the survey off the glass; empty for a sound one.
    package func problems() -> [SurveyProblem] {
        var found =
            identityProblems()
            + title.problems(in: languages, of: "title", at: nil, longest: Question.longestText)
        if questions.isEmpty { found.append(SurveyProblem(reason: "has no question")) }
        if questions.count > Self.mostQuestions {
            let reason = "has \(questions.count) questions; allowed are \(Self.mostQuestions)"
            return found + [SurveyProblem(reason: reason)]
        }
        var seen: Set<String> = []
        for question in questions {
            if !seen.insert(question.linkID).inserted {
                found.append(SurveyProblem(linkID: question.linkID, reason: "linkId is used twice"))
            }
            found += question.problems(in: languages)
        }
        return found
    }

    /// A collector takes replies of at most 200 items and 64 KiB.
    package static let mostQuestions = 100
    package static let mostLanguages = 12

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
        if languages.count > Self.mostLanguages {
            let reason = "has \(languages.count) languages; allowed are \(Self.mostLanguages)"
            found.append(SurveyProblem(reason: reason))
        }
        return found
    }
}

extension Question {
    fileprivate func problems(in languages: [Language]) -> [SurveyProblem] {
        var found = text.problems(in: languages, of: "text", at: linkID, longest: Self.longestText)
        if linkID.isEmpty { found.append(SurveyProblem(linkID: linkID, reason: "linkId is empty")) }
        if linkID.utf8.count > Self.longestLinkID {
            let reason = "linkId is longer than \(Self.longestLinkID) bytes"
            found.append(SurveyProblem(linkID: linkID, reason: reason))
        }
        switch kind {
        case .scale(let scale):
            if scale.values.count < 2 || scale.values.count > Scale.longest {
                let range = "\(scale.values.lowerBound)–\(scale.values.upperBound)"
                let reason =
                    "scale \(range) has \(scale.values.count) points; allowed are 2 to \(Scale.longest)"
                found.append(SurveyProblem(linkID: linkID, reason: reason))
            }
            for (end, name) in [(scale.lowEnd, "low"), (scale.highEnd, "high")] {
                found += end.problems(
                    in: languages, of: "text of the \(name) end", at: linkID, longest: Choice.longestText)
            }
        case .statement(let choices), .smileys(let choices), .choice(let choices):
            found += problems(of: choices, in: languages)
        case .yesNo: break
        }
        return found
    }

    /// In Unicode scalars: one visible character may be made of any number of them.
    package static let longestText = 500
    package static let longestLinkID = 64
}

extension Scale {
    /// The most points that fit a panel: the eleven columns of 0–10.
    package static let longest = 11
}

extension LocalizedText {
    /// A text is there in a language when it shows anything; it has at most
    /// `longest` Unicode scalars.
    func problems(
        in languages: [Language], of what: String, at linkID: String?, longest: Int
    ) -> [SurveyProblem] {
        languages.compactMap { language in
            let text = self[language] ?? ""
            let fault: String? =
                if !text.contains(where: { !$0.isWhitespace }) {
                    "is missing in \(language.rawValue)"
                } else if text.unicodeScalars.count > longest {
                    "is longer than \(longest) characters in \(language.rawValue)"
                } else {
                    nil
                }
            return fault.map { SurveyProblem(linkID: linkID, reason: "\(what) \($0)") }
        }
    }
}
