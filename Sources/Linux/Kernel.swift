import CLinux

/// The kernel's id of this boot, in lower-case UUID form.
///
/// Moments of CLOCK_BOOTTIME compare only under the same id.
package func bootID() throws(SystemError) -> String {
    let bytes = try readFile("/proc/sys/kernel/random/boot_id", limit: 64)
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
}

/// `count` bytes that nobody can guess.
///
/// The corresponding C function is `getrandom`.
package func randomBytes(_ count: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
        filled += try check("getrandom", "\(count) bytes") {
            bytes.withUnsafeMutableBytes { getrandom($0.baseAddress! + filled, count - filled, 0) }
        }
    }
    return bytes
}

/// The permission bits of the file at `path`.
///
/// The corresponding C function is `stat`.
package func fileMode(_ path: String) throws(SystemError) -> mode_t {
    var information = stat()
    try check("stat", path) { stat(path, &information) }
    return information.st_mode & 0o7777
}

/// The id of a user of this system; nil where there is none of that name.
///
/// The corresponding C function is `getpwnam`.
package func userID(named name: String) -> UInt32? {
    getpwnam(name)?.pointee.pw_uid
}
