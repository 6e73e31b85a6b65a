/// A call that the house does without, and what to use instead.
struct Ban: CustomStringConvertible, Sendable {
    let pattern: String
    let instead: String
    /// Paths (or their beginnings) where the call has its one home.
    var homes: [String] = []
    var holdsInTests = true

    var description: String { pattern }

    func applies(to file: Checkout.File) -> Bool {
        if file.path.hasPrefix("Tests/TidyTests") { return false }
        if file.isTest && !holdsInTests { return false }
        return !homes.contains { file.path.hasPrefix($0) }
    }

    static let all: [Ban] = [
        Ban(
            pattern: #"clock_gettime|\bDate\(\)|\b(Continuous|Suspending)Clock\b|DispatchTime"#,
            instead: "time is a parameter; Linux.Clock is the one reading",
            homes: ["Sources/Linux/Clock.swift", "Sources/CollectorServer", "Sources/palaute-collector"],
            holdsInTests: false),
        Ban(
            pattern: #"\bepoll_wait\b|\bepoll_pwait"#, instead: "use Linux.Poller",
            homes: ["Sources/Linux/Poller.swift"]),
        Ban(
            pattern: #"\bgetrandom\(|\.random\(in: [^,]*\)$|SystemRandomNumberGenerator"#,
            instead: "randomness is handed in; Linux.randomBytes is the one source",
            homes: ["Sources/Linux", "Sources/CollectorServer", "Sources/palaute-collector"],
            holdsInTests: false),
        Ban(pattern: #"@testable"#, instead: "give the declaration package access"),
        Ban(
            pattern: #"@MainActor|DispatchQueue"#, instead: "use a Worker and its Mailbox",
            holdsInTests: false),
        Ban(pattern: #"\bfatalError\("#, instead: "use precondition for a broken invariant"),
        Ban(pattern: #"\btry!"#, instead: "throw or handle it"),
        Ban(pattern: #"\b(TODO|FIXME|HACK)\b"#, instead: "finish it or file an issue"),
        Ban(
            pattern: #"\bunsafeBitCast\b"#, instead: "find a typed way",
            homes: ["Sources/SQLite"]),
        Ban(
            pattern: #"\bprint\("#, instead: "use Linux.Log, or return the text",
            homes: [
                "Sources/palautectl", "Sources/palaute-lab", "Sources/palaute-collector",
                "Sources/CollectorServer",
            ],
            holdsInTests: false),
    ]
}
