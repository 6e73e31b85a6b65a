import ArgumentParser
import FoundationEssentials
import KioskShell
import Linux

struct TouchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "touch", abstract: "Where fingers are, live.",
        discussion: """
            Prints a line whenever a finger comes, moves or goes. Ctrl-C ends it.

            With --record the panel's own words go into a file, for a bench to play again: \
              palautectl touch --record ghost.evemu --seconds 60
            Where fingers were is what was answered: record while nobody answers.

            With --calibrate the glass shows nine crosses; touch each in its middle. \
            What is no better than what stands is not taken.
            """)

    @ParentCommand var parent: Palautectl

    @Option(help: "End after this many seconds.")
    var seconds: Int?

    @Option(help: "Write what the panel says into this new file (evemu's text).")
    var record: String?

    @Flag(help: "Show nine crosses and calibrate by how they are touched.")
    var calibrate = false

    func validate() throws {
        guard 1...86_400 ~= seconds ?? 1 else { throw ValidationError("--seconds is from 1 to 86400") }
        if calibrate, record != nil || seconds != nil {
            throw ValidationError("--calibrate goes without --record and --seconds")
        }
    }

    func run() throws {
        try reporting {
            let client = ControlClient(root: parent.place)
            if calibrate { return try calibrate(client) }
            if let record {
                var recording = try TouchRecording(to: record)
                try recording.run(client, seconds: seconds)
                let missed =
                    recording.missed == 0 ? "" : "; \(recording.missed) came too fast and are missing"
                Console.say("\(record): \(recording.count) events\(missed)")
                return
            }
            let pause = try Poller()
            var last: [Int: [Int]]?
            for _ in 0..<(seconds.map { $0 * 10 } ?? .max) {
                let contacts = try JSONDecoder().decode([Int: [Int]].self, from: Data(client.ask("touch")))
                if contacts != last { Console.say(parent.json ? json(contacts) : line(contacts)) }
                last = contacts
                _ = try pause.wait(timeout: .milliseconds(100))
            }
        }
    }

    // Nine crosses, each waited for a minute at the most.
    private static let calibrationPatience = Duration.seconds(600)

    private func calibrate(_ client: ControlClient) throws {
        if !parent.json { Console.say("touch each cross on the glass in its middle; Ctrl-C gives it up") }
        let reply = try client.ask("calibrate", patience: Self.calibrationPatience)
        guard let answer = try? JSONDecoder().decode(CalibrationAnswer.self, from: Data(reply)) else {
            throw ControlClient.Failure.strange
        }
        if parent.json { Console.say(json(answer)) }
        guard let before = answer.beforeMm, let after = answer.afterMm else {
            Console.complain("not calibrated: \(answer.refused ?? "the kiosk does not say why")")
            throw ExitCode.bad
        }
        if !parent.json {
            Console.say("calibrated: touches were \(before) mm off the crosses, now they are \(after) mm off")
        }
    }

    private func line(_ contacts: [Int: [Int]]) -> String {
        if contacts.isEmpty { return "no finger" }
        return contacts.sorted { $0.key < $1.key }
            .map { "finger \($0.key) at \($0.value[0]), \($0.value[1])" }.joined(separator: "; ")
    }
}

/// One line of JSON with sorted keys.
func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
}
