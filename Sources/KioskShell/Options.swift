import Display
import Linux
import Provisioning
import Storage
import Touch

extension Runtime {
    /// Where a runtime lives and which of its parts are the real ones.
    package struct Options {
        package var root: Root
        package var board: Board
        package var version: String
        /// Users that may connect to the Link: `palaute-uplink` alone where there is
        /// one; nil: whom the socket's mode lets in.
        package var uplinkUsers: Set<UInt32>?
        /// Nanoseconds of CLOCK_BOOTTIME, read once per turn.
        package var clock: () -> Int64
        /// Wakes the loop by the same clock.
        package var alarm: () throws -> any Alarm
        package var screen: () throws -> any Screen
        package var touch: () throws -> any TouchSource
        /// Nil where the brightness is not ours.
        package var backlight: (() throws -> Backlight)?
        /// Called on the journal's thread.
        package var journal: JournalDesk.Opening

        /// The terminal as `board` says, everything real.
        package init(root: Root, board: Board, version: String) {
            self.root = root
            self.board = board
            self.version = version
            uplinkUsers = userID(named: "palaute-uplink").map { [$0] }
            clock = Clock.bootNanoseconds
            alarm = { try Linux.Timer() }
            screen = { try board.makeScreen() }
            touch = { try board.makeTouch(root: root) }
            backlight = board.backlight.map { name in
                { try Backlight(folder: root("sys/class/backlight/\(name)")) }
            }
            let ledger = LedgerPlace.folder(root.ledger(of: board))
            journal = { run throws(JournalError) in
                try Journal(directory: root.state, run, ledger: ledger)
            }
        }

        /// Shows the picture on a framebuffer instead of the board's display.
        ///
        /// - Parameter target: a device such as `/dev/fb0`, or `raw:FILE:WIDTH:HEIGHT`
        ///   for a file of XRGB8888 rows.
        /// - Returns: false when `target` is neither.
        package mutating func show(on target: String) -> Bool {
            guard let target = FramebufferTarget(target) else { return false }
            screen = { try FramebufferScreen(target) }
            return true
        }
    }
}
