/// One thing of a ``Scene``.
package enum Element: Hashable, Sendable {
    case box(Box)
    case text(TextRun)
    case shape(Shape)
    case picture(PlacedPicture)

    /// Holds every pixel the element can touch.
    package var bounds: Rect {
        switch self {
        case .box(let box): box.rect.outward
        case .text(let run): run.bounds
        case .shape(let shape): shape.bounds
        case .picture(let picture): picture.rect.outward
        }
    }
}
