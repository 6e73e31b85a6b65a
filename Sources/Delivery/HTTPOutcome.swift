/// How one request to the collector ended, as far as delivery cares.
package enum HTTPOutcome: Hashable, Sendable {
    case answered(HTTPAnswer)
    /// The request may or may not have been carried out.
    case timedOut
    /// No answer: no name, no connection, no trust, or one that broke; in plain
    /// words.
    case unreachable(reason: String)
}

/// What of an HTTP answer decides what happens next.
package struct HTTPAnswer: Hashable, Sendable {
    package var status: Int
    /// The word of the OperationOutcome, if it has one this table knows.
    package var issue: KnownIssue?
    /// What the server asked for, unchecked.
    package var retryAfter: Duration?
    /// The entries of a FHIR `batch-response`; nil for any other body.
    package var entries: [EntryOutcome]?

    package init(
        status: Int, issue: KnownIssue? = nil, retryAfter: Duration? = nil, entries: [EntryOutcome]? = nil
    ) {
        self.status = status
        self.issue = issue
        self.retryAfter = retryAfter
        self.entries = entries
    }
}

/// The server's answer to one reply of a batch.
package struct EntryOutcome: Hashable, Sendable {
    package var status: Int
    package var location: String?
    package var etag: String?
    package var issue: KnownIssue?

    package init(status: Int, location: String? = nil, etag: String? = nil, issue: KnownIssue? = nil) {
        self.status = status
        self.location = location
        self.etag = etag
        self.issue = issue
    }
}

/// The reasons in an OperationOutcome that change what happens to a reply.
package enum KnownIssue: String, Hashable, Sendable, CaseIterable {
    /// The id is stored with other content.
    case conflict
    /// The server does not let a client choose ids.
    case clientAssigned = "client-assigned"
}

/// What `GET [base]/metadata` told of the server.
package enum ServerCheck: Hashable, Sendable {
    /// FHIR 4.0 with update-as-create.
    case suitable
    /// It answers, but replies cannot be delivered to it; in plain words.
    case unsuitable(reason: String)
    /// No usable answer.
    case failed(HTTPOutcome)
}
