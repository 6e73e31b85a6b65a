import Linux
import SQLite

/// Why the journal did not do what was asked, by what the caller does next.
/// Prints as one line that says what, where and what to do; no answer is in it.
package enum JournalError: Error, Hashable, Sendable {
    /// Nothing was stored and the journal goes on: stop offering the survey, try
    /// again when there is room.
    case full
    /// The file's content contradicts itself: set it aside, never delete it.
    case damaged(path: String, reason: String)
    /// Another process holds the journal: stop that one first.
    case locked(path: String)
    /// A newer program wrote the journal; it was not touched: install that program.
    case newerSchema(path: String, version: Int)
    /// The system failed. What was asked may be stored or not: drop this journal,
    /// open it again and ask again; repeating is harmless, believing is not.
    case failed(reason: String)
}

extension JournalError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .full:
            "journal: no room left on the disk; replies are safe, make room to collect more"
        case .damaged(let path, let reason):
            "journal \(path): damaged (\(reason)); keep the file and set it aside"
        case .locked(let path):
            "journal \(path): another process holds it; stop that one first"
        case .newerSchema(let path, let version):
            "journal \(path): written by a newer version (schema \(version)); install that version"
        case .failed(let reason):
            "journal: \(reason); see that its folder can be written, it is opened again by itself"
        }
    }
}

extension JournalError {
    init(_ error: SQLiteError, path: String) {
        switch error.code {
        case .full: self = .full
        // The journal's own statements keep its rules: where one is broken, the tables
        // contradict themselves.
        case .corrupt, .notADatabase, .mismatch, .constraint:
            self = .damaged(path: path, reason: error.description)
        default: self = .failed(reason: "\(path): \(error)")
        }
    }

    init(_ error: SystemError) {
        self = .failed(reason: error.description)
    }
}
