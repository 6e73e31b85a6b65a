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

    package var description: String { "\(call)(\(subject)): \(reason)" }

    /// Another user may do it.
    package var isForbidden: Bool { code == EACCES || code == EPERM }
    /// There is no such file. The value is `ENOENT`.
    package var isMissing: Bool { code == ENOENT }

    /// The disk is full, or this user's part of it.
    package var isOutOfRoom: Bool { code == ENOSPC || code == EDQUOT }

    /// Why, in the C library's words. The C function is `strerror`.
    package var reason: String { String(cString: strerror(code)) }
}

/// Calls `body` again while a signal interrupts it, and turns −1 into an error.
///
/// - Throws: ``SystemError`` with `call` and `subject` when `body` gives −1.
@discardableResult
package func check<Number: SignedInteger>(
    _ call: String, _ subject: String, _ body: () -> Number
) throws(SystemError) -> Number {
    switch attempt(expecting: nil, body) {
    case .success(let number?): return number
    case .success(nil): preconditionFailure("nothing was expected to fail")
    case .failure(let code): throw SystemError(call: call, subject: subject, code: code.value)
    }
}

/// ``check(_:_:_:)`` for a call that may fail in one expected way.
///
/// - Parameter expected: an `errno` that is an answer and no failure, such as
///   EAGAIN for "nothing to read". EINTR may be expected too; then the call is
///   not made again.
/// - Returns: nil when the call failed as expected.
package func check<Number: SignedInteger>(
    _ call: String, _ subject: String, expecting expected: Int32, _ body: () -> Number
) throws(SystemError) -> Number? {
    switch attempt(expecting: expected, body) {
    case .success(let number): return number
    case .failure(let code): throw SystemError(call: call, subject: subject, code: code.value)
    }
}

private struct Code: Error {
    var value: Int32
}

// The one place that reads errno and the one EINTR loop.
private func attempt<Number: SignedInteger>(
    expecting expected: Int32?, _ body: () -> Number
) -> Result<Number?, Code> {
    while true {
        let result = body()
        if result != -1 { return .success(result) }
        let code = shim_errno()
        if code == expected { return .success(nil) }
        if code != EINTR { return .failure(Code(value: code)) }
    }
}
