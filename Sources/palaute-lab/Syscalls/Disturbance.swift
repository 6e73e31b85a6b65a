/// One system call that goes wrong.
struct Disturbance: Hashable, CustomStringConvertible {
    enum Kind: String, CaseIterable {
        case kill = "KILL"
        case inputOutput = "EIO"
        case noSpace = "ENOSPC"
        case readOnly = "EROFS"
    }

    var call: String
    /// Which one of a thread's calls of that name, from 1.
    var number: Int
    var kind: Kind
    /// That call and every later one.
    var isForEver: Bool

    var description: String {
        "\(kind.rawValue) at \(call) \(number)\(isForEver ? " and ever after" : "")"
    }

    /// What strace is told (strace(1), Tampering).
    var arguments: [String] {
        let fault = kind == .kill ? "signal=KILL" : "error=\(kind.rawValue)"
        return ["-e", "trace=\(call)", "-e", "inject=\(call):\(fault):when=\(number)\(isForEver ? "+" : "")"]
    }

    /// How the names of calls begin that take no part in keeping or carrying an
    /// answer: memory, threads, waiting and asking for the time.
    static let apart = [
        "mmap", "munmap", "mremap", "mprotect", "madvise", "brk", "futex", "clone", "exit", "rseq",
        "set_robust_list", "rt_", "sched_", "poll", "ppoll", "epoll_", "nanosleep", "clock_", "gettid",
        "getpid", "prctl", "restart_syscall", "tgkill",
    ]

    /// Everything that can go wrong in calls of which a thread makes so many.
    static func all(of calls: [String: Int]) -> [Disturbance] {
        calls.sorted { $0.key < $1.key }.flatMap { call, count in
            (1...count).flatMap { number in
                Kind.allCases.flatMap { kind in
                    (kind == .kill ? [false] : [false, true]).map {
                        Disturbance(call: call, number: number, kind: kind, isForEver: $0)
                    }
                }
            }
        }
    }
}

/// What strace wrote down with `-f`: lines such as `4711 pwrite64(12, …) = 4096`.
struct CallCount {
    /// The most that one thread made of each.
    private(set) var calls: [String: Int] = [:]

    init(trace: String) {
        var byThread: [Substring: [String: Int]] = [:]
        for line in trace.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard words.count == 2,
                let call = words[1].drop(while: { $0 == " " }).split(separator: "(").first,
                call.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }),
                !Disturbance.apart.contains(where: { call.hasPrefix($0) })
            else { continue }
            byThread[words[0], default: [:]][String(call), default: 0] += 1
        }
        for counts in byThread.values { calls.merge(counts, uniquingKeysWith: max) }
    }
}
