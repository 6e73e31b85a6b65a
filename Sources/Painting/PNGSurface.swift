import CCairo
import Scenes

/// Pixels that Cairo's own reader decoded from a PNG file.
final class PNGSurface {
    let pointer: OpaquePointer
    var width: Double { Double(cairo_image_surface_get_width(pointer)) }
    var height: Double { Double(cairo_image_surface_get_height(pointer)) }

    private init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        cairo_surface_destroy(pointer)
    }

    /// Nil for bytes that are no whole PNG file. The C function is
    /// `cairo_image_surface_create_from_png_stream`.
    convenience init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        let picture = withUnsafeMutablePointer(to: &rest) { source in
            cairo_image_surface_create_from_png_stream(
                { source, data, count in
                    guard let rest = source?.assumingMemoryBound(to: ArraySlice<UInt8>.self),
                        rest.pointee.count >= Int(count)
                    else { return CAIRO_STATUS_READ_ERROR }
                    for (index, byte) in rest.pointee.prefix(Int(count)).enumerated() { data?[index] = byte }
                    rest.pointee = rest.pointee.dropFirst(Int(count))
                    return CAIRO_STATUS_SUCCESS
                }, source)
        }
        guard let picture else { return nil }
        guard cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(picture)
            return nil
        }
        self.init(owning: picture)
    }

    /// The same picture in `width` × `height` pixels, its own surface.
    func resized(width: Int, height: Int) -> PNGSurface? {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)),
            let pen = cairo_create(surface)
        else { return nil }
        defer { cairo_destroy(pen) }
        cairo_scale(pen, Double(width) / self.width, Double(height) / self.height)
        cairo_set_source_surface(pen, pointer, 0, 0)
        // Without it the outermost pixels would be mixed with nothing.
        cairo_pattern_set_extend(cairo_get_source(pen), CAIRO_EXTEND_PAD)
        cairo_paint(pen)
        cairo_surface_flush(surface)
        return PNGSurface(owning: surface)
    }
}

/// Pictures decoded once and kept in the size in which they are drawn.
struct PictureStore {
    /// A theme has one logo, and that has one size or two; above this all go.
    static let limit = 4

    private struct Key: Hashable {
        var digest: String
        var width: Int
        var height: Int
    }

    /// Nil: the file cannot be decoded, which is not tried again.
    private var kept: [Key: PNGSurface?] = [:]

    /// The pixels of `picture`; nil for a file that cannot be decoded.
    mutating func surface(of picture: PlacedPicture) -> PNGSurface? {
        let key = Key(
            digest: picture.png.digest, width: max(1, Int(picture.rect.width)),
            height: max(1, Int(picture.rect.height)))
        if let known = kept[key] { return known }
        if kept.count >= Self.limit { kept = [:] }
        let made = PNGSurface(picture.png.bytes)?.resized(width: key.width, height: key.height)
        kept[key] = .some(made)
        return made
    }
}
