import Display
import Foundation
import KioskCore
import KioskShell
import Linux
import Provisioning
import Scenes
import Storage
import Testing
import Testkit
import Touch

/// The very Runtime on the board `desk`, in this process: its glass, its
/// touchscreen and its disk are the test's, and its clock stands still until it
/// is moved.
@MainActor final class Bench {
    let terminal: TerminalRoot
    var pictures: Pictures
    let clock: ManualClock
    /// Every picture that came on the glass.
    let album = Album()
    /// Holds the journal's thread up while it is shut.
    let gate = Gate()
    let plugs = Plugs()
    let runtime: Runtime

    /// How often to look whether something has come that does not wait for the
    /// clock: half a minute.
    private static let looks = 3_000
    private static let look = Duration.milliseconds(10)

    /// - Parameter record: the board's; nil: of `desk` as it is.
    /// - Parameter change: what is changed in the terminal before it starts.
    init(record: String? = nil, _ change: (TerminalRoot) throws -> Void = { _ in }) throws {
        let terminal = try TerminalRoot()
        if let record { try terminal.write(record, to: "usr/share/palaute/boards/desk.json") }
        pictures = try Pictures(of: terminal)
        try change(terminal)
        let clock = try ManualClock()
        let board = try terminal.root.board()
        var options = Runtime.Options(root: terminal.root, board: board, version: "test")
        options.clock = { clock.nowNanoseconds }
        options.alarm = { clock }
        options.screen = { [album] in try album.screen(for: board.panel) }
        options.touch = { [plugs] in try plugs.plugIn() }
        options.journal = { [gate, state = terminal.root.state] run throws(JournalError) in
            try gate.pass()
            return GatedJournal(try Journal(directory: state, run), gate)
        }
        (self.terminal, self.clock) = (terminal, clock)
        runtime = try Runtime(options)
    }

    deinit {
        // The Runtime waits for its journal's thread.
        gate.open()
    }

    /// Starts and turns until the greeting is on the glass and its journal open.
    static func atTheGreeting(
        record: String? = nil, _ change: (TerminalRoot) throws -> Void = { _ in }
    ) throws -> Bench {
        let bench = try Bench(record: record, change)
        bench.runtime.start()
        try bench.turn { try bench.status()["journal"] != nil }
        return bench
    }

    /// Turns until `isReached`.
    func turn(until isReached: () throws -> Bool) throws {
        for _ in 0..<Self.looks {
            if try isReached() { return }
            try runtime.turn(atMost: Self.look)
        }
        let place = "\(try screen() ?? "no screen"), \(clock.deadline.map { "\($0)" } ?? "no deadline")"
        try #require(Bool(false), "it never came: \(place)")
    }

    /// Turns until nothing is ready to be served.
    func settle() throws {
        while try runtime.turn(atMost: .zero) {}
    }

    /// Whether most turns find nothing to do. What keeps the loop busy does so in
    /// every one; a device that another test plugs into this machine, now and then.
    func isAtRest() throws -> Bool {
        try (0..<100).count { _ in try runtime.turn(atMost: .zero) } < 50
    }

    /// Lets time pass and everything happen that is due by then.
    func pass(_ duration: Duration) throws {
        clock.advance(by: duration)
        try settle()
    }

    /// Turns until the alarm is armed so: how to see what the loop waits for.
    func turn(untilArmed isWanted: (Duration) -> Bool) throws {
        try turn { clock.deadline.map(isWanted) ?? false }
    }

    /// Turns until this picture is on the glass.
    func turn(untilShown model: ScreenModel) throws {
        let picture = pictures.picture(of: model)
        try turn { album.last == picture }
    }

    func shows(_ model: ScreenModel) throws -> Bool {
        try settle()
        return album.last == pictures.picture(of: model)
    }
}

// A finger in front of it.
extension Bench {
    /// Comes down on a key once the glass takes touches.
    func press(_ key: Key, slot: Int = 0) throws {
        try pass(.milliseconds(500))
        try down(key, slot: slot)
    }

    func down(_ key: Key, slot: Int = 0) throws {
        try plugs.touch(center(of: key), slot: slot)
        try settle()
    }

    func lift(slot: Int = 0) throws {
        try plugs.feed(.lift(slot: slot))
        try settle()
    }

    func tap(_ keys: Key...) throws {
        for key in keys {
            try press(key)
            try lift()
        }
    }

    /// The middle of a key on the glass, in shares of the panel as its connector has it.
    func center(of key: Key) throws -> (x: Double, y: Double) {
        let targets = try #require(try status()["targets"] as? [String: [Int]])
        let box = try #require(targets[key.target.rawValue], "\(key) is not on the glass").map(Double.init)
        let panel = pictures.panel
        let share = PanelPoint(
            x: (box[0] + box[2] / 2) / Double(panel.widthPixels),
            y: (box[1] + box[3] / 2) / Double(panel.heightPixels))
        let place = pictures.board.rotation.panelPoint(of: share, width: 1, height: 1)
        return (place.x, place.y)
    }
}

// A technician at the control socket.
extension Bench {
    func status() throws -> [String: Any] {
        let answer = try ask("status")
        return try #require(try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
    }

    func screen() throws -> String? { try status()["screen"] as? String }

    func ask(_ question: String) throws -> String {
        let client = try #require(try LocalSocket.connect(to: terminal.root.controlSocket))
        _ = try LocalSocket.send(ArraySlice(Array("\(question)\n".utf8)), over: client)
        return try answer(to: client)
    }

    /// The line that comes back, without its end.
    func answer(to client: Descriptor) throws -> String {
        var line: [UInt8] = []
        try turn {
            if let bytes = try client.read(upTo: 65_536, subject: "control.sock") {
                try #require(!bytes.isEmpty, "the kiosk hung up")
                line += bytes
            }
            return line.last == UInt8(ascii: "\n")
        }
        return String(decoding: line.dropLast(), as: UTF8.self)
    }
}
