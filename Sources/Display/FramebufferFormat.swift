import CDRM

/// Where the bits of a framebuffer's pixel lie.
struct FramebufferFormat: Hashable {
    struct Channel: Hashable {
        /// Of the lowest bit.
        var offset: Int
        /// In bits, at most 8.
        var length: Int

        /// The highest bits of an 8-bit value, in their place.
        func place(_ value: UInt32) -> UInt32 { (value >> (8 - UInt32(length))) << UInt32(offset) }
    }

    static let xrgb8888 = FramebufferFormat(
        bits: 32, red: Channel(offset: 16, length: 8), green: Channel(offset: 8, length: 8),
        blue: Channel(offset: 0, length: 8))
    static let rgb565 = FramebufferFormat(
        bits: 16, red: Channel(offset: 11, length: 5), green: Channel(offset: 5, length: 6),
        blue: Channel(offset: 0, length: 5))

    /// A pixel's: 16 or 32.
    var bits: Int
    var red: Channel
    var green: Channel
    var blue: Channel

    /// Copies one rectangle of XRGB8888 pixels, which lies within both.
    ///
    /// - Parameter base: the first pixel of the picture in the framebuffer.
    func copy(_ rect: PixelRect, from source: PixelBuffer, to base: UnsafeMutableRawPointer, strideBytes: Int)
    {
        for row in rect.y..<(rect.y + rect.height) {
            let from = source.base + row * source.strideBytes + rect.x * 4
            let to = base + row * strideBytes + rect.x * bits / 8
            if self == .xrgb8888 {
                to.copyMemory(from: from, byteCount: rect.width * 4)
            } else {
                convert(from, to, count: rect.width)
            }
        }
    }

    private func convert(_ from: UnsafeMutableRawPointer, _ to: UnsafeMutableRawPointer, count: Int) {
        for column in 0..<count {
            let pixel = from.load(fromByteOffset: column * 4, as: UInt32.self)
            let value =
                red.place(pixel >> 16 & 0xFF) | green.place(pixel >> 8 & 0xFF) | blue.place(pixel & 0xFF)
            if bits == 16 {
                to.storeBytes(
                    of: UInt16(truncatingIfNeeded: value), toByteOffset: column * 2, as: UInt16.self)
            } else {
                to.storeBytes(of: value, toByteOffset: column * 4, as: UInt32.self)
            }
        }
    }
}
