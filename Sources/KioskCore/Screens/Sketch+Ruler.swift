import Scenes

// The last resort of a panel too small for keys of their own: eleven touching cells
// of one ruler (`look.md` §6).
extension Sketch {
    /// The cell under the finger and the chosen one rise out of the ruler and grow.
    mutating func ruler(_ keys: StepKeys, _ rects: [Rect], chosen: Key?) {
        guard let first = rects.first, let last = rects.last else { return }
        // Pressable as cells, whatever is drawn.
        for (step, rect) in zip(keys.steps, rects) {
            scene.hitMap.regions.append(HitMap.Region(target: step.key.target, rect: rect))
            scene.labels[step.key.target] = step.label
        }
        let foot = theme.hasFoot ? metrics.foot : 0
        let edge = edgeWidth
        scene.elements.append(
            .box(
                Box(
                    first.union(last).settled, radius: metrics.radius, fill: theme.key, edge: theme.edge,
                    edgeWidth: edge, foot: foot)))
        for rect in rects.dropFirst() {
            let line = Rect(
                x: rect.x - edge / 2, y: rect.y + edge, width: edge, height: rect.height - foot - 2 * edge)
            scene.elements.append(.box(Box(line.snapped, fill: theme.edge)))
        }
        for (step, rect) in zip(keys.steps, rects) {
            let isRaised = step.key == chosen || step.key.target == pressed
            if !isRaised { cell(step, of: keys, rect) }
        }
        // What has risen lies over its neighbours.
        for (step, rect) in zip(keys.steps, rects) {
            let isChosen = step.key == chosen
            if isChosen || step.key.target == pressed { raised(step, of: keys, rect, isChosen: isChosen) }
        }
    }

    private mutating func cell(_ step: StepKeys.Step, of keys: StepKeys, _ rect: Rect) {
        line(
            step.numeral, .numeral, numeral(of: keys, in: rect), theme.ink,
            at: .middle(rect.x + rect.width / 2), middle: middle(of: rect))
    }

    private mutating func raised(
        _ step: StepKeys.Step, of keys: StepKeys, _ rect: Rect, isChosen: Bool
    ) {
        let (wider, taller) = (1.4 * metrics.perMillimetre, 1.6 * metrics.perMillimetre)
        var grown = Rect(
            x: rect.x - wider, y: rect.y - taller, width: rect.width + 2 * wider,
            height: rect.height + 1.6 * taller)
        grown.x = min(max(grown.x, 0.5 * metrics.margin), metrics.width - 0.5 * metrics.margin - grown.width)
        let isPressed = step.key.target == pressed
        let box = Box(
            grown.settled, radius: metrics.radius, fill: isPressed ? theme.mist : theme.lake,
            edge: isPressed ? theme.lake : theme.deep,
            edgeWidth: isPressed ? metrics.pressedEdge : metrics.edge,
            foot: theme.hasFoot && !isPressed ? metrics.foot : 0)
        scene.elements.append(.box(box))
        let text = isPressed ? theme.ink : theme.onLake
        let (x, middle) = (grown.x + grown.width / 2, middle(of: grown))
        let numeral = 1.15 * numeral(of: keys, in: rect)
        let rise = isChosen ? 0.5 * numeral : 0
        line(step.numeral, .numeral, numeral, text, at: .middle(x), middle: middle - rise)
        guard isChosen else { return }
        let place = PanelPoint(x: x, y: middle + 0.72 * numeral)
        scene.elements.append(.shape(Icon.tick.shape(at: place, size: 0.7 * numeral, color: text)))
    }
}
