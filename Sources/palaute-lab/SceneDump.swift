import Scenes

extension Scene {
    /// The scene for another painter (`C/scene.c`): a line an element, every number
    /// in full, so that the same picture can be drawn to the byte.
    var dump: String {
        (["scene \(widthPixels) \(heightPixels) \(background)"] + elements.map(\.dump))
            .joined(separator: "\n") + "\n"
    }
}

extension Element {
    fileprivate var dump: String {
        switch self {
        case .box(let box):
            "box \(bounds.dump) \(box.fill) \(box.edge) \(box.rect.dump) \(box.inner.dump) "
                + "\(box.radius) \(box.edgeWidth) \(box.foot)"
        case .text(let run):
            "text \(bounds.dump) \(run.color) \(run.x) \(run.baseline) \(run.face.dump) "
                + "\(run.capital / Face.capitalPerEm) \(run.text)"
        case .shape(let shape):
            "path \(bounds.dump) \(shape.color) \(shape.pen ?? -1) \(shape.steps.count) "
                + shape.steps.map(\.dump).joined(separator: " ")
        // The other painter draws none; a bench with one would find the pictures unlike.
        case .picture(let picture): "image \(bounds.dump) #000000 \(picture.name)"
        }
    }
}

extension Rect {
    fileprivate var dump: String { "\(x) \(y) \(width) \(height)" }
}

extension Face {
    /// Family and weight, as Pango counts it.
    fileprivate var dump: String {
        switch self {
        case .label: "text 500"
        case .key: "text 600"
        case .ladder: "text 700"
        case .question: "display 600"
        case .numeral: "display 700"
        }
    }
}

extension Shape.Step {
    fileprivate var dump: String {
        switch self {
        case .move(let point): "m \(point.x) \(point.y)"
        case .line(let point): "l \(point.x) \(point.y)"
        case .curve(let first, let second, let end):
            "c \(first.x) \(first.y) \(second.x) \(second.y) \(end.x) \(end.y)"
        case .close: "z"
        }
    }
}
