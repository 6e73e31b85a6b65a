extension Theme {
    /// A pair of colours that stand too close for the eye.
    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// Names of the two tokens, such as `soft on band`.
        package var pair: String
        package var ratio: Double
        package var needed: Double

        /// One line: the pair, what it has and what it needs.
        package var description: String {
            let hundredths = Int(ratio * 100)
            let fraction = hundredths % 100
            return "\(pair): contrast \(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction),"
                + " needs \(Int(needed)); make one of the two darker or lighter"
        }
    }

    /// The pairs below 7:1 for text and 3:1 for borders and rings (`quality.md` A1).
    ///
    /// A theme with any problem is refused when it is loaded.
    package func problems() -> [Problem] {
        let text: [(String, Color, Color)] = [
            ("ink on paper", ink, paper), ("ink on band", ink, band), ("ink on key", ink, key),
            ("ink on mist", ink, mist), ("soft on paper", soft, paper), ("soft on band", soft, band),
            ("soft on key", soft, key), ("onLake on lake", onLake, lake),
            ("closedText on closedPaper", closedText, closedPaper),
        ]
        let borders: [(String, Color, Color)] = [
            ("edge on paper", edge, paper), ("edge on band", edge, band), ("edge on key", edge, key),
            ("lake on paper", lake, paper), ("lake on band", lake, band), ("lake on key", lake, key),
            ("lake on mist", lake, mist),
        ]
        // The ring of the spoken item is two lines; one of them must stand out.
        let ring = max(sun.contrast(with: ink), sun.contrast(with: paper))
        return text.compactMap { Theme.problem($0.0, $0.1.contrast(with: $0.2), 7) }
            + borders.compactMap { Theme.problem($0.0, $0.1.contrast(with: $0.2), 3) }
            + [Theme.problem("sun on ink or paper", ring, 3)].compactMap(\.self)
    }

    private static func problem(_ pair: String, _ ratio: Double, _ needed: Double) -> Problem? {
        ratio < needed ? Problem(pair: pair, ratio: ratio, needed: needed) : nil
    }
}
