/// One thing that is wrong with a response, by place and never by content: an
/// answer must not reach a log.
package struct ResponseProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The item's linkId; nil when the response as a whole is meant.
    package var linkID: String?
    package var reason: String

    package init(linkID: String? = nil, reason: String) {
        self.linkID = linkID
        self.reason = reason
    }

    package var description: String {
        linkID.map { "item \($0): \(reason)" } ?? "response: \(reason)"
    }
}
