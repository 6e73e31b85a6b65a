import KioskCore
import Linux
import Surveys

/// When this terminal's kiosk was started lately: what a crash loop shows in.
///
/// `run/palaute/starts` holds a line a start, nanoseconds of CLOCK_BOOTTIME. A
/// start that ended in order is taken out again; what is left are crashes.
struct Starts {
    /// So many starts that did not end in order …
    static let limit = 5
    /// … within so long are a loop (`quality.md` K3).
    static let window = Duration.seconds(120)
    private static let fileLimitBytes = 4_096

    let path: String

    /// Notes a start.
    ///
    /// - Returns: whether those before it are a loop. A file that cannot be read
    ///   or written is told and counts as none: a kiosk starts nevertheless.
    func note(at now: Instant) -> Bool {
        let recent = recent(at: now)
        write(recent + [now])
        return recent.count >= Self.limit
    }

    /// The start of this process ended in order.
    func forget(_ start: Instant) {
        write(recent(at: start).filter { $0 != start })
    }

    /// The loop is over.
    func forgetAll() {
        write([])
    }

    // Times after now are of a boot before: the folder should have been emptied.
    private func recent(at now: Instant) -> [Instant] {
        guard let bytes = try? readFile(path, limit: Self.fileLimitBytes) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .compactMap { Int64($0).map(Instant.init(nanoseconds:)) }
            .filter { $0 <= now && now - $0 < Self.window }
            .suffix(Self.limit)
    }

    private func write(_ starts: [Instant]) {
        let lines = starts.map { "\($0.nanoseconds)\n" }.joined()
        do throws(SystemError) {
            try AtomicFile.write(Array(lines.utf8), to: path)
        } catch {
            Log.write(.warning, "\(path): starts are not counted: \(error.reason)")
        }
    }
}
