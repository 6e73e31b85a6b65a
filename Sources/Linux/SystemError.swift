import CLinux

/// A failure of the system: which call, on what, why.
///
/// Prints as `open(/dev/dri/card0): No such file or directory`.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The C function that failed.
    package var call: String
    /// What it was called on: a path, a device; never an answer or a text.
    package var subject: String
    /// The value of `errno`.
    package var code: Int32

    package init(call: String, subject: String, code: Int32) {
        self.call = call
        self.subject = subject
        self.code = code
    }

    package var description: String {
        "\(call)(\(subject)): \(String(cString: strerror(code)))"
    }
}

/// Calls `body` again while a signal interrupts it, and turns −1 into an error.
///
/// The one place that reads `errno` and the one EINTR loop.
/// - Throws: ``SystemError`` with `call` and `subject` when `body` gives −1.
@discardableResult
package func check<Number: SignedInteger>(
    _ call: String, _ subject: String, _ body: () -> Number
) throws(SystemError) -> Number {
    while true {
        let result = body()
        if result != -1 { return result }
        let code = shim_errno()
        if code != EINTR { throw SystemError(call: call, subject: subject, code: code) }
    }
}
