extension Scene {
    /// The same picture some pixels to the right and down, regions with it: on a
    /// glass that shows it for years no pixel always has the same colour.
    ///
    /// What reaches an edge goes on reaching it, so that nothing opens there.
    package func moved(right: Int, down: Int) -> Scene {
        guard (right, down) != (0, 0) else { return self }
        let move = Move(right: Double(right), down: Double(down), bounds: bounds)
        var scene = self
        scene.elements = elements.map(move.callAsFunction)
        scene.hitMap = HitMap(hitMap.regions.map { HitMap.Region(target: $0.target, rect: move($0.rect)) })
        return scene
    }
}

private struct Move {
    var right: Double
    var down: Double
    var bounds: Rect

    func callAsFunction(_ element: Element) -> Element {
        switch element {
        case .box(var box):
            box.rect = self(box.rect)
            return .box(box)
        case .text(var run):
            run.x += right
            run.baseline += down
            return .text(run)
        case .shape(var shape):
            shape.steps = shape.steps.map(callAsFunction)
            return .shape(shape)
        case .picture(var picture):
            picture.rect = self(picture.rect)
            return .picture(picture)
        }
    }

    func callAsFunction(_ rect: Rect) -> Rect {
        let (low, high) = (
            self(PanelPoint(x: rect.x, y: rect.y)), self(PanelPoint(x: rect.maxX, y: rect.maxY))
        )
        return Rect(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y)
    }

    private func callAsFunction(_ step: Shape.Step) -> Shape.Step {
        switch step {
        case .move(let point): .move(self(point))
        case .line(let point): .line(self(point))
        case .curve(let first, let second, let end): .curve(self(first), self(second), self(end))
        case .close: .close
        }
    }

    private func callAsFunction(_ point: PanelPoint) -> PanelPoint {
        func moved(_ place: Double, by step: Double, within end: Double) -> Double {
            place <= 0 || place >= end ? place : place + step
        }
        return PanelPoint(
            x: moved(point.x, by: right, within: bounds.maxX),
            y: moved(point.y, by: down, within: bounds.maxY))
    }
}
