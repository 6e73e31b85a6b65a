/// A face, told from the others by mouth, eyes and brows and by nothing else: all
/// are drawn with one pen and in one colour (`look.md` §6).
package enum Expression: String, Hashable, Sendable, CaseIterable {
    case dissatisfied, neutral, satisfied
    /// Degrees of happiness for children; the lowest is flat, not sad.
    case flat, slight, smile, happy, delighted

    package static let three: [Expression] = [.dissatisfied, .neutral, .satisfied]
    package static let five: [Expression] = [.flat, .slight, .smile, .happy, .delighted]

    /// Width of the pen as a part of the radius.
    package static let pen = 0.085

    /// The face with its middle at `centre`.
    package func shapes(at centre: PanelPoint, radius: Double, color: Color) -> [Shape] {
        func at(_ x: Double, _ y: Double) -> PanelPoint {
            PanelPoint(x: centre.x + x * radius, y: centre.y + y * radius)
        }
        let steps = strokes.flatMap { stroke -> [Shape.Step] in
            let bend = stroke.bend
            let third = (stroke.to.x - stroke.from.x) / 3
            return [
                .move(at(stroke.from.x, stroke.from.y)),
                .curve(
                    at(stroke.from.x + third * (1 - stroke.round), stroke.from.y + bend),
                    at(stroke.to.x - third * (1 - stroke.round), stroke.to.y + bend),
                    at(stroke.to.x, stroke.to.y)),
            ]
        }
        let outline = Shape.ring(
            name: "face", at: centre, radius: radius * (1 - Self.pen / 2), color: color,
            pen: Self.pen * radius)
        let lines = Shape(name: rawValue, steps: steps, color: color, pen: Self.pen * radius)
        let eyes = eyeDiscs.map {
            Shape.disc(name: "eye", at: at($0, Self.eyeHeight), radius: 0.09 * radius, color: color)
        }
        return [outline, lines] + eyes
    }

    /// A bow from left to right; `bend` moves its middle down, `round` makes its
    /// ends steeper.
    private struct Stroke {
        var from: (x: Double, y: Double)
        var to: (x: Double, y: Double)
        var bend = 0.0
        var round = 0.0
    }

    private static let eyeHeight = -0.2

    private var eyeDiscs: [Double] {
        switch self {
        case .happy, .delighted: []
        default: [-0.35, 0.35]
        }
    }

    private var strokes: [Stroke] {
        switch self {
        case .dissatisfied:
            pair(Stroke(from: (-0.54, -0.42), to: (-0.2, -0.54)))
                + [Stroke(from: (-0.46, 0.5), to: (0.46, 0.5), bend: -0.38)]
        case .neutral: [Stroke(from: (-0.46, 0.38), to: (0.46, 0.38))]
        case .flat: [Stroke(from: (-0.42, 0.38), to: (0.42, 0.38))]
        case .slight: [Stroke(from: (-0.41, 0.34), to: (0.41, 0.34), bend: 0.13)]
        case .satisfied, .smile: [Stroke(from: (-0.49, 0.26), to: (0.49, 0.26), bend: 0.38)]
        case .happy:
            pair(Stroke(from: (-0.51, -0.12), to: (-0.19, -0.12), bend: -0.2, round: 0.4))
                + [Stroke(from: (-0.52, 0.2), to: (0.52, 0.2), bend: 0.48)]
        case .delighted:
            pair(Stroke(from: (-0.49, -0.14), to: (-0.21, -0.14), bend: -0.19, round: 0.4))
                + [
                    Stroke(from: (-0.42, 0.14), to: (0.42, 0.14)),
                    Stroke(from: (-0.42, 0.14), to: (0.42, 0.14), bend: 0.62, round: 0.9),
                ]
        }
    }

    /// A stroke of the left half and its mirror image.
    private func pair(_ left: Stroke) -> [Stroke] {
        let right = Stroke(
            from: (-left.to.x, left.to.y), to: (-left.from.x, left.from.y), bend: left.bend,
            round: left.round)
        return [left, right]
    }
}
