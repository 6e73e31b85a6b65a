import Foundation
import Linux

/// QEMU's monitor: one command, one answer. https://www.qemu.org/docs/master/interop/qmp-spec.html
final class Monitor: @unchecked Sendable {
    private let lines: GuestLines
    private let lock = NSLock()

    /// - Returns: nil when QEMU does not listen there yet.
    init?(connectingTo path: String) throws {
        guard let lines = try GuestLines(connectingTo: path) else { return nil }
        self.lines = lines
        try execute("qmp_capabilities")
    }

    /// Sends a command and waits for its answer; events are passed over.
    @discardableResult
    func execute(_ command: String, _ arguments: [String: Any] = [:]) throws -> Any {
        try lock.withLock {
            let start = lines.count
            let message: [String: Any] = ["execute": command, "arguments": arguments]
            let json = try JSONSerialization.data(withJSONObject: message)
            try lines.send(String(decoding: json, as: UTF8.self))
            let answer = try lines.await("an answer to \(command)", from: start) {
                $0.hasPrefix(#"{"return""#) || $0.hasPrefix(#"{"error""#)
            }
            let object = try JSONSerialization.jsonObject(with: Data(answer.line.utf8)) as? [String: Any]
            if let error = object?["error"] as? [String: Any] {
                throw BoardError.refused(command: command, reason: error["desc"] as? String ?? "")
            }
            return object?["return"] ?? [:]
        }
    }

    /// Runs one line of the human monitor, for what QMP has no command.
    func executeHuman(_ line: String) throws {
        let answer = try execute("human-monitor-command", ["command-line": line]) as? String ?? ""
        guard answer.isEmpty else { throw BoardError.refused(command: line, reason: answer) }
    }
}
