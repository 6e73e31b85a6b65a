import CLinux
import Linux

/// A program that is run to its end, for what it prints.
enum ChildProcess {
    /// It ended with another status than 0.
    struct Failure: Error, CustomStringConvertible {
        var program: String
        var status: Int32

        var description: String { "\(program) ended with \(status); its words stand above" }
    }

    private static let outputLimitBytes = 64 << 20

    /// Runs a program of the search path; its stderr is ours.
    ///
    /// The corresponding C functions are `posix_spawnp` and `waitpid`.
    static func output(_ program: String, _ arguments: [String]) throws -> String {
        let (child, reading) = try start(program, arguments)
        var bytes: [UInt8] = []
        while bytes.count < outputLimitBytes, let more = try reading.read(upTo: 65_536, subject: program),
            !more.isEmpty
        {
            bytes += more
        }
        var status: Int32 = 0
        try check("waitpid", program) { waitpid(child, &status, 0) }
        guard status == 0 else { throw Failure(program: program, status: status >> 8) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The child, and the end to read from of what it prints. The other end is
    /// closed here once the child has it, so that reading ends with the child.
    private static func start(
        _ program: String, _ arguments: [String]
    ) throws(SystemError) -> (child: pid_t, output: Descriptor) {
        var ends: [Int32] = [0, 0]
        try check("pipe2", program) { pipe2(&ends, O_CLOEXEC) }
        defer { close(ends[1]) }
        let reading = Descriptor(owning: ends[0])
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let code = posix_spawnp(&child, program, &actions, nil, &words, shim_environ())
        guard code == 0 else { throw SystemError(call: "posix_spawnp", subject: program, code: code) }
        return (child, reading)
    }
}
