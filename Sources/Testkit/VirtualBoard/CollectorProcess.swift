import CLinux
import FHIR
import Foundation
import SQLite

/// The real collector as its own process, over a fresh copy of the folder that
/// the virtual board's image is enrolled at. It ends with this value.
package final class CollectorProcess: @unchecked Sendable {
    package let port: UInt16
    private let folder: URL
    private let process = Process()

    /// Starts it and waits until it listens on a free port of the loopback.
    package init() throws {
        let folder = URL(filePath: "/tmp/collector.\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.copyItem(at: try BoardImage.collector(), to: folder)
        self.folder = folder
        func file(_ name: String) -> String { folder.appending(path: name).path() }
        let output = Pipe()
        // It ends with the tests, however they end.
        process.executableURL = URL(filePath: "/usr/bin/setpriv")
        process.arguments = [
            "--pdeathsig", "KILL", try BoardImage.program("palaute-collector").path(), "serve", "--data",
            folder.path(), "--port", "0",
            "--tls-certificate", file("server.pem"), "--tls-key", file("server.key"),
            "--surveys", BoardImage.surveys.path(), "--settings", file("settings.jws"),
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard line.hasPrefix("listening on "),
            let port = line.split(separator: "\n").first?.split(separator: ":").last.flatMap({ UInt16($0) })
        else { throw BoardError.notStarted("palaute-collector said: \(line)") }
        self.port = port
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// What it has stored, by the terminal's own numbers.
    package func replies() throws -> [QuestionnaireResponse] {
        let database = try Connection(folder.appending(path: "collector.sqlite").path(), .readWrite)
        let stored = try database.rows("SELECT bytes FROM reply ORDER BY number") {
            row throws(SQLiteError) in try row[0] as [UInt8]
        }
        return try stored.map { try QuestionnaireResponse(json: $0) }
    }

    package func figures() throws -> CollectorFigures {
        try CollectorFigures(at: Int(port), trusting: folder.appending(path: "ca.pem").path())
    }
}
