import CLinux
import FoundationEssentials
import Linux
import Testkit

/// One terminal with replies to deliver, and a collector that fails it.
struct FaultTrial {
    /// What everything is bounded by: far above an uplink at work, far below what is poured into it.
    private static let memoryLimitKiB = 64 << 10
    private static let lookEvery = Duration.milliseconds(100)
    /// Two hours.
    private static let limitLooks = 72_000

    let faults: [Fault]
    let seed: UInt64
    /// The longest request.
    let timeout: Int
    let strikes: Int
    /// The most replies that the collector takes at once.
    let entryLimit: Int
    let forgets: Bool
    let stock: ReplyStock
    let contexts: FaultContexts

    /// Delivers everything, and holds the collector's truth against the journal's.
    func carryOut(naming name: String) throws -> TrialResult {
        let desk = FaultDesk(faults, strikes: strikes, seed: seed, bomb: stock.bomb, entryLimit: entryLimit)
        let server = try FaultServer(desk, contexts)
        let terminal = try TerminalRoot()
        let host = faults.contains(.noName) ? FaultContexts.name : "127.0.0.1"
        try terminal.enrol(at: server.port, host: host, authority: contexts.authority, token: "token")
        try stock.put(into: terminal)
        let hosts = try Hosts()
        let kiosk = try VisitorsCommand.start(terminal, ["--drain"])
        var uplink = try self.uplink(terminal, hosts)
        var (patience, peak) = (Self.limitLooks, 0)
        while kiosk.isRunning {
            patience -= 1
            guard patience > 0, uplink.isRunning else {
                throw Program.Failure("\(name) never came to an end: \(uplink.messages)")
            }
            peak = max(peak, Self.peakKiB(uplink.identifier))
            if desk.takeNameless() {
                // A name once found is remembered: another uplink has to look for it.
                uplink.kill()
                try hosts.forget()
                uplink = try self.uplink(terminal, hosts)
                try uplink.wait(forMessages: { $0.contains("resolve") })
                try hosts.remember()
            }
            _ = try Poller().wait(timeout: Self.lookEvery)
        }
        if forgets {
            uplink.kill()
        } else if try uplink.stop() != 0 {
            throw Program.Failure("the uplink failed: \(uplink.messages)")
        }
        let end = try kiosk.end()
        try server.stop()
        guard end.code == 0 else { throw Program.Failure("not all was delivered: \(end.messages)") }
        return judge(name, desk, uplinkPeakKiB: peak)
    }

    private func uplink(_ terminal: TerminalRoot, _ hosts: Hosts) throws -> Program {
        if forgets { return try Program("palaute-lab", ["forgetful-uplink", "--root", terminal.path]) }
        let words = ["--root", terminal.path, "--timeout", "\(timeout)"]
        guard faults.contains(.noName) else { return try Program("palaute-uplink", words) }
        return try hosts.program("\(Program.folder)/palaute-uplink", words)
    }

    private func judge(_ name: String, _ desk: FaultDesk, uplinkPeakKiB: Int) -> TrialResult {
        let truth = desk.truth
        var result = TrialResult(trial: "faults", seed: seed)
        result.fault = name
        result.n = desk.strikes.values.reduce(0, +)
        result.acknowledged = stock.count
        result.lost = Set(1...stock.count).subtracting(truth.numbers.keys).count
        result.doubled = truth.numbers.values.map { $0 - 1 }.reduce(0, +) + truth.conflicts
        result.uplinkPeakKiB = uplinkPeakKiB
        var missed = truth.wrongs.sorted()
        if truth.numbers.keys.contains(where: { $0 > stock.count }) {
            missed.append("a reply came that nobody gave")
        }
        if uplinkPeakKiB > Self.memoryLimitKiB { missed.append("the uplink took \(uplinkPeakKiB) KiB") }
        // Of many together a seed may leave some out.
        if faults.count == 1, let fault = faults.first {
            let wanted = fault.isHang ? fault.limit(of: strikes) : 1
            if result.n < wanted { missed.append("it struck \(result.n) times of \(wanted)") }
        }
        result.missed = missed
        return result
    }

    /// The most memory the process has ever had.
    private static func peakKiB(_ identifier: Int32) -> Int {
        let status = (try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
}

/// A list of names of a program's own, in which the collector's is or is not.
private struct Hosts {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        // Whoever is not in the list is asked for here, where nobody answers.
        try Data("nameserver 127.0.0.1\n".utf8).write(to: URL(filePath: "\(folder.path)/resolv.conf"))
        try remember()
    }

    func remember() throws { try write("127.0.0.1 localhost \(FaultContexts.name)\n") }
    func forget() throws { try write("127.0.0.1 localhost\n") }

    /// In place: the file is what is mounted.
    private func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/hosts"))
    }

    /// Starts a program that sees these names and no others.
    func program(_ path: String, _ arguments: [String]) throws -> Program {
        let script =
            "mount --bind \(folder.path)/hosts /etc/hosts"
            + " && mount --bind \(folder.path)/resolv.conf /etc/resolv.conf && exec \"$@\""
        let user = getuid() == 0 ? [] : ["--map-root-user"]
        return try Program(
            "/usr/bin/unshare", user + ["--mount", "/bin/sh", "-c", script, "sh", path] + arguments)
    }
}
