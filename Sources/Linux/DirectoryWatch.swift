import CLinux

/// Changes of the names in one folder.
///
/// The corresponding C functions are `inotify_init1` and `inotify_add_watch`.
package final class DirectoryWatch {
    package enum Notice: Hashable, Sendable {
        /// A name is new, or another file took its place.
        case appeared(String)
        /// A file was written and closed, or its owner or mode changed.
        case changed(String)
        case vanished(String)
        /// Somebody opened a file, or closed one that could be written: with visits only.
        case opened(String)
        case closed(String)
        /// The kernel's queue ran over: look at the folder itself.
        case lost
        /// The folder itself is gone; nothing will follow.
        case folderVanished
    }

    /// For the ``Poller``.
    package let descriptor: Descriptor
    private let path: String
    private let reportsVisits: Bool

    /// Watches the folder `path`; what is there already is not reported.
    ///
    /// - Parameter withVisits: also tell when a file is opened and closed; for device
    ///   nodes, which are not written like files: then closing is no change.
    package init(_ path: String, withVisits: Bool = false) throws(SystemError) {
        self.path = path
        reportsVisits = withVisits
        let inotify = Descriptor(
            owning: try check("inotify_init1", path) {
                inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            })
        let interest =
            IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE | IN_MOVED_FROM | IN_ONLYDIR
            | (withVisits ? IN_OPEN : 0)
        try check("inotify_add_watch", path) {
            inotify_add_watch(inotify.rawValue, path, UInt32(interest))
        }
        descriptor = inotify
    }

    /// Takes the changes since the last call, oldest first.
    package func drain() throws(SystemError) -> [Notice] {
        var notices: [Notice] = []
        while let bytes = try descriptor.read(upTo: 4096, subject: path) {
            notices += bytes.withUnsafeBytes(self.notices)
        }
        return notices
    }

    private func notices(in bytes: UnsafeRawBufferPointer) -> [Notice] {
        var notices: [Notice] = []
        var offset = 0
        let head = MemoryLayout<inotify_event>.size
        while offset + head <= bytes.count {
            let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let name = bytes[(offset + head)..<(offset + head + Int(event.len))].prefix { $0 != 0 }
            if let notice = notice(Int32(bitPattern: event.mask), String(decoding: name, as: UTF8.self)) {
                notices.append(notice)
            }
            offset += head + Int(event.len)
        }
        return notices
    }

    private func notice(_ mask: Int32, _ name: String) -> Notice? {
        if mask & Int32(IN_Q_OVERFLOW) != 0 { return .lost }
        if mask & Int32(IN_IGNORED) != 0 { return .folderVanished }
        // IN_ATTRIB of the folder itself has no name.
        if name.isEmpty { return nil }
        if mask & Int32(IN_CREATE | IN_MOVED_TO) != 0 { return .appeared(name) }
        if mask & Int32(IN_DELETE | IN_MOVED_FROM) != 0 { return .vanished(name) }
        if mask & Int32(IN_OPEN) != 0 { return .opened(name) }
        if reportsVisits, mask & Int32(IN_CLOSE_WRITE) != 0 { return .closed(name) }
        return .changed(name)
    }
}
