import Foundation
import Linux

/// The lines that a socket brings: each is kept, each can be awaited.
package final class GuestLines: @unchecked Sendable {
    // One reader appends, any thread reads: all under the condition's lock.
    private let condition = NSCondition()
    private var lines: [String] = []
    private var hasEnded = false
    private let socket: Descriptor
    private let name: String

    /// Reads from a socket until it ends, on a thread of its own.
    ///
    /// - Returns: nil when nobody listens there yet.
    package init?(connectingTo path: String) throws(SystemError) {
        guard let connection = try LocalSocket.connect(to: path) else { return nil }
        socket = connection.blocking()
        name = path
        // The thread keeps the socket, not this value: it ends with the stream.
        let socket = socket
        Thread { [weak self] in
            var rest: [UInt8] = []
            while let chunk = try? socket.read(upTo: 65_536, subject: path), !chunk.isEmpty {
                rest += chunk
                let parts = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                guard let self, let last = parts.last else { return }
                self.append(parts.dropLast().map { String(decoding: $0, as: UTF8.self) })
                rest = Array(last)
            }
            self?.end()
        }.start()
    }

    /// How many lines have come; the place to wait from for what comes next.
    package var count: Int { condition.withLock { lines.count } }

    /// The lines from `start` on.
    package func lines(from start: Int = 0) -> [String] {
        condition.withLock { Array(lines[start...]) }
    }

    package func send(_ line: String) throws(SystemError) {
        try socket.write(Array((line + "\n").utf8), subject: name)
    }

    /// Waits for the first line from `start` on that is `wanted`.
    ///
    /// - Throws: ``BoardError/silent(_:lastLines:)`` when it does not come in time or
    ///   the stream ends before it.
    @discardableResult
    package func await(
        _ what: String, from start: Int = 0, within limit: Duration = .seconds(120),
        where wanted: (String) -> Bool
    ) throws(BoardError) -> (index: Int, line: String) {
        let deadline = Date(timeIntervalSinceNow: limit / .seconds(1))
        condition.lock()
        defer { condition.unlock() }
        var next = start
        while true {
            while next < lines.count {
                if wanted(lines[next]) { return (next, lines[next]) }
                next += 1
            }
            guard !hasEnded, condition.wait(until: deadline) else {
                throw .silent(what, lastLines: Array(lines.suffix(5)))
            }
        }
    }

    private func append(_ new: [String]) {
        condition.withLock {
            lines += new
            condition.broadcast()
        }
    }

    private func end() {
        condition.withLock {
            hasEnded = true
            condition.broadcast()
        }
    }
}

/// Why a virtual board cannot be used, in one line.
package enum BoardError: Error, Hashable, CustomStringConvertible {
    /// Something of `.build/board` is not there.
    case missing(String)
    /// QEMU ended before it offered its sockets.
    case notStarted(String)
    /// The board did not say what was waited for.
    case silent(String, lastLines: [String])
    /// QEMU refused a command of its monitor.
    case refused(command: String, reason: String)

    package var description: String {
        switch self {
        case .missing(let path): "\(path) is missing; run Board/setup and Board/virtual/image"
        case .notStarted(let reason): "QEMU did not start: \(reason)"
        case .silent(let what, let lines): "the board never came to: \(what); its last lines: \(lines)"
        case .refused(let command, let reason): "QEMU refused \(command): \(reason)"
        }
    }
}
