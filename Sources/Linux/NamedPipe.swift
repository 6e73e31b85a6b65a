import CLinux

/// A pipe with a path: what a program beside us writes, a line at a time.
package enum NamedPipe {
    /// Opens the pipe at `path` for reading without waiting, and makes it first
    /// where there is none.
    ///
    /// Opened for writing too, so that it never ends when a writer leaves. The
    /// corresponding C functions are `mkfifo` and `open`.
    package static func open(_ path: String) throws(SystemError) -> Descriptor {
        _ = try check("mkfifo", path, expecting: EEXIST) { mkfifo(path, 0o600) }
        return try Descriptor.open(path, O_RDWR | O_NONBLOCK)
    }
}
