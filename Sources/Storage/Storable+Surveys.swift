import SQLite
import Surveys

extension ReplyID: Storable {
    package var datum: Datum { .blob(bytes) }
    package init?(datum: Datum) {
        guard case .blob(let bytes) = datum else { return nil }
        self.init(bytes: bytes)
    }
}

extension Instant: Storable {
    package var datum: Datum { .integer(nanoseconds) }
    package init?(datum: Datum) {
        guard case .integer(let nanoseconds) = datum else { return nil }
        self.init(nanoseconds: nanoseconds)
    }
}

extension Language: Storable {}
extension Respondent: Storable {}
extension Help: Storable {}
extension EndReason: Storable {}

extension Storable where Self: RawRepresentable<String> {
    package var datum: Datum { .text(rawValue) }
    package init?(datum: Datum) {
        guard case .text(let word) = datum else { return nil }
        self.init(rawValue: word)
    }
}

extension Set<Misuse> {
    /// The column: words with a space between.
    var words: String { map(\.rawValue).sorted().joined(separator: " ") }

    /// What a later program may have noted besides is left out.
    init(words: String) {
        self.init(words.split(separator: " ").compactMap { Misuse(rawValue: String($0)) })
    }
}

/// An answer's two columns: the kind of its value or why there is none, and the
/// value.
extension AnswerState {
    private static let scale = "scale"
    private static let choice = "choice"
    private static let yesNo = "yesNo"

    var columns: (state: String, value: Datum) {
        switch self {
        case .answered(.scale(let point)): (AnswerState.scale, point.datum)
        case .answered(.choice(let code)): (AnswerState.choice, code.datum)
        case .answered(.yesNo(let isYes)): (AnswerState.yesNo, (isYes ? 1 : 0).datum)
        case .missing(let missing): (missing.rawValue, .null)
        }
    }

    /// Nil for columns that no program of this schema wrote.
    init?(state: String, value: Datum) {
        if state == AnswerState.scale, let point = Int(datum: value) {
            self = .answered(.scale(point))
        } else if state == AnswerState.choice, let code = String(datum: value) {
            self = .answered(.choice(code))
        } else if state == AnswerState.yesNo, let number = Int(datum: value), 0...1 ~= number {
            self = .answered(.yesNo(number == 1))
        } else if let missing = Missing(rawValue: state), value == .null {
            self = .missing(missing)
        } else {
            return nil
        }
    }
}
