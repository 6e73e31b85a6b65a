import FHIR
import Surveys
import Testkit

/// Surveys and replies to test with: one of each kind, and random ones.
enum Samples {
    static let survey = Survey(
        url: "https://example.org/Questionnaire/nps", version: "2.1.0",
        title: LocalizedText([.finnish: "Suosittelu", .english: "Recommendation"]),
        languages: [.finnish, .english],
        questions: [
            Question(
                linkID: "nps", text: LocalizedText([.finnish: "Kuinka?", .english: "How?"]),
                kind: .scale(
                    Scale(
                        values: 0...10, lowEnd: LocalizedText([.finnish: "Ei", .english: "No"]),
                        highEnd: LocalizedText([.finnish: "Kyllä", .english: "Yes"]))))
        ])

    static let reply = FrozenReply(
        id: ReplyID(high: 0x0123_4567_89ab_cdef, low: 0x0123_4567_89ab_cdef),
        journalID: "7f0c5d0e-5a55-4c8e-9d1c-94b8a1c0a001", number: 12,
        deviceID: "2c0a7d0e-1111-4222-8333-444455556666",
        unit: CareUnit(oid: "1.2.246.10.12345678.10.1", path: ["Alue", "Terveysasema \"Itä\""]),
        survey: survey.canonical, language: .finnish, end: .finished, answers: [record(.answered(.scale(9)))],
        // 2026-03-01 10:59:59.999 UTC.
        authored: .known(utcMilliseconds: 1_772_362_799_999, precision: .hour), clockState: .synced,
        appVersion: "0.1.0")

    static func record(_ state: AnswerState, linkID: String = "nps", order: Int = 0) -> AnswerRecord {
        AnswerRecord(
            linkID: linkID, order: order, state: state, firstPress: .milliseconds(2_345), changes: 1,
            at: .zero)
    }

    static func reply(_ state: AnswerState) -> FrozenReply {
        var reply = reply
        reply.answers = [record(state)]
        return reply
    }

    static let states: [AnswerState] =
        [.answered(.scale(0)), .answered(.scale(10))] + Missing.allCases.map(AnswerState.missing)

    /// 2026-03-01 10:59:59.999 UTC in every kind of knowledge.
    static let moments: [Authored] =
        AuthoredPrecision.allCases.map { .known(utcMilliseconds: 1_772_362_799_999, precision: $0) } + [
            .bounded(1_772_362_799_999...1_772_363_800_000),
            .bounded(1_772_362_799_999...1_772_700_000_000),
            .bounded(1_767_225_599_999...1_772_362_799_999), .unknown,
        ]
}

/// Random values of everything that a reply and a survey may be.
extension SplitMix {
    mutating func survey() -> Survey {
        let languages = Array(
            [Language.swedish, .finnish, .english].shuffled(using: &self).prefix(count(1...3)))
        return Survey(
            url: "https://example.org/Questionnaire/\(count(0...99))", version: "\(count(1...9)).0.0",
            title: text(in: languages), languages: languages,
            questions: (0..<count(1...6)).map { index in
                Question(
                    linkID: "q\(index)", text: text(in: languages), kind: kind(in: languages),
                    allowsCannotSay: Bool.random(using: &self))
            })
    }

    private mutating func kind(in languages: [Language]) -> Question.Kind {
        switch count(0...4) {
        case 0:
            let low = count(0...3)
            return .scale(
                Scale(
                    values: low...(low + count(1...7)), lowEnd: text(in: languages),
                    highEnd: text(in: languages)))
        case 1:
            var steps = (1...5).map { Choice(code: "\($0)", label: text(in: languages)) }
            for step in 1...3 where Bool.random(using: &self) { steps[step].label = LocalizedText([:]) }
            return .statement(steps)
        case 2: return .smileys((1...pick([3, 5])).map { Choice(code: "\($0)", label: text(in: languages)) })
        case 3:
            return .choice(
                (1...count(2...Choice.most)).map { Choice(code: "c\($0)", label: text(in: languages)) })
        default: return .yesNo
        }
    }

    mutating func reply(to survey: Survey) -> FrozenReply {
        let drawn = survey.questions.shuffled(using: &self).prefix(count(0...survey.questions.count))
        return FrozenReply(
            id: ReplyID(high: next(), low: next()), journalID: "journal-\(count(0...9))",
            number: count(1...1_000_000), deviceID: ReplyID(high: next(), low: next()).description,
            unit: CareUnit(oid: "1.2.246.10.\(count(0...999))", path: (0..<count(0...3)).map { _ in text() }),
            survey: survey.canonical, language: survey.languages[0],
            respondent: ([nil] + Respondent.allCases).randomElement(using: &self) ?? nil,
            help: pick(Help.allCases), seed: next(),
            misuse: Set(Misuse.allCases.filter { _ in Bool.random(using: &self) }),
            end: pick(EndReason.allCases),
            answers: drawn.enumerated().map { index, question in record(question, order: index) },
            authored: pick(Samples.moments), clockState: pick(ClockState.allCases),
            appVersion: "0.\(count(0...9))",
            isTest: Bool.random(using: &self))
    }

    private mutating func record(_ question: Question, order: Int) -> AnswerRecord {
        let reasons = Missing.allCases.filter { $0 != .cannotSay || question.allowsCannotSay }
        let state: AnswerState =
            Bool.random(using: &self) ? .answered(answer(question)) : .missing(pick(reasons))
        return AnswerRecord(
            linkID: question.linkID, order: order, state: state, help: pick(Help.allCases),
            firstPress: Bool.random(using: &self) ? .milliseconds(count(0...100_000)) : nil,
            changes: count(0...9), at: .zero)
    }

    mutating func answer(_ question: Question) -> Answer {
        switch question.kind {
        case .scale(let scale): .scale(count(scale.values))
        case .statement(let choices), .smileys(let choices), .choice(let choices):
            .choice(pick(choices).code)
        case .yesNo: .yesNo(Bool.random(using: &self))
        }
    }

    /// Words with everything in them that JSON must escape, and must not.
    mutating func text() -> String {
        let letters: [Character] = [
            "a", "ä", "ŋ", "\"", "\\", "/", "\n", "\u{1}", "\u{7F}", "\u{2028}", "😀", " ",
        ]
        return "x" + String((0..<count(0...12)).map { _ in pick(letters) })
    }

    private mutating func text(in languages: [Language]) -> LocalizedText {
        LocalizedText(Dictionary(uniqueKeysWithValues: languages.map { ($0, text()) }))
    }

    mutating func count(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[count(0...elements.count - 1)]
    }
}
