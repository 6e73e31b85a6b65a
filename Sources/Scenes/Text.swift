/// The five cuts of Inter that the glass uses; each is one font file.
package enum Face: String, Hashable, Sendable, CaseIterable {
    /// Inter Medium: labels and second text.
    case label
    /// Inter SemiBold: words on keys.
    case key
    /// Inter Bold: numbers of a list.
    case ladder
    /// Inter Display SemiBold: questions and greetings.
    case question
    /// Inter Display Bold: numerals of a scale.
    case numeral

    /// Height of a capital as a part of the font size, the same in all five.
    package static let capitalPerEm = 0.727
}

/// Measures text before it is painted; Painting supplies the real one.
package protocol TextMeasure {
    /// Width in pixels of `text` set on one line.
    ///
    /// - Parameter capital: height of a capital in pixels.
    func width(of text: String, face: Face, capital: Double) -> Double

    /// Width of each of `words` and of the space between two, set on one line.
    func widths(of words: [String], face: Face, capital: Double) -> (words: [Double], space: Double)
}

extension TextMeasure {
    package func widths(
        of words: [String], face: Face, capital: Double
    ) -> (words: [Double], space: Double) {
        (
            words.map { width(of: $0, face: face, capital: capital) },
            width(of: " ", face: face, capital: capital)
        )
    }
}

/// A measure without a font: every character takes the same part of the em.
///
/// Wider than Inter, so that what fits here fits on the glass.
package struct UniformMeasure: TextMeasure {
    package init() {}

    package func width(of text: String, face: Face, capital: Double) -> Double {
        Double(text.count) * 0.62 * capital / Face.capitalPerEm
    }
}

/// One line of text at its place.
package struct TextRun: Hashable, Sendable {
    package var text: String
    package var face: Face
    /// Height of a capital in pixels.
    package var capital: Double
    package var color: Color
    /// Left end of the line.
    package var x: Double
    package var baseline: Double
    /// As measured; the picture's true width.
    package var width: Double

    package init(
        text: String, face: Face, capital: Double, color: Color, x: Double, baseline: Double, width: Double
    ) {
        self.text = text
        self.face = face
        self.capital = capital
        self.color = color
        self.x = x
        self.baseline = baseline
        self.width = width
    }

    /// Holds every pixel the line can touch: Inter's ascender and descender, and
    /// room for a letter that leans out at either end.
    package var bounds: Rect {
        Rect(
            x: x - 0.15 * capital, y: baseline - 1.4 * capital,
            width: width + 0.3 * capital, height: 1.8 * capital
        ).outward
    }
}
