import CLinux

/// The kernel's own announcements of devices (netlink group 1).
///
/// Group 1 reaches a service without network; udev's group 2 does not. The
/// kernel speaks before udev has set owner and mode of a device node: whoever
/// may not open it yet watches the folder, too (``DirectoryWatch``).
package final class UEvents {
    package enum Notice: Hashable, Sendable {
        case device(UEvent)
        /// The kernel's queue ran over: look at the devices themselves.
        case lost
    }

    /// One message of the kernel has at most this many bytes (UEVENT_BUFFER_SIZE
    /// and the head).
    private static let messageLimitBytes = 8192

    /// For the ``Poller``.
    package let descriptor: Descriptor

    package init() throws(SystemError) {
        let type = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let socket = Descriptor(
            owning: try check("socket", "kernel uevents") {
                CLinux.socket(AF_NETLINK, type, NETLINK_KOBJECT_UEVENT)
            })
        var address = sockaddr_nl()
        address.nl_family = sa_family_t(AF_NETLINK)
        address.nl_groups = 1
        try check("bind", "kernel uevents") {
            shim_bind(socket.rawValue, &address, socklen_t(MemoryLayout<sockaddr_nl>.size))
        }
        descriptor = socket
    }

    /// Takes what the kernel said since the last call.
    package func drain() throws(SystemError) -> [Notice] {
        var notices: [Notice] = []
        while true {
            do throws(SystemError) {
                guard let (message, sender) = try receive() else { return notices }
                // Port 0 is the kernel; anybody else's word is none.
                guard sender == 0, let event = UEvent(message) else { continue }
                notices.append(.device(event))
            } catch {
                guard error.code == ENOBUFS else { throw error }
                notices.append(.lost)
            }
        }
    }

    private func receive() throws(SystemError) -> (message: [UInt8], sender: UInt32)? {
        var message = [UInt8](repeating: 0, count: Self.messageLimitBytes)
        var sender = sockaddr_nl()
        var size = socklen_t(MemoryLayout<sockaddr_nl>.size)
        let length = try check("recvfrom", "kernel uevents", expecting: EAGAIN) {
            shim_recvfrom(descriptor.rawValue, &message, message.count, 0, &sender, &size)
        }
        return length.map { (Array(message.prefix($0)), sender.nl_pid) }
    }
}
