import CCairo
import Scenes

/// A Cairo surface over pixels of the caller, and the pen that draws on it.
///
/// Whoever draws sees the picture upright; the pen turns it. It lives no longer than
/// the call that made it: the pixels are borrowed.
final class Canvas {
    private let surface: OpaquePointer
    private let pen: OpaquePointer
    /// The picture's, upright.
    let bounds: Rect

    /// - Parameter width: the pixels' in a row of the memory, before any rotation.
    init(
        _ base: UnsafeMutableRawPointer, strideBytes: Int, width: Int, height: Int,
        turnedBy rotation: Rotation = .none
    ) {
        let pixels = base.assumingMemoryBound(to: UInt8.self)
        guard
            let surface = cairo_image_surface_create_for_data(
                pixels, CAIRO_FORMAT_RGB24, Int32(width), Int32(height), Int32(strideBytes)),
            let pen = cairo_create(surface)
        else { preconditionFailure("Cairo gives objects, if need be in an error state") }
        precondition(
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, "a stride is four bytes a pixel, aligned")
        self.surface = surface
        self.pen = pen
        let isSwapped = rotation.swapsSides
        bounds = Rect(
            x: 0, y: 0, width: Double(isSwapped ? height : width), height: Double(isSwapped ? width : height))
        turn(by: rotation)
    }

    // Whole numbers only, so that whole pixels of the picture stay whole pixels.
    private func turn(by rotation: Rotation) {
        func place(_ x: Double, _ y: Double) -> PanelPoint {
            rotation.panelPoint(of: PanelPoint(x: x, y: y), width: bounds.width, height: bounds.height)
        }
        let (origin, right, below) = (place(0, 0), place(1, 0), place(0, 1))
        var matrix = cairo_matrix_t(
            xx: right.x - origin.x, yx: right.y - origin.y, xy: below.x - origin.x,
            yy: below.y - origin.y, x0: origin.x, y0: origin.y)
        cairo_transform(pen, &matrix)
    }

    deinit {
        cairo_surface_flush(surface)
        cairo_destroy(pen)
        cairo_surface_destroy(surface)
    }

    /// Draws nothing outside of `rect`, which is of whole pixels.
    func within(_ rect: Rect, _ body: () -> Void) {
        cairo_save(pen)
        cairo_rectangle(pen, rect.x, rect.y, rect.width, rect.height)
        cairo_clip(pen)
        body()
        cairo_restore(pen)
    }

    /// Draws larger or smaller, with the origin at `place`.
    func scaled(by scale: Double, at place: PanelPoint, _ body: () -> Void) {
        cairo_save(pen)
        cairo_translate(pen, place.x, place.y)
        cairo_scale(pen, scale, scale)
        body()
        cairo_restore(pen)
    }

    func fill(_ rect: Rect, _ color: Color) {
        use(color)
        cairo_rectangle(pen, rect.x, rect.y, rect.width, rect.height)
        cairo_fill(pen)
    }

    func paint(_ box: Box) {
        if box.edgeWidth > 0 || box.foot > 0 {
            use(box.edge)
            round(box.rect, radius: box.radius)
            cairo_fill(pen)
        }
        use(box.fill)
        round(box.inner, radius: max(0, box.radius - box.edgeWidth))
        cairo_fill(pen)
    }

    func paint(_ shape: Shape) {
        for step in shape.steps {
            switch step {
            case .move(let point): cairo_move_to(pen, point.x, point.y)
            case .line(let point): cairo_line_to(pen, point.x, point.y)
            case .curve(let first, let second, let end):
                cairo_curve_to(pen, first.x, first.y, second.x, second.y, end.x, end.y)
            case .close: cairo_close_path(pen)
            }
        }
        use(shape.color)
        guard let width = shape.pen else { return cairo_fill(pen) }
        cairo_set_line_width(pen, width)
        cairo_set_line_cap(pen, CAIRO_LINE_CAP_ROUND)
        cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND)
        cairo_stroke(pen)
    }

    func show(_ layout: OpaquePointer, x: Double, baseline: Double, color: Color) {
        use(color)
        let above = Double(pango_layout_get_baseline(layout)) / Double(PANGO_SCALE)
        cairo_move_to(pen, x, baseline - above)
        pango_cairo_show_layout(pen, layout)
    }

    private func use(_ color: Color) {
        cairo_set_source_rgb(
            pen, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
    }

    private func round(_ rect: Rect, radius: Double) {
        guard radius > 0 else { return cairo_rectangle(pen, rect.x, rect.y, rect.width, rect.height) }
        let corner = min(radius, rect.width / 2, rect.height / 2)
        let quarter = Double.pi / 2
        cairo_new_sub_path(pen)
        cairo_arc(pen, rect.maxX - corner, rect.y + corner, corner, -quarter, 0)
        cairo_arc(pen, rect.maxX - corner, rect.maxY - corner, corner, 0, quarter)
        cairo_arc(pen, rect.x + corner, rect.maxY - corner, corner, quarter, 2 * quarter)
        cairo_arc(pen, rect.x + corner, rect.y + corner, corner, 2 * quarter, 3 * quarter)
        cairo_close_path(pen)
    }
}

// PNG, by Cairo's own reader and writer.
extension Canvas {
    /// The surface as a PNG file (`cairo_surface_write_to_png_stream`).
    var png: [UInt8] {
        var bytes: [UInt8] = []
        cairo_surface_flush(surface)
        let status = withUnsafeMutablePointer(to: &bytes) { sink in
            cairo_surface_write_to_png_stream(
                surface,
                { sink, data, count in
                    let bytes = sink?.assumingMemoryBound(to: [UInt8].self)
                    bytes?.pointee += UnsafeBufferPointer(start: data, count: Int(count))
                    return CAIRO_STATUS_SUCCESS
                }, sink)
        }
        precondition(status == CAIRO_STATUS_SUCCESS, "writing into memory does not fail")
        return bytes
    }

    /// Shows a PNG in the middle, as large as fits; nothing if it cannot be decoded.
    func showInTheMiddle(png: [UInt8]) {
        guard let picture = PNGSurface(png) else { return }
        let scale = min(bounds.width / picture.width, bounds.height / picture.height)
        let (width, height) = (picture.width * scale, picture.height * scale)
        show(
            picture,
            in: Rect(
                x: (bounds.width - width) / 2, y: (bounds.height - height) / 2, width: width, height: height))
    }

    /// Shows a picture so that it fills `rect`.
    func show(_ picture: PNGSurface, in rect: Rect) {
        cairo_save(pen)
        cairo_translate(pen, rect.x, rect.y)
        cairo_scale(pen, rect.width / picture.width, rect.height / picture.height)
        cairo_set_source_surface(pen, picture.pointer, 0, 0)
        cairo_paint(pen)
        cairo_restore(pen)
    }
}
