/// Why a request was refused (R4 `OperationOutcome`).
package struct OperationOutcome: Resource {
    package static let typeName = "OperationOutcome"

    package private(set) var resourceType = ResourceType<OperationOutcome>()
    package var issue: [Issue]

    package init(_ issue: [Issue]) {
        self.issue = issue
    }

    /// One reason, in words that name the place and never an answer.
    package init(_ code: IssueType, _ diagnostics: String, severity: Severity = .error) {
        self.init([Issue(severity: severity, code: code, diagnostics: diagnostics)])
    }

    package struct Issue: Hashable, Sendable, Codable {
        package var severity: Severity
        package var code: IssueType
        package var diagnostics: String?

        package init(severity: Severity, code: IssueType, diagnostics: String? = nil) {
            self.severity = severity
            self.code = code
            self.diagnostics = diagnostics
        }
    }

    package struct Severity: OpenCode {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package static let fatal: Severity = "fatal"
        package static let error: Severity = "error"
        package static let warning: Severity = "warning"
        package static let information: Severity = "information"
    }

    package struct IssueType: OpenCode {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package static let conflict: IssueType = "conflict"
        package static let forbidden: IssueType = "forbidden"
        package static let invalid: IssueType = "invalid"
        package static let login: IssueType = "login"
        package static let notFound: IssueType = "not-found"
        package static let notSupported: IssueType = "not-supported"
        package static let structure: IssueType = "structure"
        package static let tooCostly: IssueType = "too-costly"
        package static let tooLong: IssueType = "too-long"
        package static let transient: IssueType = "transient"
        package static let exception: IssueType = "exception"
    }
}
