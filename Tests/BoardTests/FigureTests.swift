import Testing
import Testkit

extension BoardTests {
    /// What a kiosk costs and how soon it answers, on the emulated board: printed, to be
    /// compared with itself. Only what can be counted is judged.
    @Suite struct FigureTests {
        private static let taps = environment("PALAUTE_TAPS", else: 10)
        private static let idleSeconds = environment("PALAUTE_IDLE_SECONDS", else: 10)

        @Test(arguments: [(1280, 800), (1920, 1080)])
        func tellsHowLongATouchTakesToTheGlass(width: Int, height: Int) async throws {
            try await onThread {
                let display = VirtualBoard.Display(size: (width, height))
                let visitor = Visitor(at: try VirtualBoard(display: display))
                try visitor.start()
                try visitor.choose(0)
                for tap in 1...Self.taps {
                    let place = try visitor.place(of: "scale.\(tap % 11)")
                    let before = try visitor.status()?.touchToFlipMs.n ?? 0
                    try visitor.board.tap(place)
                    try visitor.wait(for: "the answer to a touch") { $0.touchToFlipMs.n > before }
                }
                let status = try #require(try visitor.status())
                let flips = status.touchToFlipMs
                Trial.tell(
                    "glass\(height)", n: flips.n, seed: 0,
                    [("median", flips.median ?? 0), ("p99", flips.p99 ?? 0)])
            }
        }

        /// Everything that the kiosk waits for is an event or a deadline: nothing polls.
        @Test func sleepsWhileNobodyIsThere() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard())
                let board = visitor.board
                try visitor.wait(forScreen: "attract")
                let status = try visitor.wait(for: "a first picture") { $0.frames > 0 }
                // What it tells the kiosk is news of the network, not ours to judge.
                _ = try board.run("kill -STOP $(pidof palaute-uplink)")
                // Of all threads; the pause is the guest's, so that asking wakes nobody.
                let wakeups = "cat /proc/$(pidof palaute-kiosk)/task/*/status | grep ^voluntary"
                // The control: a kiosk that is asked something wakes, and it is counted.
                let asked = "echo -; palautectl status >/dev/null; \(wakeups)"
                let seen = try board.run(
                    "sleep 3; \(wakeups); echo -; sleep \(Self.idleSeconds); \(wakeups); \(asked)")
                let counts = seen.output.split(separator: "-\n").map(Self.total)
                try #require(counts.count == 3)
                #expect(counts[2] > counts[1])
                Trial.tell(
                    "idle", n: Self.idleSeconds, seed: 0,
                    [
                        ("wakeups", Double(counts[1] - counts[0])),
                        ("rssKiBAtFirstFrame", Double(status.rssKiB)),
                    ])
                // After a minute the greeting wanders: a deadline and a flip in twenty seconds.
                #expect(counts[1] - counts[0] <= 1 + Self.idleSeconds / 10)
            }
        }

        private static func total(_ lines: Substring) -> Int {
            lines.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.reduce(0, +)
        }
    }
}
