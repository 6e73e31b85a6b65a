import Foundation

/// The file system that a board's disk was left with, looked at without a boot, and
/// what a board's disk is given before one.
///
/// Opening it does what the next start does: the kernel's journal is replayed.
package final class DiskImage {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/image" }

    /// - Throws: ``DiskDamaged`` when the file system is beyond its own repair.
    package convenience init(_ bytes: [UInt8]) throws {
        try self.init { try Data(bytes).write(to: URL(filePath: $0)) }
    }

    /// - Parameter write: puts the disk's bytes into a file of that path.
    /// - Throws: ``DiskDamaged`` when the file system is beyond its own repair.
    package init(writtenBy write: (String) throws -> Void) throws {
        folder = try TemporaryFolder(isInMemory: true)
        try write(path)
        // 1: repaired, as after any cut; from 4 on: something is left (e2fsck(8)).
        let check = try Tool.run("/sbin/e2fsck", "-fy", path)
        guard check.status < 4 else { throw DiskDamaged(report: check.output) }
    }

    /// Copies a file of the disk out, for as long as this value lives; nil where
    /// there is none.
    package func file(_ name: String) throws -> URL? {
        let copy = URL(filePath: "\(folder.path)/\(URL(filePath: name).lastPathComponent)")
        _ = try Tool.run("/sbin/debugfs", "-R", "dump \(name) \(copy.path())", path)
        let size = (try? copy.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
        return size > 0 ? copy : nil
    }

    /// Puts the files of a folder and of its folders into a directory that is there.
    package func put(_ source: String, into directory: String) throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: source).sorted()
        let commands = names.map { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(source)/\(name)", isDirectory: &isFolder)
            let place = "\(directory)/\(name)"
            return isFolder.boolValue ? "mkdir \(place)" : "write \(source)/\(name) \(place)"
        }
        let script = "\(folder.path)/commands"
        try commands.joined(separator: "\n").write(toFile: script, atomically: false, encoding: .utf8)
        _ = try Tool.run("/sbin/debugfs", "-w", "-f", script, path)
    }

    package var bytes: [UInt8] {
        get throws { Array(try Data(contentsOf: URL(filePath: path))) }
    }

    /// How many files a directory holds; 0 where there is none.
    package func count(ofFilesIn name: String) throws -> Int {
        try Tool.run("/sbin/debugfs", "-R", "ls -p \(name)", path).output
            .split(separator: "\n").count {
                $0.split(separator: "/").dropFirst(4).first?.first?.isNumber ?? false
            }
    }

    /// Copies a directory of the disk out with all that it holds, for as long as this
    /// value lives; nil where there is none.
    package func directory(_ name: String) throws -> String? {
        let copies = "\(folder.path)/copies"
        try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: true)
        _ = try Tool.run("/sbin/debugfs", "-R", "rdump \(name) \(copies)", path)
        let copy = "\(copies)/\(URL(filePath: name).lastPathComponent)"
        return FileManager.default.fileExists(atPath: copy) ? copy : nil
    }
}

/// The file system could not be repaired.
package struct DiskDamaged: Error {
    package var report: String
}
