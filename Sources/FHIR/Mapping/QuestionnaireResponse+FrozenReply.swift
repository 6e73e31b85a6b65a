import Surveys

extension QuestionnaireResponse {
    /// Renders a reply. The same reply gives the same bytes, whatever survey
    /// files are there.
    ///
    /// Why an answer is missing stands on the answer where the person pressed
    /// something, on the item where nobody did. An answer without a value fits
    /// questions of every type (R4 `answer.value[x]` is 0..1), so that rendering
    /// needs no Questionnaire.
    package init(reply: FrozenReply) {
        id = reply.id.description
        meta = Meta(tag: Meta.tags(of: reply))
        language = reply.language.rawValue
        `extension` = [Extension(visitOf: reply)]
        identifier = Identifier(uuid: reply.id.description)
        questionnaire = reply.survey
        status = reply.end == .finished ? .completed : .stopped
        authored = reply.authored.dateTime
        authoredElement = authored == nil ? Element(absentBecause: "unknown") : nil
        author = Reference(type: "Device", identifier: Identifier(uuid: reply.deviceID))
        item = reply.answers.isEmpty ? nil : reply.answers.map(Item.init)
    }
}

extension QuestionnaireResponse.Item {
    fileprivate init(_ record: AnswerRecord) {
        linkId = record.linkID
        `extension` = [Extension(contextOf: record)]
        switch record.state {
        case .answered(.scale(let point)): answer = [Answer(value: .integer(Int32(clamping: point)))]
        case .answered(.choice(let code)): answer = [Answer(value: .coding(Coding(code: code)))]
        case .answered(.yesNo(let isYes)): answer = [Answer(value: .boolean(isYes))]
        case .missing(let missing):
            let reason = Extension(Canonicals.dataAbsentReason, .code(missing.reason.rawValue))
            if missing.reason.wasPressed {
                answer = [Answer(extension: [reason])]
            } else {
                `extension`?.append(reason)
            }
        }
    }
}

extension Meta {
    /// The unit, so that `_tag` finds its replies on any server; and `test`.
    fileprivate static func tags(of reply: FrozenReply) -> [Coding] {
        let unit = Coding(system: Canonicals.uri, code: "urn:oid:\(reply.unit.oid)")
        return [unit] + (reply.isTest ? [testTag] : [])
    }

    static let testTag = Coding(system: Canonicals.tags, code: "test")
}

extension Extension {
    fileprivate init(visitOf reply: FrozenReply) {
        var parts = [Extension("unit", .string(reply.unit.oid))]
        parts += reply.unit.path.map { Extension("unitPath", .string($0)) }
        parts += [
            Extension("journalId", .string(reply.journalID)),
            Extension("seq", .integer(Int32(clamping: reply.number))),
            Extension("channel", .code("kiosk")),
            Extension("appVersion", .string(reply.appVersion)),
        ]
        if let respondent = reply.respondent {
            parts.append(Extension("respondent", .code(respondent.rawValue)))
        }
        parts += [
            Extension("help", .code(reply.help.rawValue)),
            // 64 bits: more than an R4 integer holds.
            Extension("seed", .string(String(reply.seed))),
        ]
        parts += reply.answers.map { Extension("drawn", .string($0.linkID)) }
        parts += [
            Extension("endReason", .code(reply.end.rawValue)),
            Extension("clockState", .code(reply.clockState.rawValue)),
        ]
        parts += reply.misuse.map(\.rawValue).sorted().map { Extension("misuse", .code($0)) }
        if let bounds = reply.authored.bounds {
            parts.append(Extension("authoredLow", .instant(bounds.low)))
            parts.append(Extension("authoredHigh", .instant(bounds.high)))
        }
        self.init(Canonicals.visitContext, parts)
    }

    fileprivate init(contextOf record: AnswerRecord) {
        var parts = [Extension("order", .integer(Int32(clamping: record.order)))]
        if let firstPress = record.firstPress {
            parts.append(Extension("firstPressMs", .integer(Int32(clamping: firstPress.milliseconds))))
        }
        parts.append(Extension("changes", .integer(Int32(clamping: record.changes))))
        parts.append(Extension("help", .code(record.help.rawValue)))
        self.init(Canonicals.answerContext, parts)
    }
}
