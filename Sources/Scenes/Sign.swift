/// What a key does, told beside its words: drawn on a square of 2 units around its
/// middle.
package enum Sign: String, Hashable, Sendable, CaseIterable {
    /// A small letter and a large one.
    case larger
    /// A disc of two halves.
    case contrast
    /// A clock.
    case calm
    /// A globe.
    case languages
    /// A square, as on any machine that stops.
    case stop

    /// The sign with its middle at `centre`.
    ///
    /// - Parameter size: side of the square in pixels.
    package func shapes(at centre: PanelPoint, size: Double, color: Color) -> [Shape] {
        let radius = 0.44 * size
        let pen = 0.1 * size
        func point(_ x: Double, _ y: Double) -> PanelPoint {
            PanelPoint(x: centre.x + x * size / 2, y: centre.y + y * size / 2)
        }
        func stroke(_ steps: [Shape.Step], pen: Double? = pen) -> Shape {
            Shape(name: rawValue, steps: steps, color: color, pen: pen)
        }
        let ring = Shape.ring(name: rawValue, at: centre, radius: radius, color: color, pen: pen)
        switch self {
        case .larger:
            return [
                stroke(Self.letterA(0.62, at: point(-0.66, 0.26), size), pen: 0.8 * pen),
                stroke(Self.letterA(1.3, at: point(0.34, 0), size), pen: 1.1 * pen),
            ]
        case .contrast:
            return [ring, .halfDisc(name: rawValue, at: centre, radius: radius, color: color)]
        case .calm:
            return [ring, stroke([.move(point(0, -0.5)), .line(point(0, 0)), .line(point(0.36, 0.22))])]
        case .languages:
            return [
                ring,
                stroke(
                    [
                        .move(point(0, -0.88)),
                        .curve(point(0.56, -0.5), point(0.56, 0.5), point(0, 0.88)),
                        .curve(point(-0.56, 0.5), point(-0.56, -0.5), point(0, -0.88)),
                        .move(point(-0.88, 0)), .line(point(0.88, 0)),
                    ], pen: 0.7 * pen),
            ]
        case .stop:
            let corners = [point(0.55, -0.55), point(0.55, 0.55), point(-0.55, 0.55)]
            return [
                stroke([.move(point(-0.55, -0.55))] + corners.map { .line($0) } + [.close], pen: nil)
            ]
        }
    }

    /// Two strokes and a bar, `height` units tall.
    private static func letterA(
        _ height: Double, at centre: PanelPoint, _ size: Double
    ) -> [Shape.Step] {
        func point(_ x: Double, _ y: Double) -> PanelPoint {
            PanelPoint(x: centre.x + x * height * size / 2, y: centre.y + y * height * size / 2)
        }
        return [
            .move(point(-0.42, 0.5)), .line(point(0, -0.5)), .line(point(0.42, 0.5)),
            .move(point(-0.27, 0.17)), .line(point(0.27, 0.17)),
        ]
    }
}
