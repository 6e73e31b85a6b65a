import Foundation
import Testing

/// FHIR implementations that others made, in the Python environment that
/// `Tests/FHIRTests/oracles/setup` installs.
enum Oracles {
    /// Writes `files` to a folder of its own and hands them to the oracles.
    static func complaints(about files: [(name: String, json: [UInt8])], arguments: [String] = []) throws
        -> String
    {
        let python = Checkout.root.appending(path: ".build/oracles/bin/python")
        try #require(
            FileManager.default.isExecutableFile(atPath: python.path),
            "the oracles are not installed: run Tests/FHIRTests/oracles/setup")
        let folder = FileManager.default.temporaryDirectory.appending(path: "oracles-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try files.map { file in
            let url = folder.appending(path: "\(file.name).json")
            try Data(file.json).write(to: url)
            return url.path
        }
        let output = folder.appending(path: "output")
        #expect(FileManager.default.createFile(atPath: output.path, contents: nil))
        let handle = try FileHandle(forWritingTo: output)
        let process = Process()
        process.executableURL = python
        process.arguments =
            [Checkout.root.appending(path: "Tests/FHIRTests/oracles/check.py").path] + arguments + paths
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        #expect((process.terminationStatus == 0) == text.isEmpty)
        return text
    }
}
