import CLinux

/// Reads a whole file.
///
/// - Throws: ``SystemError``; EFBIG when the file has more than `limit` bytes.
package func readFile(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    let file = try Descriptor.open(path, O_RDONLY | O_NOCTTY)
    var bytes: [UInt8] = []
    // Not by the file's size: files of /proc say zero.
    while bytes.count <= limit {
        let chunk = try file.read(upTo: min(65_536, limit + 1 - bytes.count), subject: path) ?? []
        if chunk.isEmpty { return bytes }
        bytes += chunk
    }
    throw SystemError(call: "read", subject: path, code: EFBIG)
}

/// The names in a folder, in no order, without `.` and `..`.
///
/// - Throws: ``SystemError``; EMFILE when there are more than `limit` names.
package func folderNames(_ path: String, limit: Int = 1024) throws(SystemError) -> [String] {
    var opened: OpaquePointer?
    try check("opendir", path) {
        opened = opendir(path)
        return opened == nil ? -1 : 0
    }
    let folder = opened!
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name == "." || name == ".." { continue }
        guard names.count < limit else {
            throw SystemError(call: "readdir", subject: path, code: EMFILE)
        }
        names.append(name)
    }
    return names
}

/// The paths of a folder's device nodes `prefixN`, by number; none when the
/// folder is missing.
package func deviceNodes(_ prefix: String, in folder: String) -> [String] {
    let names = (try? folderNames(folder)) ?? []
    return names.filter { $0.hasPrefix(prefix) }
        .compactMap { Int($0.dropFirst(prefix.count)) }
        .sorted()
        .map { "\(folder)/\(prefix)\($0)" }
}

/// Gives a file another name, in place of what has it. The C function is `rename`.
///
/// - Parameter ifThere: whether a missing file is no error.
package func moveFile(_ path: String, to other: String, ifThere: Bool = false) throws(SystemError) {
    do throws(SystemError) {
        try check("rename", path) { rename(path, other) }
    } catch {
        guard ifThere, error.isMissing else { throw error }
    }
}

/// Files that are either as before or as after, also when the power fails.
package enum AtomicFile {
    /// Replaces the file at `path` by `bytes`.
    ///
    /// When this returns the new content survives a power cut. One writer per
    /// path: the temporary file is `path.new`.
    package static func write(
        _ bytes: [UInt8], to path: String, mode: mode_t = 0o600
    ) throws(SystemError) {
        let temporary = path + ".new"
        do throws(SystemError) {
            let file = try Descriptor.open(
                temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: mode)
            try file.write(bytes, subject: temporary)
            try check("fsync", temporary) { fsync(file.rawValue) }
            try check("rename", path) { rename(temporary, path) }
        } catch {
            unlink(temporary)
            throw error
        }
        try Folder.sync(Folder.of(path))
    }
}

/// A lock that this process holds until the value goes, or the process does.
///
/// The file stays; it is the lock's name, not the lock. The corresponding C
/// function is `flock`.
package final class LockFile: Sendable {
    private let descriptor: Descriptor

    private init(holding descriptor: Descriptor) {
        self.descriptor = descriptor
    }

    /// Lets go of the lock itself, not only of our descriptor of it: a child
    /// between `fork` and `exec` has another.
    deinit {
        flock(descriptor.rawValue, LOCK_UN)
    }

    /// Takes the lock at `path`, making the file where there is none.
    ///
    /// - Parameter attempts: how often to ask, ten milliseconds apart: a holder
    ///   that was just killed lets go a moment later.
    /// - Returns: nil when another holder keeps it.
    package static func take(_ path: String, attempts: Int = 1) throws(SystemError) -> LockFile? {
        let file = try Descriptor.open(path, O_RDWR | O_CREAT)
        for attempt in 0..<attempts {
            if attempt > 0 { _ = try Poller().wait(timeout: .milliseconds(10)) }
            let taken = try check("flock", path, expecting: EWOULDBLOCK) {
                flock(file.rawValue, LOCK_EX | LOCK_NB)
            }
            if taken != nil { return LockFile(holding: file) }
        }
        return nil
    }
}
