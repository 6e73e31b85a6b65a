import CLinux
import Foundation
import Linux

/// A terminal without hardware: QEMU boots a stock Debian kernel with the real
/// programs, and the test touches the glass, looks at the picture, pulls the
/// cable and cuts the power.
///
/// Everything blocks: call it within ``onThread(_:)``. What the board is made of
/// stands in `Board/virtual/qemu`; the board ends with this value.
package final class VirtualBoard: @unchecked Sendable {
    /// What the board keeps its journal on.
    package enum Disk: Sendable {
        /// A fresh, provisioned disk of its own.
        case fresh
        /// A file that outlives the board.
        case file(String)
        /// A disk that forgets at a power cut what was not flushed.
        case volatile(VolatileDisk)
        /// A copy of a qcow2 file in which a running board was saved: it goes on.
        case saved(String, as: String)
    }

    /// How fingers reach the guest.
    package enum Panel: String, Sendable {
        /// QEMU's own device (8.1 and later).
        case multitouch
        /// A panel that the guest makes for itself: the same kernel interface, any QEMU.
        case uinput
    }

    /// Lines of the kiosk, the uplink and what restarts them.
    package let log: GuestLines
    let monitor: Monitor
    package let display: Display
    package let panel: Panel
    /// Evemu's lines to the panel that the guest makes.
    let fingers: GuestLines?
    private let agent: GuestLines
    private let process: Process
    let directory: URL
    /// Whether the agent listens; a saved board says nothing when it is loaded.
    private var isUp = false
    /// Who asked for the glass's size, connected as long as that is wished.
    var viewer: Descriptor?
    /// The tracking id of the last finger that came down, and of the one in each slot.
    var lastContact = 0
    var contacts: [Int: Int] = [:]

    /// Starts QEMU; ``waitUntilUp()`` waits for the guest.
    ///
    /// - Parameter collectorPort: where on the loopback the one server listens
    ///   that the guest can reach; nil: none.
    /// - Parameter panel: nil takes QEMU's own, and where it has none the guest's.
    /// - Parameter share: a folder of this machine that the guest may mount, read only.
    /// - Parameter display: the card and the display behind it.
    /// - Parameter rtc: what the board's battery-backed clock shows at the start.
    /// - Parameter append: words for the kernel's command line.
    package init(
        disk: Disk = .fresh, collectorPort: UInt16? = nil, panel: Panel? = nil, share: String? = nil,
        display: Display = Display(), rtc: String = "utc", append: String = ""
    ) throws {
        let panel = panel ?? (BoardImage.hasMultitouch ? .multitouch : .uinput)
        let directory = URL(filePath: "/tmp/board.\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        var arguments = [directory.path(), "--reboots", "--rtc", rtc, "--touch", panel.rawValue]
        arguments +=
            display.arguments + ["--append", "board.rotation=\(display.rotation.rawValue) \(append)"]
        if let share { arguments += ["--share", share] }
        if let collectorPort { arguments += ["--collector", String(collectorPort)] }
        arguments += try Self.diskArguments(disk, in: directory)
        let process = Process()
        process.executableURL = BoardImage.script("qemu")
        process.arguments = arguments
        let errors = directory.appending(path: "stderr")
        try Data().write(to: errors)
        let handle = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        do {
            func connected<Port>(_ name: String, _ connect: (String) throws -> Port?) throws -> Port {
                // QEMU's sockets appear some milliseconds after its start.
                while true {
                    if let port = try connect(directory.appending(path: name).path()) { return port }
                    guard process.isRunning else {
                        throw BoardError.notStarted(try String(contentsOf: errors, encoding: .utf8))
                    }
                    usleep(10_000)
                }
            }
            monitor = try connected("qmp", Monitor.init(connectingTo:))
            fingers =
                switch panel {
                case .multitouch: nil
                case .uinput: try connected("touch", GuestLines.init(connectingTo:))
                }
            agent = try connected("agent", GuestLines.init(connectingTo:))
            log = try connected("log", GuestLines.init(connectingTo:))
        } catch {
            Self.end(process, directory)
            throw error
        }
        self.process = process
        self.directory = directory
        self.panel = panel
        self.display = display
        if case .saved = disk { isUp = true }
    }

    deinit {
        Self.end(process, directory)
    }

    /// Waits until the guest has mounted its disk and started the programs.
    package func waitUntilUp(after start: Int = 0) throws {
        try agent.await("up", from: start) { $0.hasPrefix("@@up") }
        isUp = true
    }

    /// How many lines the agent has said: where ``waitUntilUp(after:)`` begins
    /// to look after a reset.
    package var agentLines: Int { agent.count }

    /// Runs one shell line in the guest, by root, and waits for its end.
    package func run(_ line: String) throws -> (status: Int, output: String) {
        if !isUp { try waitUntilUp() }
        let start = agent.count
        try agent.send(line)
        let end = try agent.await("the end of `\(line)`", from: start) { Self.status($0) != nil }
        let answer = agent.lines(from: start).prefix(end.index - start + 1)
        let text = answer.joined(separator: "\n")
        guard let mark = text.range(of: "@@", options: .backwards) else { return (0, text) }
        return (Self.status(end.line) ?? 0, String(text[..<mark.lowerBound]))
    }

    /// What the glass shows now.
    package func screendump() throws -> Picture {
        let path = directory.appending(path: "picture.ppm").path()
        try monitor.execute("screendump", ["filename": path])
        guard let picture = Picture(ppm: try readFile(path, limit: 64 << 20)) else {
            throw BoardError.refused(command: "screendump", reason: "not a picture")
        }
        return picture
    }

    /// Plugs the network cable in, or pulls it out.
    package func plugNetwork(_ isPlugged: Bool) throws {
        try monitor.execute("set_link", ["name": "net0", "up": isPlugged])
    }

    /// Presses the reset button: the memory is lost, the disk keeps its cache.
    package func reset() throws {
        try monitor.execute("system_reset")
    }

    /// Pulls the mains plug: QEMU is gone before this returns.
    package func cutPower() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    // The status in an agent's last line of an answer: `…@@0`.
    private static func status(_ line: String) -> Int? {
        guard let mark = line.range(of: "@@", options: .backwards) else { return nil }
        return Int(line[mark.upperBound...])
    }

    private static func diskArguments(_ disk: Disk, in directory: URL) throws -> [String] {
        switch disk {
        case .fresh:
            let copy = directory.appending(path: "data.img")
            try FileManager.default.copyItem(at: try BoardImage.disk(), to: copy)
            return ["--disk", copy.path()]
        case .file(let path):
            return ["--disk", path]
        case .volatile(let disk):
            return ["--nbd", disk.socketPath]
        case .saved(let path, let name):
            let copy = directory.appending(path: "saved.qcow2")
            try FileManager.default.copyItem(at: URL(filePath: path), to: copy)
            return ["--disk", copy.path(), "--", "-loadvm", name]
        }
    }

    private static func end(_ process: Process, _ directory: URL) {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: directory)
    }
}
