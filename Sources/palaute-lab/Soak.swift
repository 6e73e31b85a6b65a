import KioskCore
import KioskShell
import Surveys
import Testkit

/// People who come one after the other, and what the kiosk costs meanwhile.
struct Soak {
    /// What is looked at from time to time.
    private struct Reading {
        var visit: Int
        var status: Status
    }

    /// The memory that a hundred thousand visits may cost (`quality.md` K1).
    static let growthLimitKiB = 1_024.0
    static let readings = 48

    private let visits: Int
    private let seed: UInt64
    private let commit: String?
    private let root: TerminalRoot
    private let terminal: SoakTerminal
    private var random: SplitMix
    private var finished = 0
    private var stored = 0

    init(visits: Int, seed: UInt64, commit: String?) throws {
        (self.visits, self.seed, self.commit) = (visits, seed, commit)
        root = try TerminalRoot()
        terminal = try SoakTerminal(root.root)
        random = SplitMix(seed: seed)
    }

    mutating func run(telling tell: (String) -> Void) throws -> SoakResult {
        var readings: [Reading] = []
        for visit in 1...visits {
            try visitOnce()
            guard visit % max(1, visits / Self.readings) == 0 else { continue }
            let reading = Reading(visit: visit, status: terminal.status)
            readings.append(reading)
            let status = reading.status
            tell(
                "\(visit) visits: \(status.rssKiB) KiB, \(status.fds) descriptors, \(status.threads) threads, "
                    + "touch to frame p99 \(status.touchToFlipMs.p99 ?? 0) ms")
        }
        return result(readings)
    }

    private mutating func visitOnce() throws {
        let before = terminal.glance.lastSeq ?? 0
        let kind = Int.random(in: 0..<10, using: &random)
        if kind == 0 { try terminal.tap(.language(.swedish)) }
        try terminal.tap(.start)
        switch kind {
        case 1:
            // Only looked: nothing is stored.
            try terminal.pass(.seconds(60))
        case 2:
            try terminal.tap(.scale(.random(in: 0...10, using: &random)))
            try terminal.pass(.seconds(60))
            stored += 1
        default:
            let key: Key = kind == 3 ? .skip : .scale(.random(in: 0...10, using: &random))
            try terminal.tap(key)
            if kind != 3 { try terminal.tap(.next) }
            try terminal.turn(until: "thanks") { $0.screen == "thanks" }
            try terminal.pass(.seconds(9))
            (finished, stored) = (finished + 1, stored + 1)
        }
        let wanted = kind == 1 ? before : before + 1
        try terminal.turn(until: "the greeting and \(wanted) replies") {
            $0.screen == "attract" && $0.lastSeq == wanted
        }
    }

    private func result(_ readings: [Reading]) -> SoakResult {
        // The first sixth is the start: caches fill.
        let settled = readings.dropFirst(readings.count / 6)
        let slope = Self.slope(settled.map { (Double($0.visit), Double($0.status.rssKiB)) })
        let last = terminal.status
        let first = settled.first?.status
        return SoakResult(
            trial: "soak", n: visits, acknowledged: last.acknowledged,
            lost: max(0, stored - (last.journal?.lastSeq ?? 0)),
            doubled: max(0, (last.journal?.lastSeq ?? 0) - stored), corrupt: 0, seed: seed, commit: commit,
            growthKiBPer100000: (slope * 100_000).rounded(),
            rssKiB: [first?.rssKiB ?? 0, last.rssKiB], fds: [first?.fds ?? 0, last.fds],
            threads: [first?.threads ?? 0, last.threads],
            touchToFrameP99Ms: [readings.first?.status.touchToFlipMs.p99 ?? 0, last.touchToFlipMs.p99 ?? 0])
    }

    /// Of the straight line nearest to the points.
    private static func slope(_ points: [(x: Double, y: Double)]) -> Double {
        let count = Double(points.count)
        guard count > 1 else { return 0 }
        let x = points.map(\.x).reduce(0, +) / count
        let y = points.map(\.y).reduce(0, +) / count
        let spread = points.map { ($0.x - x) * ($0.x - x) }.reduce(0, +)
        return points.map { ($0.x - x) * ($0.y - y) }.reduce(0, +) / spread
    }
}

/// One line of JSON, kept as `Tests/Evidence/soak.json` (`interfaces.md`).
struct SoakResult: Codable {
    var trial: String
    var n: Int
    var acknowledged: Int
    var lost: Int
    var doubled: Int
    var corrupt: Int
    var seed: UInt64
    var commit: String?
    var control: String?
    var growthKiBPer100000: Double
    /// After the start, and at the end.
    var rssKiB: [Int]
    var fds: [Int]
    var threads: [Int]
    /// Of the first part, and of the last.
    var touchToFrameP99Ms: [Double]

    /// A short soak says nothing of a slope: it is judged from 20,000 visits on.
    var isWell: Bool {
        lost == 0 && doubled == 0 && fds[0] == fds[1] && threads[0] == threads[1]
            && (n < 20_000 || growthKiBPer100000 <= Soak.growthLimitKiB)
    }
}
