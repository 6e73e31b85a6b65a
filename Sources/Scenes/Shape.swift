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
