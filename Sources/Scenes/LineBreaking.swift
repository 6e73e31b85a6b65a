/// Breaks text into lines of even length.
package enum LineBreaking {
    /// Lines of `text` no wider than `width`, balanced: of all ways to break it into
    /// as few lines as fit, the one whose longest line is shortest.
    ///
    /// Breaks only at spaces, and never after "/". A single word wider than `width`
    /// makes a line of its own that is too wide: the caller takes a smaller size.
    package static func balanced(
        _ text: String, within width: Double, face: Face, capital: Double, measure: any TextMeasure
    ) -> [String] {
        let words = unbreakable(text)
        guard words.count > 1 else { return words }
        let space = measure.width(of: " ", face: face, capital: capital)
        let widths = words.map { measure.width(of: $0, face: face, capital: capital) }
        let fewest = filled(widths, space: space, within: width).count
        let candidates = spans(widths, space: space).filter { $0 <= width }.sorted()
        let narrowest = candidates.first { filled(widths, space: space, within: $0).count == fewest }
        return filled(widths, space: space, within: narrowest ?? width)
            .map { words[$0].joined(separator: " ") }
    }

    /// Words with what must stay on their line: "hoidon / palvelun" is broken
    /// before the slash only.
    private static func unbreakable(_ text: String) -> [String] {
        text.split(separator: " ").reduce(into: [String]()) { words, word in
            if let last = words.last, last.hasSuffix("/") {
                words[words.count - 1] = last + " " + word
            } else {
                words.append(String(word))
            }
        }
    }

    /// Ranges of words, each line as full as it gets.
    private static func filled(_ widths: [Double], space: Double, within limit: Double) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var used = 0.0
        for (index, width) in widths.enumerated() {
            if let line = lines.last, used + space + width <= limit + 0.001 {
                lines[lines.count - 1] = line.lowerBound..<index + 1
                used += space + width
            } else {
                lines.append(index..<index + 1)
                used = width
            }
        }
        return lines
    }

    /// The width of every run of neighbouring words.
    private static func spans(_ widths: [Double], space: Double) -> [Double] {
        widths.indices.flatMap { first in
            widths[first...].reduce(into: [Double]()) { spans, width in
                spans.append((spans.last.map { $0 + space } ?? 0) + width)
            }
        }
    }
}
