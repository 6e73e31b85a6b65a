import CLinux

/// A socket with a path that takes connections, for as long as it lives.
///
/// When it goes, whoever knocks is refused at once, also while a copy of the
/// descriptor is still open elsewhere: a child of this process has one between
/// `fork` and `exec`, and the next listener would otherwise find the path taken.
package final class LocalListener: Sendable {
    /// How many may wait to be accepted; one more is told to try again later.
    private static let queueLimit: Int32 = 64

    /// Readable when a connection waits; for the ``Poller``.
    package let descriptor: Descriptor

    /// Listens at `path`, in the place of a socket whose owner is dead.
    ///
    /// Nobody can connect before `mode` is set.
    /// The corresponding C functions are `socket`, `bind` and `listen`.
    ///
    /// - Parameter group: who may connect beside the owner, where the system has
    ///   such a group and we belong to it.
    /// - Throws: EADDRINUSE when somebody listens there.
    package init(at path: String, mode: mode_t = 0o660, group: String? = nil) throws(SystemError) {
        if try LocalSocket.connect(to: path) != nil {
            throw SystemError(call: "bind", subject: path, code: EADDRINUSE)
        }
        let descriptor = try LocalSocket.make(path)
        self.descriptor = descriptor
        var address = try LocalSocket.address(of: path)
        _ = try check("unlink", path, expecting: ENOENT) { unlink(path) }
        try check("bind", path) { shim_bind(descriptor.rawValue, &address, LocalSocket.size) }
        if let entry = group.flatMap({ getgrnam($0) }) {
            try check("chown", path) { chown(path, uid_t.max, entry.pointee.gr_gid) }
        }
        try check("chmod", path) { chmod(path, mode) }
        try check("listen", path) { listen(descriptor.rawValue, Self.queueLimit) }
    }

    deinit {
        stop()
    }

    /// Takes no more connections; a thread that waits for one is woken.
    ///
    /// The corresponding C function is `shutdown`.
    package func stop() {
        shutdown(descriptor.rawValue, Int32(SHUT_RDWR))
    }

    /// Takes the next connection, or nil when none waits.
    ///
    /// The corresponding C function is `accept4`.
    package func accept() throws(SystemError) -> Descriptor? {
        try check("accept4", "local socket", expecting: EAGAIN) {
            shim_accept(descriptor.rawValue, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
        }.map { Descriptor(owning: $0) }
    }
}
