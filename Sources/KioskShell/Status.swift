/// What the loop knows by heart: reading it asks neither kernel nor disk.
package struct Glance: Hashable, Sendable {
    /// What the glass shows: `attract`, `question`, `saving`, …
    package var screen: String
    package var frames: Int
    /// The number of the last stored reply; nil while the journal cannot be opened.
    package var lastSeq: Int?
    /// Replies without a receipt; nil while the journal cannot be opened.
    package var unsent: Int?
}

/// What `palautectl status --json` prints (`interfaces.md`). Counts and states
/// only: nothing in it tells what anybody answered.
package struct Status: Hashable, Sendable, Codable {
    package struct Flips: Hashable, Sendable, Codable {
        package var n: Int
        package var median: Double?
        package var p99: Double?
    }

    package struct JournalState: Hashable, Sendable, Codable {
        package var id: String
        package var lastSeq: Int
        package var unsent: Int
        package var oldestUnsentAgeS: Int?
        package var parked: Int
        package var withdrawn: Int
        /// Damaged databases that lie set aside; nil: none.
        package var setAside: Int?
        /// Replies that the ledger gave back when the journal was opened; nil: none.
        package var restored: Int?
    }

    package struct ClockState: Hashable, Sendable, Codable {
        /// `synced` after a trusted reading in this boot, else `unknown`.
        package var state: String
        package var errorMs: Int64?
    }

    package var version: String
    package var boot: String
    package var board: String
    /// What the glass shows: `attract`, `question`, `saving`, …
    package var screen: String
    /// The pressable regions on show, by name: x, y, width, height in pixels.
    package var targets: [String: [Int]]
    package var acknowledged: Int
    /// Visits since the start that were stored with a flag of misuse.
    package var flagged: Int
    package var frames: Int
    package var touches: Int
    package var touchToFlipMs: Flips
    /// From the kernel's start to the first frame on the glass.
    package var firstFrameMs: Int64?
    /// Nil while the journal cannot be opened.
    package var journal: JournalState?
    package var clock: ClockState
    package var survey: String?
    package var settingsSerial: Int?
    /// Whether only the compiled-in question is asked, after a crash loop.
    package var isSafe: Bool
    package var link: String
    package var rssKiB: Int
    package var fds: Int
    package var threads: Int
}
