import CLinux

/// The kernel's word that a network interface has a carrier or an address again
/// (`rtnetlink(7)`).
///
/// It says when trying is worth it, never that the network works.
package final class NetworkWatch {
    /// For the ``Poller``.
    package let descriptor: Descriptor
    private var carriers: Set<Int32> = []

    package init() throws(SystemError) {
        let type = Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let socket = Descriptor(
            owning: try check("socket", "network changes") {
                CLinux.socket(AF_NETLINK, type, NETLINK_ROUTE)
            })
        var address = sockaddr_nl()
        address.nl_family = sa_family_t(AF_NETLINK)
        // RTMGRP_LINK, RTMGRP_IPV4_IFADDR and RTMGRP_IPV6_IFADDR.
        address.nl_groups = 0x1 | 0x10 | 0x100
        try check("bind", "network changes") {
            shim_bind(socket.rawValue, &address, socklen_t(MemoryLayout<sockaddr_nl>.size))
        }
        descriptor = socket
    }

    /// Says whether a carrier or an address appeared since the last call.
    package func drain() throws(SystemError) -> Bool {
        var appeared = false
        while true {
            do throws(SystemError) {
                guard let bytes = try descriptor.read(upTo: 32_768, subject: "network changes") else {
                    return appeared
                }
                appeared = note(bytes) || appeared
            } catch {
                // The kernel's queue ran over: something changed for sure.
                guard error.code == ENOBUFS else { throw error }
                appeared = true
            }
        }
    }

    /// Reads one datagram: messages one after the other, each aligned to four.
    package func note(_ datagram: [UInt8]) -> Bool {
        var appeared = false
        datagram.withUnsafeBytes { bytes in
            var offset = 0
            while offset + 16 <= bytes.count {
                let length = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
                guard length >= 16, offset + length <= bytes.count else { return }
                switch bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt16.self) {
                case 16 where length >= 28:  // RTM_NEWLINK with its ifinfomsg
                    let index = bytes.loadUnaligned(fromByteOffset: offset + 20, as: Int32.self)
                    let flags = bytes.loadUnaligned(fromByteOffset: offset + 24, as: UInt32.self)
                    appeared = note(interface: index, hasCarrier: flags & 0x10000 != 0) || appeared
                case 20:  // RTM_NEWADDR
                    appeared = true
                default: break
                }
                offset += (length + 3) & ~3
            }
        }
        return appeared
    }

    /// IFF_LOWER_UP is repeated with every change of an interface; only its
    /// coming counts.
    private func note(interface index: Int32, hasCarrier: Bool) -> Bool {
        if hasCarrier { return carriers.insert(index).inserted }
        carriers.remove(index)
        return false
    }
}
