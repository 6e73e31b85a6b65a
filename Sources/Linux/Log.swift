import CLinux

/// Lines on standard error, with the levels of journald (`sd-daemon(3)`).
///
/// Never an answer, a text, or an id with a text.
package enum Log {
    package enum Level: Int, Sendable {
        case critical = 2
        case error = 3
        case warning = 4
        case notice = 5
        case info = 6
    }

    /// A line has at most this many bytes, prefix and newline included.
    package static let lineLimitBytes = 1024

    /// Writes one line by one `write`, so that lines of threads do not mix.
    package static func write(_ level: Level, _ message: String) {
        let bytes = line(level, message)
        // A log that cannot be written has nowhere to say so.
        _ = CLinux.write(STDERR_FILENO, bytes, bytes.count)
    }

    /// The bytes of one line: control characters and line breaks become
    /// spaces, what is too long is cut between characters.
    package static func line(_ level: Level, _ message: String) -> [UInt8] {
        var bytes = Array("<\(level.rawValue)>".utf8)
        for scalar in message.unicodeScalars {
            let isSeparator = scalar.value == 0x2028 || scalar.value == 0x2029
            let isControl = scalar.properties.generalCategory == .control || isSeparator
            let piece = UTF8.encode(isControl ? " " : scalar)!
            if bytes.count + piece.count >= lineLimitBytes { break }
            bytes += piece
        }
        return bytes + [UInt8(ascii: "\n")]
    }
}
