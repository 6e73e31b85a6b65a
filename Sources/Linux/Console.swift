/// Lines of a command to standard output and error, each written at once: a
/// reader at the other end of a pipe waits for them.
///
/// A service logs by ``Log`` instead.
package enum Console {
    private static let output = Descriptor(owning: 1)
    private static let error = Descriptor(owning: 2)

    package static func say(_ line: String) {
        write(line, to: output)
    }

    package static func complain(_ line: String) {
        write(line, to: error)
    }

    private static func write(_ line: String, to descriptor: Descriptor) {
        // When nobody listens any more the line is lost and the work goes on.
        try? descriptor.write(Array("\(line)\n".utf8), subject: "standard output")
    }
}
