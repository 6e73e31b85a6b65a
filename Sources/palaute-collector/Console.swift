import Glibc

/// Lines to the terminal or the journal, each written at once: a reader at the
/// other end of a pipe waits for them.
enum Console {
    static func say(_ line: String) {
        write(line, to: STDOUT_FILENO)
    }

    static func complain(_ line: String) {
        write(line, to: STDERR_FILENO)
    }

    /// A failure, with the level that journald reads.
    static func log(_ line: String) {
        write("<3>\(line)", to: STDERR_FILENO)
    }

    private static func write(_ line: String, to descriptor: Int32) {
        var rest = Array("\(line)\n".utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // Nobody listens any more: the line is lost, the work goes on.
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }
}
