/// Many durations of the same work, in nanoseconds.
struct Sample {
    var nanoseconds: [Int64]

    /// Reads the lines `NAME N` of a program.
    init(_ name: String, in output: String) {
        nanoseconds = output.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.count == 2 && words[0] == name ? Int64(words[1]) : nil
        }
    }

    init(nanoseconds: [Int64]) {
        self.nanoseconds = nanoseconds
    }

    /// The share `percent` is at most this long, in milliseconds.
    func milliseconds(at percent: Int) -> Double {
        guard !nanoseconds.isEmpty else { return 0 }
        let place = (nanoseconds.count - 1) * percent / 100
        return Double(nanoseconds.sorted()[place] / 100) / 10_000
    }

    var figures: Comparison.Figures {
        Comparison.Figures(
            median: milliseconds(at: 50), p99: milliseconds(at: 99), n: nanoseconds.count)
    }
}

/// One line of `palaute-lab bench --json` (`interfaces.md`): our work and the same
/// by C, in one run.
struct Comparison: Codable {
    struct Figures: Codable {
        /// Milliseconds.
        var median: Double
        var p99: Double
        var n: Int
    }

    var name: String
    var ours: Figures
    var c: Figures
    /// Of the medians.
    var ratio: Double
    /// None for what is only told.
    var limit: Double?
    var reached: Bool

    init(_ name: String, ours: Sample, c: Sample, limit: Double?) {
        self.name = name
        (self.ours, self.c) = (ours.figures, c.figures)
        let ratio = self.c.median > 0 ? self.ours.median / self.c.median : 0
        self.ratio = (ratio * 1_000).rounded() / 1_000
        self.limit = limit
        reached = ratio > 0 && ratio <= limit ?? .infinity
    }

    var line: String {
        func column(_ value: Double?) -> String {
            let text = value.map { "\($0)" } ?? "–"
            return String(repeating: " ", count: max(0, 9 - text.count)) + text
        }
        let words = name + String(repeating: " ", count: max(0, 44 - name.count))
        return words + column(ours.median) + column(ours.p99) + column(c.median) + column(c.p99)
            + column(ratio) + column(limit) + (limit == nil ? "" : reached ? "   reached" : "   MISSED")
    }

    static let head =
        String(repeating: " ", count: 44) + "     ours      p99        C      p99    ratio    limit   (ms)"
}
