import Delivery
import Wire

/// The collector as the uplink sees it: three questions, each answered before
/// the call returns.
///
/// Calls block, so they belong on a thread of their own (``Linux/Worker``), one
/// at a time. Implementations pass one contract suite.
package protocol Collector {
    /// What the server can do, by `GET [base]/metadata`.
    func metadata() -> ServerCheck
    /// Sends `replies` as one batch; their bytes are not touched.
    func post(_ replies: [OutgoingReply]) -> HTTPOutcome
    /// Tells the terminal's health and learns the time.
    func heartbeat(_ request: HeartbeatRequest) -> HeartbeatOutcome
}

/// How a heartbeat ended.
package struct HeartbeatOutcome: Hashable, Sendable {
    package var outcome: HTTPOutcome
    /// nil unless the collector answered 200 in the form agreed.
    package var reply: HeartbeatReply?
    /// The collector's clock, read over an authenticated connection.
    package var fix: TimeFix?

    package init(outcome: HTTPOutcome, reply: HeartbeatReply? = nil, fix: TimeFix? = nil) {
        self.outcome = outcome
        self.reply = reply
        self.fix = fix
    }
}
