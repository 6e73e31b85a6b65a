import ArgumentParser
import FoundationEssentials
import Linux
import Touch

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Play a recorded touchscreen to the kernel.",
        discussion: """
            Makes an input device (uinput) as the recording describes it and lets it say what was \
            recorded, at the recorded times. Recordings are evemu's text: `palautectl touch --record`, \
            evemu-record and others write them.

              palaute-lab replay ghost.evemu
              palaute-lab replay --speed 4 --hold 10 ghost.evemu
              fingers | palaute-lab replay --live panel.evemu      lines E: as they come
            """)

    @Argument(help: "The recording, or with --live the device's description.")
    var file: String

    @Flag(help: "After the file, play lines of standard input at once as they come.")
    var live = false

    @Option(help: "Play this many times as fast.")
    var speed = 1.0

    @Option(help: "Keep the device plugged for this many seconds after the last event.")
    var hold = 1.0

    private static let fileLimitBytes = 256 << 20

    func validate() throws {
        guard speed > 0, speed.isFinite else { throw ValidationError("--speed wants a number above 0") }
        guard 0...86_400 ~= hold else { throw ValidationError("--hold wants 0 to 86400 seconds") }
    }

    func run() throws {
        let recording: Recording
        do {
            let text = String(decoding: try readFile(file, limit: Self.fileLimitBytes), as: UTF8.self)
            recording = try Recording(evemu: text)
        } catch let error as RecordingUnreadable {
            Log.write(.error, "\(file): \(error)")
            throw ExitCode(1)
        } catch {
            Log.write(.error, "\(error)")
            throw ExitCode(3)
        }
        do {
            try play(recording)
        } catch {
            Log.write(.error, "\(error); a bench needs the module uinput and the right to /dev/uinput")
            throw ExitCode(3)
        }
    }

    private func play(_ recording: Recording) throws {
        let panel = try KernelPanel(recording.device)
        Log.write(.info, "\(recording.device.name) is at \(panel.path)")
        try play(recording.events, on: panel)
        if live {
            try follow(panel)
        } else {
            _ = try Poller().wait(timeout: .seconds(hold))
        }
    }

    private func play(_ events: [InputEvent], on panel: KernelPanel) throws {
        let pause = try Poller()
        let begun = Clock.monotonicNanoseconds()
        let first = events.first?.timeNanoseconds ?? 0
        for event in events {
            let due = begun + Int64(Double(event.timeNanoseconds - first) / speed)
            let wait = due - Clock.monotonicNanoseconds()
            if wait > 0 { _ = try pause.wait(timeout: .nanoseconds(wait)) }
            try panel.say(event.type, event.code, event.value)
        }
    }

    /// Plays lines of standard input until it ends; a line that is none of
    /// evemu's is told and passed over.
    private func follow(_ panel: KernelPanel) throws {
        var reader = EvemuReader()
        while let line = readLine() {
            do {
                guard let event = try reader.read(line) else { continue }
                try panel.say(event.type, event.code, event.value)
            } catch let error as RecordingUnreadable {
                Log.write(.warning, "standard input: \(error)")
            }
        }
    }
}
