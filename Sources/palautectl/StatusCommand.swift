import ArgumentParser
import KioskShell
import Linux

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How the terminal is.",
        discussion: "Asks the running kiosk. Counts and states only, never what anybody answered.")

    @ParentCommand var parent: Palautectl

    func run() throws {
        try reporting {
            let client = ControlClient(root: parent.place)
            if parent.json {
                Console.say(String(decoding: try client.ask("status"), as: UTF8.self))
            } else {
                Console.say(try client.status().lines.joined(separator: "\n"))
            }
        }
    }
}

extension Status {
    var lines: [String] {
        let flips = touchToFlipMs
        let latency = flips.median.map { "median \($0) ms, p99 \(flips.p99 ?? 0) ms" } ?? "none yet"
        return [
            "glass      \(screen), \(frames) pictures, first after \(firstFrameMs.map { "\($0) ms" } ?? "–")",
            "touch      \(touches) touches; touch to picture: \(latency)",
            "journal    \(journal?.line ?? "cannot be opened; see the log")",
            "survey     \(survey ?? "none: see the log"), settings \(settingsName)",
            "link       \(link)",
            "clock      \(clock.state)",
            "program    \(version) on board \(board); \(rssKiB) KiB, \(fds) descriptors, \(threads) threads",
        ]
    }
}

extension Status {
    fileprivate var settingsName: String {
        if isSafe { return "not read: the kiosk crashed five times in two minutes, see its log" }
        return settingsSerial.map(String.init) ?? "none"
    }
}

extension Status.JournalState {
    var line: String {
        let age = oldestUnsentAgeS.map { ", the oldest \($0) s old" } ?? ""
        let line =
            "\(lastSeq) replies; \(unsent) wait to be sent\(age); \(parked) parked, \(withdrawn) withdrawn"
        let back = restored.map { "; \($0) came back from the ledger" } ?? ""
        guard let setAside else { return line + back }
        return line + back + "; \(setAside) damaged in var/lib/palaute/aside: keep them and tell your support"
    }
}

struct RestartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart", abstract: "End the kiosk; its service starts it again.")

    @ParentCommand var parent: Palautectl

    func run() throws {
        try reporting { _ = try ControlClient(root: parent.place).ask("restart") }
    }
}
