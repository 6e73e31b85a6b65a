import Scenes
import Surveys

/// A scene being put together: what every screen draws with.
struct Sketch {
    let metrics: Metrics
    let theme: Theme
    let measure: any TextMeasure
    let pressed: Target?
    /// Whether text is smaller than the visitor asked for, as it would not fit.
    let isShrunk: Bool
    var scene: Scene

    init(
        _ metrics: Metrics, _ theme: Theme, _ measure: any TextMeasure, pressed: Target?,
        isShrunk: Bool = false
    ) {
        self.metrics = metrics
        self.theme = theme
        self.measure = measure
        self.pressed = pressed
        self.isShrunk = isShrunk
        scene = Scene(
            widthPixels: Int(metrics.width), heightPixels: Int(metrics.height), background: theme.paper)
    }

    /// Where a line starts or ends, or what it is centred on.
    enum Anchor {
        case left(Double), right(Double), middle(Double)
    }

    func width(of text: String, _ face: Face, _ capital: Double) -> Double {
        measure.width(of: text, face: face, capital: capital)
    }

    /// One line whose capitals are centred on `middle`.
    mutating func line(
        _ text: String, _ face: Face, _ capital: Double, _ color: Color, at anchor: Anchor, middle: Double
    ) {
        let width = width(of: text, face, capital)
        let x =
            switch anchor {
            case .left(let x): x
            case .right(let x): x - width
            case .middle(let x): x - width / 2
            }
        scene.elements.append(
            .text(
                TextRun(
                    text: text, face: face, capital: capital, color: color, x: x.rounded(),
                    baseline: (middle + capital / 2).rounded(), width: width)))
    }

    /// Balanced lines, the capitals of the first centred on `firstMiddle`.
    mutating func lines(
        _ lines: [String], _ face: Face, _ capital: Double, _ color: Color, at anchor: Anchor,
        firstMiddle: Double, pitch: Double? = nil
    ) {
        let pitch = pitch ?? capital * Metrics.pitchPerCapital
        for (index, text) in lines.enumerated() {
            let middle = firstMiddle + Double(index) * pitch
            line(text, face, capital, color, at: anchor, middle: middle)
        }
    }

    func balanced(_ text: String, _ face: Face, _ capital: Double, within width: Double) -> [String] {
        LineBreaking.balanced(text, within: width, face: face, capital: capital, measure: measure)
    }
}

// Keys.
extension Sketch {
    enum Look {
        /// An answer or a way: rounded rectangle.
        case rest
        /// The one filled way on, or a chosen answer.
        case filled
        /// A tool: pill.
        case tool
    }

    /// The colours and the sinking of one key as it is now.
    struct KeyFace {
        var box: Box
        var text: Color
        /// How far the face sank under the finger.
        var sunk: Double
    }

    /// Draws a key's body and makes it pressable; what stands on it is drawn by
    /// the caller with the face's colour, `sunk` lower.
    mutating func key(
        _ key: Key, _ drawn: Rect, pressable: Rect? = nil, look: Look, fill: Color? = nil, label: String
    ) -> KeyFace {
        let face = face(of: key.target, drawn.settled, look, fill: fill)
        scene.elements.append(.box(face.box))
        scene.hitMap.regions.append(HitMap.Region(target: key.target, rect: pressable ?? drawn))
        scene.labels[key.target] = label
        return face
    }

    /// Width of a border at rest.
    var edgeWidth: Double { theme.edgeMillimetres.map { $0 * metrics.perMillimetre } ?? metrics.edge }

    private func face(of target: Target, _ rect: Rect, _ look: Look, fill: Color?) -> KeyFace {
        let foot = theme.hasFoot ? metrics.foot : 0
        let edge = edgeWidth
        let radius = look == .tool ? (rect.height - foot) / 2 : metrics.radius
        if pressed == target {
            var sunk = rect
            sunk.y += foot
            sunk.height -= foot
            let box = Box(
                sunk, radius: radius, fill: theme.mist, edge: theme.lake, edgeWidth: metrics.pressedEdge)
            return KeyFace(box: box, text: theme.ink, sunk: foot)
        }
        switch look {
        case .filled:
            let box = Box(
                rect, radius: radius, fill: theme.lake, edge: theme.deep, edgeWidth: edge, foot: foot)
            return KeyFace(box: box, text: theme.onLake, sunk: 0)
        case .rest, .tool:
            let box = Box(
                rect, radius: radius, fill: fill ?? theme.paper, edge: theme.edge, edgeWidth: edge, foot: foot
            )
            return KeyFace(box: box, text: theme.ink, sunk: 0)
        }
    }

    /// A key with one word in its middle.
    mutating func wordKey(_ key: Key, _ word: String, _ rect: Rect, look: Look) {
        let face = self.key(key, rect, look: look, label: word)
        line(
            word, .key, metrics.least, face.text, at: .middle(rect.x + rect.width / 2),
            middle: middle(of: rect) + face.sunk)
    }

    /// The middle of a key's face, which its foot is no part of.
    func middle(of rect: Rect) -> Double {
        rect.y + (rect.height - (theme.hasFoot ? metrics.foot : 0)) / 2
    }
}
