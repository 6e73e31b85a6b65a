/// What is done about one status.
package enum DeliveryVerdict: Hashable, Sendable {
    /// The collector has it.
    case acknowledge
    /// Refused for good: kept, counted, not sent again by itself.
    case park
    /// The same bytes again, after the back-off.
    case retry
    /// ``retry``, but parked at the attempt of this number.
    case retryAtMost(Int)
    /// Each entry has its own answer.
    case readEntries
    /// Halves until one reply stands alone; that one is parked.
    case bisect
    /// A new token, once; then ``pause``.
    case renewToken
    /// Nothing is sent for a while, and the operator is told.
    case pause
    /// The server cannot take replies; the operator is told. Looked at again
    /// later, never switched silently.
    case stop
}

/// One row: for this scope, these statuses and this issue, that verdict.
package struct DeliveryRule: Hashable, Sendable, CustomStringConvertible {
    package enum Scope: String, Hashable, Sendable, CaseIterable {
        /// One reply's answer within a batch-response.
        case entry
        /// The answer to the request.
        case whole
    }

    static let any = Int.min...Int.max

    package var scope: Scope
    package var statuses: ClosedRange<Int>
    /// Only with this issue; nil: with any or none.
    package var issue: KnownIssue?
    package var verdict: DeliveryVerdict

    package var description: String {
        let status =
            switch statuses {
            case Self.any: "any other"
            case let one where one.lowerBound == one.upperBound: "\(one.lowerBound)"
            default: "\(statuses.lowerBound)–\(statuses.upperBound)"
            }
        return "\(scope.rawValue) \(status)\(issue.map { " \($0.rawValue)" } ?? "") → \(verdict)"
    }
}

/// The table reply → action of contract.md §3; the first row that fits decides.
///
/// 412 is no receipt: it would be one only after `If-None-Match`, which is never
/// sent. Redirects, time-outs of the server, 429 and 5xx are all the last row.
package enum DeliveryTable {
    package static let rules: [DeliveryRule] =
        [
            DeliveryRule(scope: .entry, statuses: 200...201, verdict: .acknowledge),
            DeliveryRule(scope: .entry, statuses: 410...410, verdict: .acknowledge),
            DeliveryRule(scope: .entry, statuses: 400...400, issue: .clientAssigned, verdict: .stop),
            DeliveryRule(scope: .entry, statuses: 400...400, verdict: .park),
            DeliveryRule(scope: .entry, statuses: 413...413, verdict: .park),
            DeliveryRule(scope: .entry, statuses: 422...422, verdict: .park),
            DeliveryRule(scope: .entry, statuses: 409...409, issue: .conflict, verdict: .park),
            DeliveryRule(scope: .entry, statuses: 409...409, verdict: .retryAtMost(20)),
            DeliveryRule(scope: .whole, statuses: 200...200, verdict: .readEntries),
            DeliveryRule(scope: .whole, statuses: 400...400, issue: .clientAssigned, verdict: .stop),
            DeliveryRule(scope: .whole, statuses: 400...400, verdict: .bisect),
            DeliveryRule(scope: .whole, statuses: 413...413, verdict: .bisect),
            DeliveryRule(scope: .whole, statuses: 422...422, verdict: .bisect),
        ]
        + DeliveryRule.Scope.allCases.flatMap { scope in
            [
                DeliveryRule(scope: scope, statuses: 401...401, verdict: .renewToken),
                DeliveryRule(scope: scope, statuses: 403...403, verdict: .pause),
                DeliveryRule(scope: scope, statuses: 404...405, verdict: .stop),
                DeliveryRule(scope: scope, statuses: DeliveryRule.any, verdict: .retry),
            ]
        }

    package static func verdict(
        _ scope: DeliveryRule.Scope, _ status: Int, _ issue: KnownIssue?
    ) -> DeliveryVerdict {
        let rule = rules.first {
            $0.scope == scope && $0.statuses.contains(status) && ($0.issue == nil || $0.issue == issue)
        }
        guard let rule else { preconditionFailure("the last row of a scope fits everything") }
        return rule.verdict
    }
}
