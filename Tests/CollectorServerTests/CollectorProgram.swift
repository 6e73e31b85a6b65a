import CollectorServer
import Foundation
import Testing

/// palaute-collector as it is shipped, with a folder of its own.
final class CollectorProgram {
    let folder: TemporaryFolder
    private var server: Process?

    init() throws {
        folder = try TemporaryFolder()
    }

    deinit {
        kill()
    }

    struct Result {
        var code: Int32
        var output: String
        var complaint: String
    }

    /// Runs one command to its end.
    func run(_ arguments: String...) throws -> Result {
        let process = Self.process(arguments)
        let output = Pipe(), complaint = Pipe()
        process.standardOutput = output
        process.standardError = complaint
        try process.run()
        let texts = [output, complaint].map {
            String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
        process.waitUntilExit()
        return Result(code: process.terminationStatus, output: texts[0], complaint: texts[1])
    }

    /// Registers a terminal; what it needs to be a ``Visitor`` but the port.
    func enrol(_ name: String) throws -> Visitor {
        struct Printed: Decodable {
            var device: String
            var name: String
            var token: String
        }
        let result = try run("device", "add", name, "--data", folder.path, "--json")
        let printed = try JSONDecoder().decode(Printed.self, from: Data(result.output.utf8))
        let device = Device(id: printed.device, name: printed.name)
        return Visitor(host: "127.0.0.1", port: 0, device: device, token: printed.token)
    }

    /// Serves on a free port; what it prints, line by line, the address first.
    func serve(_ arguments: String...) throws -> (port: Int, lines: Lines) {
        let process = Self.process(
            ["serve", "--data", folder.path, "--port", "0", "--insecure-loopback"] + arguments)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        server = process
        let lines = Lines(output.fileHandleForReading)
        let address = try #require(lines.next())
        return (try #require(address.split(separator: ":").last.flatMap { Int($0) }), lines)
    }

    /// Ends the server as a power cut would end it.
    func kill() {
        guard let server else { return }
        Glibc.kill(server.processIdentifier, SIGKILL)
        server.waitUntilExit()
        self.server = nil
    }

    /// Ends the server as its supervisor does; its exit code.
    func stop() throws -> Int32 {
        let server = try #require(server)
        server.terminate()
        server.waitUntilExit()
        self.server = nil
        return server.terminationStatus
    }

    private static func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "palaute-collector")
        process.arguments = arguments
        return process
    }
}

/// The lines of a pipe, each waited for.
final class Lines: IteratorProtocol {
    private let handle: FileHandle
    private var rest = Data()

    init(_ handle: FileHandle) {
        self.handle = handle
    }

    func next() -> String? {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest = rest[(end + 1)...] }
                return String(decoding: rest[..<end], as: UTF8.self)
            }
            let more = handle.availableData
            if more.isEmpty { return nil }
            rest += more
        }
    }
}
