import Linux

/// Pixels that somebody else owns: 32 bits each, XRGB8888 in native order
/// (Cairo's RGB24, DRM's XR24), row by row.
package struct PixelBuffer {
    package var base: UnsafeMutableRawPointer
    /// From one row to the next; at least four bytes a pixel.
    package var strideBytes: Int
    package var width: Int
    package var height: Int

    package init(base: UnsafeMutableRawPointer, strideBytes: Int, width: Int, height: Int) {
        self.base = base
        self.strideBytes = strideBytes
        self.width = width
        self.height = height
    }

    package var size: PixelSize { PixelSize(width: width, height: height) }

    /// Copies one rectangle, which lies within both, from the same place.
    func copy(_ rect: PixelRect, from source: PixelBuffer) {
        for row in rect.y..<(rect.y + rect.height) {
            let column = rect.x * 4
            (base + row * strideBytes + column).copyMemory(
                from: source.base + row * source.strideBytes + column, byteCount: rect.width * 4)
        }
    }
}

/// Pixels in normal memory, black at first and freed in `deinit`.
final class PixelMemory {
    let pixels: PixelBuffer
    private let memory: PictureMemory

    init(_ size: PixelSize) {
        precondition(size.width > 0 && size.height > 0, "a picture has pixels")
        memory = PictureMemory(sizeBytes: size.width * size.height * 4)
        pixels = PixelBuffer(
            base: memory.base, strideBytes: size.width * 4, width: size.width, height: size.height)
    }
}
