import Foundation
import Sealing
import Testing

/// What joserfc, a library made by others, says of our keys and documents.
/// `Tests/FHIRTests/oracles/setup` installs it.
@Suite struct OracleTests {
    @Test func agreesWithAnotherLibraryInBothDirections() throws {
        let key = try JWK.generate(.p256)
        let payload = #"{"serial":7}"#
        let answer = try ask(key, try JWS.sign(Array(payload.utf8), with: key))
        #expect(answer.status == 0)
        #expect(answer.lines.prefix(2) == [key.thumbprint, payload])
        let theirs = Array(try #require(answer.lines.last).utf8)
        #expect(try JWS.verify(theirs, keys: [key.publicPart]) == Array("from joserfc".utf8))
    }

    /// Control: the oracle can say no.
    @Test func isRefusedByTheOtherLibraryUnderAnotherKey() throws {
        let document = try JWS.sign([1], with: try JWK.generate(.p256))
        #expect(try ask(try JWK.generate(.p256), document).status != 0)
    }

    private func ask(_ key: JWK, _ document: [UInt8]) throws -> (status: Int32, lines: [String]) {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let python = root.appending(path: ".build/oracles/bin/python")
        try #require(
            FileManager.default.isExecutableFile(atPath: python.path),
            "the oracles are not installed: run Tests/FHIRTests/oracles/setup")
        let folder = FileManager.default.temporaryDirectory.appending(path: "jose-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try [("key", key.json), ("document", document)].map { name, bytes in
            let file = folder.appending(path: name)
            try Data(bytes).write(to: file)
            return file.path
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = python
        process.arguments = [root.appending(path: "Tests/FHIRTests/oracles/jose.py").path] + files
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text.split(separator: "\n").map(String.init))
    }
}
