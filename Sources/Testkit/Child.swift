import Foundation

/// A process started here, and waited for here.
///
/// Foundation's `Process` looks for the end of its children on one run loop; with
/// fifty started beside each other an end is now and then never seen. This one
/// asks the kernel whenever it is asked.
final class Child: @unchecked Sendable {
    let identifier: pid_t
    private let lock = NSLock()
    /// The exit code; below zero the signal that ended it.
    private var status: Int32?

    /// Starts a program, at its path or of the search path, in a process group of its
    /// own, with no signal blocked and nothing else open.
    ///
    /// The corresponding C function is `posix_spawnp`.
    /// - Parameters:
    ///   - output: where its stdout goes; a descriptor that is open here.
    ///   - messages: where its stderr goes.
    init(_ program: String, _ arguments: [String], output: Int32, messages: Int32) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, messages, 2)
        // A server in this process would keep its port in the child, a pipe its end.
        for descriptor in 3...Self.highestDescriptor {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var surroundings = environment.map { strdup($0) } + [nil]
        defer { for word in words + surroundings { free(word) } }
        var child: pid_t = 0
        let code = posix_spawnp(&child, program, &actions, &attributes, &words, &surroundings)
        guard code == 0 else { throw Program.Failure("\(program): \(String(cString: strerror(code)))") }
        identifier = child
    }

    deinit {
        end()
    }

    /// Above what is open now, with room for what other threads open meanwhile.
    private static var highestDescriptor: Int32 {
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return min(
            (open.compactMap { Int32($0) }.max() ?? 3) + 1_024, Int32(sysconf(Int32(_SC_OPEN_MAX))) - 1)
    }

    /// How it ended; nil: it runs.
    var ending: Int32? { look(WNOHANG) }

    /// Sends a signal, unless it has ended: another process may have the number then.
    func send(_ signal: Int32) {
        lock.withLock {
            guard status == nil else { return }
            kill(identifier, signal)
        }
    }

    /// Whether it blocks, ignores or catches a signal, by `/proc/PID/status`.
    func heeds(_ signal: Int32) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)) ?? ""
        return status.split(separator: "\n").contains { line in
            let words = line.split(whereSeparator: { $0 == ":" || $0 == "\t" })
            guard words.count == 2, ["SigBlk", "SigIgn", "SigCgt"].contains(words[0]) else { return false }
            return UInt64(words[1], radix: 16).map { $0 >> (signal - 1) & 1 == 1 } ?? false
        }
    }

    /// Ends it and all that it started in its group: what strace holds would outlive strace.
    func end() {
        lock.withLock { if status == nil { kill(-identifier, SIGKILL) } }
        wait()
    }

    /// Waits until it ends.
    func wait() {
        // Without the lock, and without taking the end away from `look`.
        var information = siginfo_t()
        while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        _ = look(0)
    }

    private func look(_ options: Int32) -> Int32? {
        lock.withLock {
            if status != nil { return status }
            var word: Int32 = 0
            guard waitpid(identifier, &word, options) == identifier else { return nil }
            let signal = word & 0x7f
            status = signal == 0 ? (word >> 8) & 0xff : -signal
            return status
        }
    }
}
