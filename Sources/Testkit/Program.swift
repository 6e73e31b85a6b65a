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
    private let child: Child
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
        let path = name.hasPrefix("/") ? name : "\(Self.folder)/\(name)"
        child = try Child(
            "/usr/bin/setpriv", limits + [path] + arguments, output: output.end, messages: complaints.end)
        output.begin()
        complaints.begin()
    }

    package var identifier: Int32 { child.identifier }
    package var isRunning: Bool { child.ending == nil }

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

    package func send(_ signal: Int32) { child.send(signal) }

    /// SIGKILL, as a crash or an out-of-memory kill would.
    package func kill() {
        child.end()
    }

    /// SIGTERM as soon as it would not just die of it, then waits; returns the exit code.
    ///
    /// In its first moments a program of ours is still setpriv, or on its way into main.
    @discardableResult
    package func stop() throws -> Int32 {
        try look(for: "\(name) to heed SIGTERM", seen: { messages }) {
            child.heeds(SIGTERM) || child.ending != nil ? true : nil
        }
        send(SIGTERM)
        return try end().code
    }

    /// Waits until it ends by itself; throws when it does not.
    package func end(within limit: Duration = .seconds(60)) throws -> Outcome {
        let code = try look(for: "the end of \(name)", within: limit, seen: { messages }) { child.ending }
        return Outcome(code: code, output: output.whole(), messages: complaints.whole())
    }

    /// Runs a program of the machine to its end and returns what it printed.
    @discardableResult
    package static func run(_ path: String, _ arguments: [String]) throws -> String {
        try complete(path, arguments)
    }

    /// The same of what it wrote to stdout alone; its stderr is ours.
    package static func output(_ program: String, _ arguments: [String]) throws -> String {
        try complete(program, arguments, messages: STDERR_FILENO)
    }

    private static func complete(
        _ program: String, _ arguments: [String], messages: Int32? = nil
    ) throws -> String {
        let output = Said()
        let child = try Child(program, arguments, output: output.end, messages: messages ?? output.end)
        output.begin()
        let text = output.whole(within: Said.longPatience)
        child.wait()
        guard child.ending == 0 else {
            throw Failure("\(program) \(arguments.first ?? ""): \(text.isEmpty ? "it failed" : text)")
        }
        return text
    }
}

/// What comes through a pipe, gathered as it comes.
private final class Said: @unchecked Sendable {
    static let patience: TimeInterval = 60
    /// A day, for what ends by itself; NSCondition traps on `Date.distantFuture`.
    static let longPatience: TimeInterval = 86_400

    private let pipe = Pipe()
    private let condition = NSCondition()
    private var bytes = Data()
    private var isOver = false

    /// The end for the one who speaks; open until ``begin()``.
    var end: Int32 { pipe.fileHandleForWriting.fileDescriptor }

    /// Once the speaker has its end: listens until that is closed.
    ///
    /// On a thread of its own: Foundation's handlers come on threads that tests may hold.
    func begin() {
        try? pipe.fileHandleForWriting.close()
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
    func whole(within seconds: TimeInterval = patience) -> String {
        _ = try? wait(within: seconds) { _ in false }
        return text
    }

    func wait(
        within seconds: TimeInterval = patience, until isWanted: (String) -> Bool
    ) throws -> String {
        let limit = Date(timeIntervalSinceNow: seconds)
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
