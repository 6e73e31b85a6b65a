import ArgumentParser
import FoundationEssentials
import KioskShell
import Linux
import Provisioning

/// Asks the running kiosk one question.
struct ControlClient {
    let root: Root

    static let patience = Duration.seconds(3)
    private static let replyLimitBytes = 256 * 1024

    enum Failure: Error, CustomStringConvertible {
        case notRunning(String)
        case silent
        case refused(String)

        var description: String {
            switch self {
            case .notRunning(let path):
                "\(path): nobody answers; is palaute-kiosk running? See `systemctl status palaute-kiosk`"
            case .silent: "palaute-kiosk does not answer; it is busy or stopped, try again"
            case .refused(let line): line
            }
        }
    }

    /// Sends `question` and returns the line that comes back.
    func ask(_ question: String) throws -> [UInt8] {
        guard let socket = try LocalSocket.connect(to: root.controlSocket) else {
            throw Failure.notRunning(root.controlSocket)
        }
        _ = try LocalSocket.send(ArraySlice(Array("\(question)\n".utf8)), over: socket)
        let poller = try Poller()
        try poller.add(socket, tag: 0)
        var reply: [UInt8] = []
        while reply.last != UInt8(ascii: "\n") {
            guard try !poller.wait(timeout: Self.patience).isEmpty else { throw Failure.silent }
            let bytes = try socket.read(upTo: 64 * 1024, subject: root.controlSocket) ?? []
            reply += bytes
            guard !bytes.isEmpty, reply.count < Self.replyLimitBytes else { throw Failure.silent }
        }
        reply.removeLast()
        if reply.starts(with: Array("error: ".utf8)) {
            throw Failure.refused(String(decoding: reply, as: UTF8.self))
        }
        return reply
    }

    func status() throws -> Status {
        try JSONDecoder().decode(Status.self, from: Data(ask("status")))
    }
}

/// Runs `body`; a failure is one line on stderr and exit code 3.
func reporting(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch let code as ExitCode {
        throw code
    } catch {
        Log.write(.error, "\(error)")
        throw ExitCode.system
    }
}
