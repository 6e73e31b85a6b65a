import CLinux

/// Stream sockets with a path (AF_UNIX), never blocking.
///
/// No other family is spoken anywhere: the kiosk owns no network socket.
package enum LocalSocket {
    /// Who is at the other end, by the kernel's word (SO_PEERCRED, `unix(7)`).
    package struct Peer: Hashable, Sendable {
        package var uid: UInt32
        package var pid: Int32
    }

    /// Connects to `path`.
    ///
    /// - Returns: nil when nobody listens there, or their queue is full: try
    ///   again later. The corresponding C function is `connect`.
    package static func connect(to path: String) throws(SystemError) -> Descriptor? {
        let descriptor = try make(path)
        var address = try address(of: path)
        do throws(SystemError) {
            try check("connect", path) { shim_connect(descriptor.rawValue, &address, size) }
        } catch {
            if [ENOENT, ECONNREFUSED, EAGAIN].contains(error.code) { return nil }
            throw error
        }
        return descriptor
    }

    /// Two sockets connected to each other.
    ///
    /// The corresponding C function is `socketpair`.
    package static func pair() throws(SystemError) -> (Descriptor, Descriptor) {
        var ends: [Int32] = [-1, -1]
        try check("socketpair", "local socket") {
            socketpair(AF_UNIX, type, 0, &ends)
        }
        return (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
    }

    package static func peer(of descriptor: Descriptor) throws(SystemError) -> Peer {
        var credentials = ucred()
        var size = socklen_t(MemoryLayout<ucred>.size)
        try check("getsockopt", "local socket") {
            getsockopt(descriptor.rawValue, SOL_SOCKET, SO_PEERCRED, &credentials, &size)
        }
        return Peer(uid: credentials.uid, pid: credentials.pid)
    }

    /// Sends as much of `bytes` as the other side has room for; a peer that is
    /// gone is an error, not a signal.
    ///
    /// - Returns: how many bytes went. The corresponding C function is `send`.
    package static func send(_ bytes: ArraySlice<UInt8>, over descriptor: Descriptor) throws(SystemError)
        -> Int
    {
        try check("send", "local socket", expecting: EAGAIN) {
            bytes.withUnsafeBytes {
                CLinux.send(descriptor.rawValue, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
        } ?? 0
    }

    private static var type: Int32 {
        Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    }

    static let size = socklen_t(MemoryLayout<sockaddr_un>.size)

    static func make(_ path: String) throws(SystemError) -> Descriptor {
        Descriptor(owning: try check("socket", path) { socket(AF_UNIX, type, 0) })
    }

    static func address(of path: String) throws(SystemError) -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < capacity else {
            throw SystemError(call: "connect", subject: path, code: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return address
    }
}
