import FHIR

/// Why something sent was refused: what a client needs to act on it.
package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The HTTP status, of an entry or of the whole request.
    package var status: Int
    package var issue: OperationOutcome.IssueType
    /// Names the place and never an answer.
    package var reason: String

    package init(_ status: Int, _ issue: OperationOutcome.IssueType, _ reason: String) {
        self.status = status
        self.issue = issue
        self.reason = reason
    }

    package var description: String { reason }

    package var outcome: OperationOutcome { OperationOutcome(issue, reason) }
}
