import Foundation

/// The file system that a board's disk was left with, looked at without a boot.
///
/// Opening it does what the next start does: the kernel's journal is replayed.
package final class DiskImage {
    private let directory: URL
    private var path: String { directory.appending(path: "image").path() }

    /// - Throws: ``DiskDamaged`` when the file system is beyond its own repair.
    package init(_ bytes: [UInt8]) throws {
        directory = URL(filePath: "/tmp/cut.\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: path))
        // 1: repaired, as after any cut; from 4 on: something is left (e2fsck(8)).
        let check = try Tool.run("/sbin/e2fsck", "-fy", path)
        guard check.status < 4 else { throw DiskDamaged(report: check.output) }
    }

    /// Copies a file of the disk out, for as long as this value lives; nil where
    /// there is none.
    package func file(_ name: String) throws -> URL? {
        let copy = directory.appending(path: URL(filePath: name).lastPathComponent)
        _ = try Tool.run("/sbin/debugfs", "-R", "dump \(name) \(copy.path())", path)
        let size = (try? copy.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
        return size > 0 ? copy : nil
    }

    /// How many files a directory holds; 0 where there is none.
    package func count(ofFilesIn name: String) throws -> Int {
        try Tool.run("/sbin/debugfs", "-R", "ls -p \(name)", path).output
            .split(separator: "\n").count {
                $0.split(separator: "/").dropFirst(4).first?.first?.isNumber ?? false
            }
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }
}

/// The file system could not be repaired.
package struct DiskDamaged: Error {
    package var report: String
}
