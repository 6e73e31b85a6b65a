import Scenes

extension Sketch {
    /// The lake landscape of six flat shapes over the upper part of the glass,
    /// `height` pixels tall, the sun at `sun` of its width. It greets and thanks
    /// and never stands beside a question.
    mutating func landscape(height: Double, sun: Double) {
        guard theme.hasPicture, height > 0 else { return }
        let height = height.rounded()
        let width = metrics.width
        func at(_ x: Double, _ y: Double) -> PanelPoint { PanelPoint(x: x * width, y: y * height) }
        fill("sky", Rect(x: 0, y: 0, width: width, height: height), theme.sky)
        scene.elements.append(
            .shape(
                .disc(name: "sun", at: at(sun, 0.35), radius: 0.195 * height, color: theme.sunlight)))
        hill(
            "far hill", theme.farHill,
            [at(0, 0.44), at(0.18, 0.295), at(0.42, 0.49), at(0.62, 0.395), at(0.89, 0.275), at(1.08, 0.44)],
            height)
        hill(
            "middle hill", theme.middleHill,
            [at(-0.05, 0.43), at(0.1, 0.385), at(0.34, 0.57), at(0.58, 0.51), at(0.84, 0.59), at(1.1, 0.47)],
            height)
        hill(
            "near hill", theme.nearHill,
            [
                at(-0.06, 0.66), at(0.2, 0.55), at(0.45, 0.65), at(0.75, 0.63), at(0.95, 0.545),
                at(1.15, 0.62),
            ],
            height)
        let shore = (0.688 * height).rounded()
        fill("water", Rect(x: 0, y: shore, width: width, height: height - shore), theme.water)
        glints(height, below: sun)
    }

    /// Strokes of light on the water below the sun: from, to and height.
    private mutating func glints(_ height: Double, below sun: Double) {
        let light = [
            (-0.054, 0.015, 0.733), (-0.058, 0.023, 0.759), (-0.041, 0.032, 0.784), (-0.061, 0.091, 0.81),
        ]
        let shade = [
            (-0.095, 0.066, 0.836), (-0.086, 0.063, 0.861), (-0.07, 0.03, 0.887), (-0.036, 0.079, 0.912),
            (-0.119, 0.149, 0.937),
        ]
        let pen = max(2, 0.011 * height)
        let strokes = light.map { ($0, theme.sunlight) } + shade.map { ($0, theme.glint) }
        for ((from, to, y), color) in strokes {
            func at(_ x: Double) -> PanelPoint {
                PanelPoint(x: (sun + x) * metrics.width, y: y * height)
            }
            let shape = Shape(name: "glint", steps: [.move(at(from)), .line(at(to))], color: color, pen: pen)
            scene.elements.append(.shape(shape))
        }
    }

    private mutating func fill(_ name: String, _ rect: Rect, _ color: Color) {
        scene.elements.append(.box(Box(rect.snapped, fill: color)))
    }

    /// A soft ridge from top to hollow to top, filled down to the water: level at
    /// every point, so that it never has a corner.
    private mutating func hill(_ name: String, _ color: Color, _ ridge: [PanelPoint], _ height: Double) {
        var steps: [Shape.Step] = [.move(ridge[0])]
        for (from, to) in zip(ridge, ridge.dropFirst()) {
            let middle = (from.x + to.x) / 2
            steps.append(.curve(PanelPoint(x: middle, y: from.y), PanelPoint(x: middle, y: to.y), to))
        }
        let foot = 0.7 * height
        steps += [
            .line(PanelPoint(x: ridge[ridge.count - 1].x, y: foot)),
            .line(PanelPoint(x: ridge[0].x, y: foot)),
            .close,
        ]
        scene.elements.append(.shape(Shape(name: name, steps: steps, color: color)))
    }
}
