/// One thing that makes a survey unusable: where in it, and what to do.
package struct SurveyProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The item's linkId; nil when the survey as a whole is meant.
    package var linkID: String?
    package var reason: String

    package init(linkID: String? = nil, reason: String) {
        self.linkID = linkID
        self.reason = reason
    }

    /// One line without the file, which the reader of the file adds.
    package var description: String {
        linkID.map { "item \($0): \(reason)" } ?? "survey: \(reason)"
    }
}
