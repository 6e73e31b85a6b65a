import Surveys

/// What a collector counts and sorts by in a response; the response's bytes stay
/// the truth.
package struct ReplyFacts: Hashable, Sendable {
    package var id: ReplyID
    /// The device's UUID.
    package var deviceID: String
    package var journalID: String
    /// Place in the journal's numbering, from 1.
    package var number: Int
    /// `url|version`.
    package var survey: String
    package var language: Language
    /// OID of the unit.
    package var unit: String
    package var end: EndReason?
    package var respondent: Respondent?
    package var help: Help?
    package var misuse: Set<Misuse>
    /// As sent: a date and time, a date, a month, or nil.
    package var authored: String?
    package var isTest: Bool
    /// By linkId. What this version cannot read, from a later terminal, is left
    /// out here and kept in the bytes.
    package var answers: [String: AnswerState]

    /// Reads the facts.
    ///
    /// - Throws: the first one that every reply has and this one lacks.
    package init(_ response: QuestionnaireResponse) throws(ResponseProblem) {
        func require<Fact>(_ fact: Fact?, _ what: String) throws(ResponseProblem) -> Fact {
            guard let fact else { throw ResponseProblem(reason: what) }
            return fact
        }
        id = try require(response.id.flatMap { ReplyID($0) }, "id is not a version 4 UUID")
        guard response.identifier == Identifier(uuid: id.description) else {
            throw ResponseProblem(reason: "identifier is not the id as urn:uuid")
        }
        deviceID = try require(response.author?.identifier?.uuid, "author is not a device by urn:uuid")
        survey = try require(response.questionnaire, "questionnaire is missing")
        language = Language(rawValue: try require(response.language, "language is missing"))
        let context = response.extension?[Canonicals.visitContext]?.extension ?? []
        unit = try require(context.text("unit"), "visit-context has no unit")
        journalID = try require(context.text("journalId"), "visit-context has no journalId")
        number = try require(
            context.integer("seq").flatMap { $0 > 0 ? $0 : nil }, "visit-context has no seq from 1")
        end = context.text("endReason").flatMap(EndReason.init)
        respondent = context.text("respondent").flatMap(Respondent.init)
        help = context.text("help").flatMap(Help.init)
        misuse = Set(context.texts("misuse").compactMap(Misuse.init))
        authored = response.authored
        isTest =
            response.meta?.tag?.contains { $0.system == Meta.testTag.system && $0.code == "test" } ?? false
        let items = response.item ?? []
        guard Set(items.map(\.linkId)).count == items.count else {
            throw ResponseProblem(reason: "answers one question twice")
        }
        let known = items.compactMap { item in item.state.map { (item.linkId, $0) } }
        answers = Dictionary(uniqueKeysWithValues: known)
    }
}

extension QuestionnaireResponse.Item {
    fileprivate var state: AnswerState? {
        switch answer?.first?.value {
        case .integer(let point): .answered(.scale(Int(point)))
        case .boolean(let isYes): .answered(.yesNo(isYes))
        case .coding(let coding): coding.code.map { .answered(.choice($0)) }
        default: absentReason.map { .missing($0.missing) }
        }
    }
}
