import CLinux

/// The one owner of an open file descriptor, closed in `deinit`.
package final class Descriptor: Sendable {
    package let rawValue: Int32

    /// Takes over `rawValue`; nobody else may close it.
    package init(owning rawValue: Int32) {
        precondition(rawValue >= 0, "a descriptor is never negative")
        self.rawValue = rawValue
    }

    deinit {
        close(rawValue)
    }

    /// Opens a path, always with O_CLOEXEC.
    ///
    /// The corresponding C function is `open`.
    package static func open(
        _ path: String, _ flags: Int32, mode: mode_t = 0o600
    ) throws(SystemError) -> Descriptor {
        Descriptor(owning: try check("open", path) { shim_open(path, flags | O_CLOEXEC, mode) })
    }

    /// Makes a file to write to.
    ///
    /// - Throws: EEXIST when something is there: nothing is ever overwritten.
    package static func create(_ path: String, mode: mode_t = 0o600) throws(SystemError) -> Descriptor {
        try open(path, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
    }

    /// Reads what is there, at most `count` bytes.
    ///
    /// - Returns: no bytes at the end of the file, nil when a non-blocking
    ///   descriptor has nothing yet. The corresponding C function is `read`.
    package func read(upTo count: Int, subject: String) throws(SystemError) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        guard
            let length = try check(
                "read", subject, expecting: EAGAIN, { CLinux.read(rawValue, &bytes, count) })
        else { return nil }
        bytes.removeLast(count - length)
        return bytes
    }

    /// Writes all of `bytes` to a blocking descriptor.
    ///
    /// The corresponding C function is `write`.
    package func write(_ bytes: [UInt8], subject: String) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            rest = rest.dropFirst(
                try check("write", subject) {
                    rest.withUnsafeBytes { CLinux.write(rawValue, $0.baseAddress, $0.count) }
                })
        }
    }
}
