import Display
import KioskCore
import KioskShell
import Linux
import Provisioning
import Scenes
import Storage
import Testkit
import Touch

/// The very kiosk on the board `desk`, in this process: real journal, real
/// painting, a clock that is moved by hand and fingers by script.
final class SoakTerminal {
    struct Stuck: Error, CustomStringConvertible {
        var wanted: String
        var seen: String
        var description: String { "the terminal never came to \(wanted); it showed \(seen)" }
    }

    /// The clock is moved so far before each touch: past the guard of a new screen.
    private static let betweenTouches = Duration.milliseconds(700)
    let root: Root
    let clock: ManualClock
    let runtime: Runtime
    private let panel: Panel
    private let hands = Hands()
    /// Turns of the loop until something is given up.
    private let patience: Int

    /// The hand of the touch source in use; each opening makes another.
    private final class Hands {
        var current: ScriptedTouch?
    }

    /// Starts it on the board that `root` names.
    ///
    /// - Parameter journal: how its journal is opened; nil: as every kiosk does.
    init(_ root: Root, patience: Int = 20_000, journal: JournalDesk.Opening? = nil) throws {
        self.patience = patience
        let clock = try ManualClock()
        let board = try root.board()
        panel = board.panel
        var options = Runtime.Options(root: root, board: board, version: "soak")
        if let journal { options.journal = journal }
        options.clock = { clock.nowNanoseconds }
        options.alarm = { clock }
        options.touch = { [hands] in
            let hand = try ScriptedTouch()
            hands.current = hand
            return hand
        }
        (self.root, self.clock) = (root, clock)
        runtime = try Runtime(options)
        runtime.start()
        try turn(until: "the greeting and a journal") { $0.screen == "attract" && $0.lastSeq != nil }
    }

    var status: Status { runtime.status }
    var glance: Glance { runtime.glance }

    /// Turns the loop until the terminal is as wanted.
    func turn(until wanted: String, _ isReached: (Glance) -> Bool) throws {
        for _ in 0..<patience {
            if isReached(runtime.glance) { return }
            try runtime.turn(atMost: .milliseconds(1))
        }
        throw Stuck(wanted: wanted, seen: runtime.glance.screen)
    }

    /// Puts a finger on a key and lifts it.
    func tap(_ key: Key) throws {
        // The state is ahead of the picture: a key is there once it was painted.
        var box: [Double] = []
        try turn(until: "the key \(key.target)") { _ in
            box = runtime.targets[key.target.rawValue]?.map(Double.init) ?? []
            return !box.isEmpty
        }
        try pass(Self.betweenTouches)
        let x = (box[0] + box[2] / 2) / Double(panel.widthPixels)
        let y = (box[1] + box[3] / 2) / Double(panel.heightPixels)
        try feed(.touch(x: x, y: y))
        try feed(.lift())
    }

    /// Lets time pass and everything happen that is due by then.
    func pass(_ duration: Duration) throws {
        clock.advance(by: duration)
        while try runtime.turn(atMost: .zero) {}
    }

    private func feed(_ move: ScriptedTouch.Move) throws {
        let before = runtime.glance.frames
        try hands.current?.feed([move])
        // The timer behind the script comes a moment later than it was armed.
        for _ in 0..<100 where runtime.glance.frames == before { try runtime.turn(atMost: .milliseconds(1)) }
        while try runtime.turn(atMost: .zero) {}
    }
}
