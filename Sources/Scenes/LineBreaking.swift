/// Breaks text into lines of even length.
package enum LineBreaking {
    /// Lines of `text` no wider than `width`, balanced: of all ways to break it into
    /// as few lines as fit, the one whose longest line is shortest. Sentences get
    /// a line each where that takes no more lines.
    ///
    /// Breaks only at spaces, and never after "/". A single word wider than `width`
    /// makes a line of its own that is too wide: the caller takes a smaller size.
    package static func balanced(
        _ text: String, within width: Double, face: Face, capital: Double, measure: any TextMeasure
    ) -> [String] {
        let words = unbreakable(text)
        guard words.count > 1 else { return words }
        // Most texts fit, and a whole line is measured and painted as one.
        let whole = words.joined(separator: " ")
        if measure.width(of: whole, face: face, capital: capital) <= width { return [whole] }
        let (widths, space) = measure.widths(of: words, face: face, capital: capital)
        let fewest = filled(widths, space: space, within: width).count
        let sentences = sentences(words)
        if sentences.count == fewest,
            sentences.allSatisfy({ filled(Array(widths[$0]), space: space, within: width).count == 1 })
        {
            return sentences.map { words[$0].joined(separator: " ") }
        }
        let candidates = spans(widths, space: space).filter { $0 <= width }.sorted()
        let narrowest = candidates.first { filled(widths, space: space, within: $0).count == fewest }
        return evened(widths, space: space, within: narrowest ?? width)
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

    /// Ranges of words up to each full stop.
    private static func sentences(_ words: [String]) -> [Range<Int>] {
        let ends = words.indices.dropLast().filter { words[$0].hasSuffix(".") }.map { $0 + 1 }
        return zip([0] + ends, ends + [words.count]).map { $0..<$1 }
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

    /// Ranges of words: as few lines as fit, and of these the ones whose ends lie
    /// closest together.
    private static func evened(_ widths: [Double], space: Double, within limit: Double) -> [Range<Int>] {
        // The best lines of every tail of the words, from the last word back.
        var best: [(lines: [Range<Int>], unevenness: Double)] = [([], 0)]
        for first in widths.indices.reversed() {
            var used = -space
            var chosen: (lines: [Range<Int>], unevenness: Double)?
            for last in widths[first...].indices {
                used += space + widths[last]
                guard used <= limit + 0.001 || last == first else { break }
                let rest = best[widths.count - 1 - last]
                let slack = max(0, limit - used)
                let lines = [first..<last + 1] + rest.lines
                let unevenness = slack * slack + rest.unevenness
                if let known = chosen, (known.lines.count, known.unevenness) <= (lines.count, unevenness) {
                    continue
                }
                chosen = (lines, unevenness)
            }
            best.append(chosen ?? ([], 0))
        }
        return best[widths.count].lines
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
