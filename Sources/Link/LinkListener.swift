import Linux

/// The kiosk's end of the path socket: takes connections of the uplink.
///
/// Who may connect is decided twice: by the mode of the socket and by the user
/// the kernel names for the peer. The newest connection is the one to keep: an
/// uplink that was restarted comes back before its old connection is seen dead.
package final class LinkListener {
    private let listener: LocalListener
    private let path: String
    private let allowedUsers: Set<UInt32>?

    /// Listens at `path`; a socket left there by a dead kiosk is replaced.
    ///
    /// - Parameter allowedUsers: user ids that may connect; nil: all whom the
    ///   socket's mode lets in.
    package init(path: String, allowedUsers: Set<UInt32>? = nil) throws(SystemError) {
        self.path = path
        self.allowedUsers = allowedUsers
        listener = try LocalListener(at: path)
    }

    package var descriptor: Descriptor { listener.descriptor }

    /// Takes the next connection, or nil when none waits.
    ///
    /// A peer of another user is turned away with one line in the log.
    package func accept() throws(SystemError) -> KioskLink? {
        while let connection = try listener.accept() {
            guard let allowedUsers else { return KioskLink(owning: connection) }
            let peer = try LocalSocket.peer(of: connection)
            if allowedUsers.contains(peer.uid) { return KioskLink(owning: connection) }
            Log.write(.warning, "\(path): user \(peer.uid) (process \(peer.pid)) may not use the Link")
        }
        return nil
    }
}
