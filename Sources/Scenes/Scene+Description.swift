extension Scene: CustomStringConvertible {
    /// One line per element, then what is read aloud first and one per region in
    /// reading order.
    package var description: String {
        let head = "scene \(widthPixels)×\(heightPixels) \(background)"
        let regions = hitMap.regions.map { region in
            "press \(region.target) \(region.rect.figures) \"\(labels[region.target] ?? "")\""
        }
        let read = heading.map { "read \"\($0)\"" }
        return ([head] + elements.map(\.description) + read + regions).joined(separator: "\n") + "\n"
    }
}

extension Element: CustomStringConvertible {
    /// The kind, the place and the colours, on one line.
    package var description: String {
        switch self {
        case .box(let box):
            "box \(box.rect.figures) radius \(figure(box.radius)) \(box.fill)"
                + (box.edgeWidth > 0 ? " edge \(figure(box.edgeWidth)) \(box.edge)" : "")
                + (box.foot > 0 ? " foot \(figure(box.foot))" : "")
        case .text(let run):
            "text \(figure(run.x)) \(figure(run.baseline)) width \(figure(run.width))"
                + " \(run.face.rawValue) \(figure(run.capital)) \(run.color) \"\(run.text)\""
        case .shape(let shape):
            "\(shape.name) \(shape.bounds.figures) \(shape.color)"
        case .picture(let picture):
            "picture \(picture.rect.figures) \(picture.name) \(picture.png.digest.prefix(8))"
        }
    }
}

extension Rect {
    fileprivate var figures: String { [x, y, width, height].map(figure).joined(separator: " ") }
}

/// A tenth of a pixel is as fine as a reader needs.
private func figure(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let whole = "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10)"
    return tenths % 10 == 0 ? whole : "\(whole).\(abs(tenths) % 10)"
}
