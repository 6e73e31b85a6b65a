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
        case forbidden(String)
        case strange
        case silent
        case refused(String)

        var description: String {
            switch self {
            case .notRunning(let path):
                "\(path): nobody answers; is palaute-kiosk running? See `systemctl status palaute-kiosk`"
            case .forbidden(let path):
                "\(path): you may not ask; become root or join the group palaute-tech"
            case .strange:
                "palaute-kiosk's answer is not understood; it is of another version, install both together"
            case .silent: "palaute-kiosk does not answer; it is busy or stopped, try again"
            case .refused(let line): line
            }
        }
    }

    private func connect() throws -> Descriptor {
        do throws(SystemError) {
            if let socket = try LocalSocket.connect(to: root.controlSocket) { return socket }
        } catch {
            guard error.isForbidden else { throw error }
            throw Failure.forbidden(root.controlSocket)
        }
        throw Failure.notRunning(root.controlSocket)
    }

    /// Sends `question` and returns the line that comes back.
    ///
    /// - Parameter patience: how long to wait for each part of it.
    func ask(_ question: String, patience: Duration = Self.patience) throws -> [UInt8] {
        let socket = try connect()
        _ = try LocalSocket.send(ArraySlice(Array("\(question)\n".utf8)), over: socket)
        let poller = try Poller()
        try poller.add(socket, tag: 0)
        var reply: [UInt8] = []
        while reply.last != UInt8(ascii: "\n") {
            guard try !poller.wait(timeout: patience).isEmpty else { throw Failure.silent }
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
        let answer = try ask("status")
        guard let status = try? JSONDecoder().decode(Status.self, from: Data(answer)) else {
            throw Failure.strange
        }
        return status
    }
}

/// Runs `body`; a failure is one line on stderr. Exit code 1 for a file that was
/// given and is bad, 2 for a mistake of the command line, 3 for the system.
func reporting(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch  where error is ExitCode || error is ValidationError {
        throw error
    } catch {
        Console.complain("\(error)")
        throw error is Problem ? ExitCode.bad : ExitCode.system
    }
}
