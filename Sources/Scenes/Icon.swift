/// A sign drawn with one pen, on a square of 24 units around its middle.
package enum Icon: String, Hashable, Sendable, CaseIterable {
    case tick
    case arrow
    case back

    /// The sign with its middle at `centre`.
    ///
    /// - Parameter size: side of the square in pixels.
    package func shape(at centre: PanelPoint, size: Double, color: Color) -> Shape {
        let unit = size / 24
        let steps = strokes.flatMap { stroke in
            stroke.enumerated().map { index, point in
                let place = PanelPoint(x: centre.x + point.0 * unit, y: centre.y + point.1 * unit)
                return index == 0 ? Shape.Step.move(place) : .line(place)
            }
        }
        return Shape(name: rawValue, steps: steps, color: color, pen: 3.4 * unit)
    }

    private var strokes: [[(Double, Double)]] {
        switch self {
        case .tick: [[(-9.2, 0.6), (-3, 7), (9.2, -6.6)]]
        case .back: [[(10, 0), (-10, 0)], [(-2.4, -7.8), (-10.2, 0), (-2.4, 7.8)]]
        case .arrow: [[(-10, 0), (10, 0)], [(2.4, -7.8), (10.2, 0), (2.4, 7.8)]]
        }
    }
}
