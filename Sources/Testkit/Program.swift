import Foundation

/// A program of ours that runs beside the test, killed with it.
package final class Program {
    /// A program that ended with an error, and what it said.
    package struct Failure: Error, CustomStringConvertible {
        package var description: String

        package init(_ description: String) {
            self.description = description
        }
    }

    /// What a program left that ran to its end.
    package struct Outcome: Sendable {
        /// The exit code; below zero the signal that ended it.
        package var code: Int32
        package var output: String
        /// What it wrote to stderr.
        package var messages: String
    }

    /// Where the programs built with the tests lie.
    package static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path

    private let name: String
    private let process = Process()
    private let output = Said()
    private let complaints = Said()

    /// Starts `name` of the programs built with the tests, or the program at that path.
    ///
    /// It ends at the latest with the thread that starts it.
    /// - Parameter capabilities: what the superuser is to do without, such as
    ///   `dac_override`: file modes then hold for a test that runs as root.
    package init(_ name: String, _ arguments: [String], without capabilities: [String] = []) throws {
        self.name = name
        var limits = ["--pdeathsig", "KILL"]
        if !capabilities.isEmpty, getuid() == 0 {
            limits += ["--bounding-set", capabilities.map { "-" + $0 }.joined(separator: ",")]
        }
        process.executableURL = URL(filePath: "/usr/bin/setpriv")
        let path = name.hasPrefix("/") ? name : "\(Self.folder)/\(name)"
        process.arguments = limits + [path] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output.pipe
        process.standardError = complaints.pipe
        try process.run()
    }

    deinit {
        if process.isRunning { kill() }
    }

    package var identifier: Int32 { process.processIdentifier }
    package var isRunning: Bool { process.isRunning }

    /// What it wrote to stderr so far.
    package var messages: String { complaints.text }

    /// Waits for what it writes to stdout to be as wanted; throws when it never is.
    @discardableResult
    package func wait(forOutput isWanted: (String) -> Bool) throws -> String {
        try output.wait(until: isWanted)
    }

    /// Waits for what it writes to stderr to be as wanted; throws when it never is.
    @discardableResult
    package func wait(forMessages isWanted: (String) -> Bool) throws -> String {
        try complaints.wait(until: isWanted)
    }

    package func send(_ signal: Int32) {
        // Another process may have the number once this one is gone, and zero means
        // the whole group.
        guard process.isRunning, identifier > 0 else { return }
        Foundation.kill(identifier, signal)
    }

    /// SIGKILL, as a crash or an out-of-memory kill would.
    package func kill() {
        send(SIGKILL)
        process.waitUntilExit()
    }

    /// SIGTERM, then waits; returns the exit code.
    @discardableResult
    package func stop() throws -> Int32 {
        process.terminate()
        return try end().code
    }

    /// Waits until it ends by itself; throws when it does not.
    package func end(within limit: Duration = .seconds(60)) throws -> Outcome {
        try look(for: "the end of \(name)", within: limit, seen: { messages }) {
            process.isRunning ? nil : true
        }
        let status = process.terminationStatus
        return Outcome(
            code: process.terminationReason == .exit ? status : -status, output: output.whole,
            messages: complaints.whole)
    }

    /// Runs a program of the machine to its end and returns what it printed.
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
            throw Failure("\(path) \(arguments.first ?? ""): \(text)")
        }
        return text
    }
}

/// What comes through a pipe, gathered as it comes.
private final class Said: @unchecked Sendable {
    static let patience: TimeInterval = 60

    let pipe = Pipe()
    private let condition = NSCondition()
    private var bytes = Data()
    private var isOver = false

    /// Reads on a thread of its own: Foundation's handlers come on threads that
    /// tests may hold.
    init() {
        let handle = pipe.fileHandleForReading
        Thread.detachNewThread { [weak self] in
            var more = Data()
            repeat {
                more = handle.availableData
                self?.add(more)
            } while !more.isEmpty
        }
    }

    private func add(_ more: Data) {
        condition.withLock {
            bytes += more
            isOver = more.isEmpty
            condition.broadcast()
        }
    }

    var text: String { condition.withLock { String(decoding: bytes, as: UTF8.self) } }

    /// Everything, when the program has ended.
    var whole: String {
        _ = try? wait { _ in false }
        return text
    }

    func wait(until isWanted: (String) -> Bool) throws -> String {
        let limit = Date(timeIntervalSinceNow: Self.patience)
        return try condition.withLock {
            while true {
                let text = String(decoding: bytes, as: UTF8.self)
                if isWanted(text) { return text }
                guard !isOver, condition.wait(until: limit) else {
                    throw Program.Failure("it never said what was waited for: \(text)")
                }
            }
        }
    }
}
