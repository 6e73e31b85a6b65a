import CCairo

extension Picture {
    /// By how much of 255 a channel of an edge in a golden file may differ from what
    /// was painted: the file has at most 256 colours, the most frequent ones first.
    package static let paletteError = 6
    /// One step more is what two builds of Cairo differ by; the eye sees none of it.
    package static let tolerance = paletteError + 2
    /// The palette leaves out steps of edges only: surfaces have their very colour.
    package static let mostEdges = 0.12

    /// Reads a PNG file; nil where there is none that can be read.
    package init?(png path: String) {
        guard let surface = cairo_image_surface_create_from_png(path) else { return nil }
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
            let data = cairo_image_surface_get_data(surface)
        else { return nil }
        let width = Int(cairo_image_surface_get_width(surface))
        let height = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        let raw = UnsafeRawPointer(data)
        var pixels: [UInt32] = []
        pixels.reserveCapacity(width * height)
        for y in 0..<height {
            for x in 0..<width {
                pixels.append(raw.load(fromByteOffset: y * stride + 4 * x, as: UInt32.self))
            }
        }
        self.init(width: width, height: height, pixels: pixels)
    }

    /// Whether a person who looks at both sees the same.
    package func looksLike(_ other: Picture) -> Bool {
        guard width == other.width, height == other.height else { return false }
        var edges = 0
        for place in stride(from: 0, to: bytes.count, by: 3) {
            let worst = (0..<3).reduce(0) {
                max($0, abs(Int(bytes[place + $1]) - Int(other.bytes[place + $1])))
            }
            if worst > Self.tolerance { return false }
            if worst > 0 { edges += 1 }
        }
        return Double(edges) <= Self.mostEdges * Double(width * height)
    }
}
