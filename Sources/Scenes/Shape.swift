/// An outline of straight lines and curves, filled or drawn with a round pen.
package struct Shape: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        case move(PanelPoint)
        case line(PanelPoint)
        /// A cubic Bézier curve.
        case curve(PanelPoint, PanelPoint, PanelPoint)
        case close

        var points: [PanelPoint] {
            switch self {
            case .move(let point), .line(let point): [point]
            case .curve(let first, let second, let end): [first, second, end]
            case .close: []
            }
        }
    }

    /// What it shows, for people who read a scene as text.
    package var name: String
    package var steps: [Step]
    package var color: Color
    /// Width of the pen in pixels; nil for a filled shape.
    package var pen: Double?

    package init(name: String, steps: [Step], color: Color, pen: Double? = nil) {
        self.name = name
        self.steps = steps
        self.color = color
        self.pen = pen
    }

    /// Holds every pixel the shape can touch.
    package var bounds: Rect {
        let points = steps.flatMap(\.points)
        guard let first = points.first else { return Rect(x: 0, y: 0, width: 0, height: 0) }
        let box = points.dropFirst().reduce(Rect(x: first.x, y: first.y, width: 0, height: 0)) {
            $0.union(Rect(x: $1.x, y: $1.y, width: 0, height: 0))
        }
        return box.grown(by: (pen ?? 0) / 2 + 1).outward
    }
}

extension Shape {
    /// A filled disc.
    package static func disc(name: String, at centre: PanelPoint, radius: Double, color: Color) -> Shape {
        let reach = 0.5523 * radius
        func point(_ x: Double, _ y: Double) -> PanelPoint { PanelPoint(x: centre.x + x, y: centre.y + y) }
        return Shape(
            name: name,
            steps: [
                .move(point(radius, 0)),
                .curve(point(radius, reach), point(reach, radius), point(0, radius)),
                .curve(point(-reach, radius), point(-radius, reach), point(-radius, 0)),
                .curve(point(-radius, -reach), point(-reach, -radius), point(0, -radius)),
                .curve(point(reach, -radius), point(radius, -reach), point(radius, 0)),
                .close,
            ], color: color)
    }
}

extension Shape {
    /// The right half of a filled disc.
    package static func halfDisc(
        name: String, at centre: PanelPoint, radius: Double, color: Color
    ) -> Shape {
        var half = disc(name: name, at: centre, radius: radius, color: color)
        // From the right down to the foot, and from the top back to the right.
        half.steps = [half.steps[0], half.steps[1]]
        let reach = 0.5523 * radius
        half.steps += [
            .line(PanelPoint(x: centre.x, y: centre.y - radius)),
            .curve(
                PanelPoint(x: centre.x + reach, y: centre.y - radius),
                PanelPoint(x: centre.x + radius, y: centre.y - reach),
                PanelPoint(x: centre.x + radius, y: centre.y)),
            .close,
        ]
        return half
    }
}

// Round lines.
extension Shape {
    /// A circle drawn with a pen.
    package static func ring(
        name: String, at centre: PanelPoint, radius: Double, color: Color, pen: Double
    ) -> Shape {
        var shape = disc(name: name, at: centre, radius: radius, color: color)
        shape.pen = pen
        return shape
    }

    /// A part of a circle, from the top clockwise.
    ///
    /// - Parameter share: 0 for none of it, 1 for all.
    package static func arc(
        name: String, at centre: PanelPoint, radius: Double, share: Double, color: Color, pen: Double
    ) -> Shape {
        let whole = min(1, max(0, share))
        let pieces = 72
        let steps = (0...pieces).map { piece -> Step in
            let turn = whole * Double(piece) / Double(pieces)
            let (x, y) = clockHand(turn)
            let point = PanelPoint(x: centre.x + radius * x, y: centre.y + radius * y)
            return piece == 0 ? .move(point) : .line(point)
        }
        return Shape(name: name, steps: steps, color: color, pen: pen)
    }

    /// Where a hand of length 1 points after `turn` of its round: sine and cosine by
    /// their series, as a pure module has neither.
    private static func clockHand(_ turn: Double) -> (x: Double, y: Double) {
        // The half round nearest to the top, where the series are short.
        let angle = (turn > 0.5 ? turn - 1 : turn) * 2 * Double.pi
        var (sine, cosine) = (0.0, 0.0)
        var term = 1.0
        for power in 0..<24 {
            switch power % 4 {
            case 0: cosine += term
            case 1: sine += term
            case 2: cosine -= term
            default: sine -= term
            }
            term *= angle / Double(power + 1)
        }
        return (sine, -cosine)
    }
}
