import CLinux

/// A file that only grows, by one writer.
package final class GrowingFile {
    package let path: String
    package private(set) var lengthBytes: Int
    private let descriptor: Descriptor

    /// Makes the file at `path`; its name survives a power cut once this returns.
    ///
    /// - Throws: EEXIST when something is there.
    package init(making path: String) throws(SystemError) {
        self.path = path
        lengthBytes = 0
        descriptor = try Descriptor.open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND)
        try Folder.sync(Folder.of(path))
    }

    /// Goes on behind the first `lengthBytes` of the file at `path`; what stands
    /// after them is cut off, for good.
    package init(continuing path: String, behind lengthBytes: Int) throws(SystemError) {
        self.path = path
        self.lengthBytes = lengthBytes
        descriptor = try Descriptor.open(path, O_WRONLY | O_APPEND | O_NOFOLLOW)
        try cut()
        try sync()
    }

    /// Appends all of `bytes`, or nothing where the system refuses.
    ///
    /// They survive a power cut once ``sync()`` has returned.
    package func append(_ bytes: [UInt8]) throws(SystemError) {
        do throws(SystemError) {
            try descriptor.write(bytes, subject: path)
        } catch {
            try cut()
            throw error
        }
        lengthBytes += bytes.count
    }

    /// The C function is `fdatasync`. After it failed nobody knows what the disk
    /// holds: read the file again before trusting it.
    package func sync() throws(SystemError) {
        try check("fdatasync", path) { fdatasync(descriptor.rawValue) }
    }

    private func cut() throws(SystemError) {
        try check("ftruncate", path) { ftruncate(descriptor.rawValue, lengthBytes) }
    }
}

/// A folder's own entries.
package enum Folder {
    /// Makes the folder at `path` where there is none, and those above it.
    package static func make(_ path: String, mode: mode_t = 0o700) throws(SystemError) {
        guard access(path, F_OK) != 0 else { return }
        let parent = of(path)
        if parent != path { try make(parent, mode: mode) }
        _ = try check("mkdir", path, expecting: EEXIST) { mkdir(path, mode) }
        try sync(parent)
    }

    /// Makes new, moved and removed names survive a power cut.
    package static func sync(_ path: String) throws(SystemError) {
        let folder = try Descriptor.open(path, O_RDONLY | O_DIRECTORY)
        try check("fsync", path) { fsync(folder.rawValue) }
    }

    /// The folder that the file at `path` lies in.
    package static func of(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// Removes a file; one that is not there is no error. The C function is `unlink`.
package func removeFile(_ path: String) throws(SystemError) {
    _ = try check("unlink", path, expecting: ENOENT) { unlink(path) }
}
