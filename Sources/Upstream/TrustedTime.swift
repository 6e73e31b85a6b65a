import Linux
import Wire

/// What the uplink knows of the time without an RTC (contract.md §7).
///
/// Certificates are judged at the trusted time of this boot, else at the last
/// trusted time kept in a file, never below the floor of the release. The wall
/// clock is never asked, in neither direction. Belongs to one thread.
package final class TrustedTime {
    /// No true clock shows less: 2026-01-01, before this release.
    package static let floorMs: Int64 = 1_767_225_600_000
    /// The file is written at most this often, to spare the disk.
    package static let persistInterval = Duration.seconds(600)

    private let path: String
    private let startMs: Int64
    private var persistedAt: Instant?
    /// The best reading of this boot.
    package private(set) var fix: TimeFix?

    /// Takes the last trusted time from the file at `path`; a missing or
    /// damaged one counts for nothing.
    package init(path: String) {
        self.path = path
        let bytes = (try? readFile(path, limit: 64)) ?? []
        let text = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        startMs = max(Self.floorMs, Int64(text) ?? 0)
    }

    package var state: ClockState { fix == nil ? .floor : .synced }

    /// Milliseconds since 1970 at which certificates are judged.
    package func verificationMs(at now: Instant) -> Int64 {
        fix.map { $0.utcMs + (now.nanoseconds - $0.atBootNs) / 1_000_000 } ?? startMs
    }

    /// Believes `fix`, and keeps it for the next boot when that is due.
    ///
    /// A time below the floor is not believed: it would be wrong.
    package func note(_ fix: TimeFix, at now: Instant) throws(SystemError) {
        guard fix.utcMs >= Self.floorMs else { return }
        self.fix = fix
        if let persistedAt, now.nanoseconds < persistedAt.nanoseconds + Self.persistInterval.nanoseconds {
            return
        }
        persistedAt = now
        try AtomicFile.write(Array("\(fix.utcMs)\n".utf8), to: path, mode: 0o600)
    }
}
