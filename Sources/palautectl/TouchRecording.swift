import FoundationEssentials
import KioskShell
import Linux
import Touch

/// A recording on its way into a file, in evemu's text.
struct TouchRecording {
    private static let pause = Duration.milliseconds(50)

    private let file: Descriptor
    private let path: String
    private var next = 0
    private var hasBegun = false
    private(set) var count = 0
    private(set) var missed = 0

    /// - Throws: EEXIST when the file is there: a recording is never overwritten.
    init(to path: String) throws(SystemError) {
        self.path = path
        file = try Descriptor.create(path)
    }

    /// Records until `seconds` are over; nil: until Ctrl-C.
    mutating func run(_ client: ControlClient, seconds: Int?) throws {
        let pause = try Poller()
        let rounds = seconds.map { $0 * 20 } ?? .max
        for _ in 0..<rounds {
            try take(client)
            _ = try pause.wait(timeout: Self.pause)
        }
        try take(client)
    }

    private mutating func take(_ client: ControlClient) throws {
        let reply = try JSONDecoder().decode(
            TouchRecorder.Answer.self, from: Data(client.ask("record \(next)")))
        // Numbers that run back belong to another tape: the panel was plugged in anew.
        if !hasBegun || reply.next < next { try file.write(Array(reply.device.utf8), subject: path) }
        hasBegun = true
        next = reply.next
        count += reply.events.count
        missed += reply.missed
        let lines = reply.events.map { $0 + "\n" }.joined()
        if !lines.isEmpty { try file.write(Array(lines.utf8), subject: path) }
    }
}
