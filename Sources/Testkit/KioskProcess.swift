import Foundation
import KioskShell
import Linux
import Provisioning

/// palaute-kiosk as it is shipped, on the board `desk` of a root.
///
/// Everything blocks: call it within ``onThread(_:)``.
package final class KioskProcess: Glass {
    package let terminal: TerminalRoot
    private let missing: [String]
    package private(set) var program: Program

    /// Starts it; ``status()`` tells when it is there.
    ///
    /// - Parameter capabilities: what the superuser is to do without.
    package init(_ terminal: TerminalRoot, without capabilities: [String] = []) throws {
        self.terminal = terminal
        missing = capabilities
        program = try Self.program(terminal, without: capabilities)
    }

    private static func program(
        _ terminal: TerminalRoot, without capabilities: [String]
    ) throws -> Program {
        try Program("palaute-kiosk", ["--root", terminal.path], without: capabilities)
    }

    /// Starts it again after ``kill()`` or ``stop()``.
    package func start() throws {
        program = try Self.program(terminal, without: missing)
    }

    package func kill() { program.kill() }

    /// Ends it as its service does; the exit code.
    @discardableResult
    package func stop() throws -> Int32 { try program.stop() }

    /// Has it read settings and surveys again.
    package func reload() { program.send(SIGHUP) }

    package func status() throws -> Status? {
        try control("status").map { try JSONDecoder().decode(Status.self, from: $0) }
    }

    package func tap(_ point: GlassPoint) throws {
        let (x, y) = try place(of: point)
        try feed("0 \(x) \(y)\n0 up\n")
    }

    /// Writes lines into the touch pipe; nobody there: they are lost.
    package func feed(_ lines: String) throws {
        let path = terminal.root("run/palaute/touch")
        // For reading too: a writer alone would be killed where nobody reads.
        let pipe = try Descriptor.open(path, O_RDWR | O_NONBLOCK)
        try pipe.write(Array(lines.utf8), subject: path)
    }

    /// In shares of the glass.
    package func place(of point: GlassPoint) throws -> (x: Double, y: Double) {
        let panel = try terminal.root.board().panel
        return (Double(point.x) / Double(panel.widthPixels), Double(point.y) / Double(panel.heightPixels))
    }

    /// The line that comes back; nil when nobody is there, or no longer.
    private func control(_ question: String) throws -> Data? {
        guard let socket = try LocalSocket.connect(to: terminal.root.controlSocket) else { return nil }
        do {
            return try ask(question, over: socket)
        } catch let error as SystemError where [ECONNRESET, EPIPE].contains(error.code) {
            return nil
        }
    }

    private func ask(_ question: String, over socket: Descriptor) throws -> Data? {
        _ = try LocalSocket.send(ArraySlice(Array("\(question)\n".utf8)), over: socket)
        let poller = try Poller()
        try poller.add(socket, tag: 0)
        var line: [UInt8] = []
        while line.last != UInt8(ascii: "\n") {
            guard try !poller.wait(timeout: .seconds(30)).isEmpty else {
                throw Program.Failure("the kiosk says nothing for 30 s")
            }
            let bytes = try socket.read(upTo: 65_536, subject: "control.sock") ?? []
            if bytes.isEmpty { return nil }
            line += bytes
        }
        return Data(line)
    }
}
