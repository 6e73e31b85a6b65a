import Foundation

/// A folder of its own for one test, removed when the value goes away.
package final class TemporaryFolder: Sendable {
    package let path: String

    /// - Parameter isInMemory: whether it may lie there, where the machine has that:
    ///   for what is not about the disk.
    package init(isInMemory: Bool = false) throws {
        // Short, because a Unix socket's path holds 107 bytes.
        let name = "palaute-" + UUID().uuidString.prefix(8).lowercased()
        let memory = "/dev/shm"
        let parent =
            isInMemory && FileManager.default.isWritableFile(atPath: memory)
            ? URL(filePath: memory) : FileManager.default.temporaryDirectory
        let url = parent.appending(path: name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
