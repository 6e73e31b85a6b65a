import Foundation
import Synchronization

/// A program that runs beside the test, killed with it.
package final class Program {
    /// A program that ended with an error, and what it said.
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    /// Where the programs built with the tests lie.
    package static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path

    private let process = Process()
    private let log = Pipe()
    private let said = Said()

    private final class Said: Sendable {
        let text = Mutex("")
    }

    /// Starts `name` of the programs built with the tests.
    package init(_ name: String, _ arguments: [String]) throws {
        process.executableURL = URL(filePath: "\(Self.folder)/\(name)")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = log
        log.fileHandleForReading.readabilityHandler = { [said] handle in
            let text = String(decoding: handle.availableData, as: UTF8.self)
            if text.isEmpty { handle.readabilityHandler = nil }
            said.text.withLock { $0 += text }
        }
        try process.run()
    }

    deinit {
        if process.isRunning { kill() }
    }

    package var isRunning: Bool { process.isRunning }

    /// What it wrote to stderr so far.
    package var messages: String { said.text.withLock { $0 } }

    /// SIGKILL, as a crash or an out-of-memory kill would.
    package func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// SIGTERM, then waits; returns the exit status.
    package func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Runs a program to its end and returns what it printed.
    @discardableResult
    package static func run(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(path) \(arguments.first ?? ""): \(text)")
        }
        return text
    }
}
