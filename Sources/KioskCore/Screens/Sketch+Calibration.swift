import Scenes

extension Sketch {
    /// Technicians stand at 400 mm before every panel (`look.md` §2): the height of
    /// their capitals.
    private static let technicianCapital = Millimetres(4.9)

    /// One cross to be touched, what to do and how far it is, in the size of
    /// technicians.
    mutating func calibrating(_ screen: CalibrationScreen, _ words: Words) {
        cross(at: PanelPoint(x: screen.cross.x * metrics.width, y: screen.cross.y * metrics.height))
        let capital = Self.technicianCapital.value * metrics.perMillimetre
        let text = words[.touchCross].isEmpty ? Words.touchCross : words[.touchCross]
        let texts = balanced(text, .label, capital, within: metrics.width - 2 * metrics.margin)
        let pitch = capital * Metrics.pitchPerCapital
        // Between the first and the second row of crosses.
        let first = 0.3 * metrics.height - Double(texts.count) * pitch / 2
        let middle = Anchor.middle(metrics.width / 2)
        lines(texts, .label, capital, theme.ink, at: middle, firstMiddle: first)
        line(
            "\(screen.index + 1) / \(screen.count)", .label, capital, theme.soft, at: middle,
            middle: first + Double(texts.count) * pitch)
    }

    /// Two lines that leave their crossing free, so that it can be aimed at, each
    /// 0.6 mm thick and 10 mm long.
    private mutating func cross(at centre: PanelPoint) {
        let reach = 5 * metrics.perMillimetre
        let free = 1.5 * metrics.perMillimetre
        func point(_ x: Double, _ y: Double) -> PanelPoint { PanelPoint(x: centre.x + x, y: centre.y + y) }
        let steps: [Shape.Step] = [
            .move(point(free, 0)), .line(point(reach, 0)), .move(point(-free, 0)), .line(point(-reach, 0)),
            .move(point(0, free)), .line(point(0, reach)), .move(point(0, -free)), .line(point(0, -reach)),
        ]
        let pen = 0.6 * metrics.perMillimetre
        scene.elements.append(.shape(Shape(name: "cross", steps: steps, color: theme.ink, pen: pen)))
        scene.elements.append(
            .shape(.disc(name: "middle", at: centre, radius: pen / 2, color: theme.ink)))
    }
}
