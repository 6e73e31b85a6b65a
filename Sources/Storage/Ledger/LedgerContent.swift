import FHIR
import SQLite
import Surveys
import Wire

/// A closed visit as the ledger keeps it: canonical JSON. What may exceed 2⁵³
/// stands as text; an answer is an array, since its names would be half of it.
extension StoredVisit {
    /// - Precondition: the visit is closed.
    var content: [UInt8] {
        guard let end else { preconditionFailure("only a closed visit has its content fixed") }
        return JSONValue.object([
            "answers": .array(answers.map(\.content)),
            "began": .number(opening.began.nanoseconds), "boot": .string(boot),
            "end": .string(end.reason.rawValue), "ended": .number(end.at.nanoseconds),
            "help": .string(opening.help.rawValue), "id": .string(opening.id.description),
            "language": .string(opening.language.rawValue), "misuse": .string(opening.misuse.words),
            "respondent": opening.respondent.map { .string($0.rawValue) } ?? .null,
            "seed": .string(String(opening.seed)), "survey": .string(opening.survey),
        ]).bytes
    }

    /// Reads what ``content`` gave, under its number; nil for anything else.
    init?(content: [UInt8], number: Int) {
        guard let value = try? JSONValue(parsing: content), let id = value["id"]?.string,
            let replyID = ReplyID(id), let survey = value["survey"]?.string,
            let language = value["language"]?.string.flatMap(Language.init),
            let seed = value["seed"]?.string.flatMap({ UInt64($0) }),
            let help = value["help"]?.string.flatMap(Help.init), let misuse = value["misuse"]?.string,
            let began = value["began"]?.instant, let ended = value["ended"]?.instant,
            let boot = value["boot"]?.string, let reason = value["end"]?.string.flatMap(EndReason.init),
            case .array(let answers) = value["answers"]
        else { return nil }
        self.init(
            opening: VisitOpening(
                id: replyID, survey: survey, language: language, seed: seed,
                respondent: value["respondent"]?.string.flatMap(Respondent.init), help: help,
                misuse: Set(words: misuse), began: began),
            boot: boot, answers: answers.compactMap(AnswerRecord.init(content:)),
            end: End(number: number, reason: reason, at: ended))
        guard self.answers.count == answers.count else { return nil }
    }

    /// What proves that a closed visit still is as it was: half of a SHA-256, since
    /// it stands against accidents only.
    func digest(_ sha256: ([UInt8]) -> [UInt8]) -> [UInt8] { Array(sha256(content).prefix(16)) }
}

extension AnswerRecord {
    fileprivate var content: JSONValue {
        let (word, datum) = state.columns
        let value: JSONValue =
            switch datum {
            case .integer(let number): .integer(number)
            case .text(let code): .string(code)
            case .null, .real, .blob: .null
            }
        return .array([
            .string(linkID), .integer(Int64(order)), .string(word), value, .string(help.rawValue),
            firstPress.map { .number($0.milliseconds) } ?? .null, .integer(Int64(changes)),
            .number(at.nanoseconds),
        ])
    }

    fileprivate init?(content: JSONValue) {
        guard case .array(let parts) = content, parts.count == 8, let linkID = parts[0].string,
            case .integer(let order) = parts[1], let word = parts[2].string,
            let state = AnswerState(state: word, value: parts[3].datum),
            let help = parts[4].string.flatMap(Help.init), case .integer(let changes) = parts[6],
            let at = parts[7].instant
        else { return nil }
        self.init(
            linkID: linkID, order: Int(order), state: state, help: help,
            firstPress: parts[5].string.flatMap { Int64($0) }.map { .milliseconds($0) },
            changes: Int(changes), at: at)
    }
}

/// A boot, and a reading of its clock, as the ledger keeps them.
extension TrustedTimes.Entry {
    var content: [UInt8] {
        var members: [String: JSONValue] = ["boot": .string(boot)]
        if let fix {
            members["utc"] = .number(fix.utcMs)
            members["error"] = .number(fix.errorMs)
            members["at"] = .number(fix.atBootNs)
            members["source"] = .string(fix.source)
        }
        return JSONValue.object(members).bytes
    }

    /// Reads what ``content`` gave; nil for anything else.
    init?(content: [UInt8]) {
        guard let value = try? JSONValue(parsing: content), let boot = value["boot"]?.string else {
            return nil
        }
        self.init(boot: boot)
        guard value["utc"] != nil else { return }
        guard let utc = value["utc"]?.number, let error = value["error"]?.number,
            let at = value["at"]?.number,
            let source = value["source"]?.string
        else { return nil }
        fix = TimeFix(utcMs: utc, errorMs: error, atBootNs: at, source: source)
    }
}

extension JSONValue {
    fileprivate static func number(_ value: Int64) -> JSONValue { .string(String(value)) }
    fileprivate var number: Int64? { string.flatMap { Int64($0) } }
    fileprivate var instant: Instant? { number.map { Instant(nanoseconds: $0) } }

    fileprivate var datum: Datum {
        switch self {
        case .integer(let number): number.datum
        case .string(let text): text.datum
        default: .null
        }
    }
}
