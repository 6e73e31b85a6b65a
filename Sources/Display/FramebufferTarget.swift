import CDRM
import Linux

/// Where a ``FramebufferScreen`` shows its picture.
package enum FramebufferTarget: Hashable, Sendable {
    /// A device such as `/dev/fb0`, as it is set up.
    case device(path: String)
    /// A file of rows without a gap, XRGB8888 or RGB565: others can watch our pixels.
    case file(path: String, PixelSize, bits: Int = 32)

    /// No file has longer sides: what a ``DisplayWish`` may take, either way round.
    private static let sideLimit = 8_192

    /// Reads `raw:FILE:WIDTH:HEIGHT`, or the path of a device.
    ///
    /// - Returns: nil for anything else.
    package init?(_ text: String) {
        guard text.hasPrefix("raw:") else {
            guard text.hasPrefix("/") else { return nil }
            self = .device(path: text)
            return
        }
        let parts = text.dropFirst(4).split(separator: ":", omittingEmptySubsequences: false)
        let sides = parts.suffix(2).compactMap { Int($0) }
        let path = parts.dropLast(2).joined(separator: ":")
        guard sides.count == 2, !path.isEmpty, sides.allSatisfy({ 1...Self.sideLimit ~= $0 }),
            sides[0] * sides[1] <= DisplayWish.pixelLimit
        else { return nil }
        self = .file(path: path, PixelSize(width: sides[0], height: sides[1]))
    }

    package var path: String {
        switch self {
        case .device(let path), .file(let path, _, _): path
        }
    }

    func open() throws(SystemError) -> Descriptor {
        switch self {
        case .device:
            let device = try Descriptor.open(path, O_RDWR)
            try light(device)
            return device
        case .file:
            let file = try Descriptor.open(path, O_RDWR | O_CREAT, mode: 0o644)
            let bytes = try layout(of: file).sizeBytes
            try check("ftruncate", path) { ftruncate(file.rawValue, bytes) }
            return file
        }
    }

    /// Sets the mode that the framebuffer has already: where no console did that, the
    /// display is still off.
    ///
    /// The corresponding call is `FBIOPUT_VSCREENINFO`.
    private func light(_ device: Descriptor) throws(SystemError) {
        var variable = fb_var_screeninfo()
        try check("FBIOGET_VSCREENINFO", path) { shim_fb_variable(device.rawValue, &variable) }
        variable.activate = UInt32(FB_ACTIVATE_NOW | FB_ACTIVATE_FORCE)
        // Busy: a program has the card itself; the picture comes when that goes.
        _ = try check("FBIOPUT_VSCREENINFO", path, expecting: EBUSY) {
            shim_fb_set_variable(device.rawValue, &variable)
        }
    }

    /// How the pixels lie now.
    func layout(of descriptor: Descriptor) throws(SystemError) -> FramebufferLayout {
        switch self {
        case .device: try FramebufferLayout(of: descriptor, at: path)
        case .file(_, let size, let bits):
            FramebufferLayout(size, format: bits == 16 ? .rgb565 : .xrgb8888)
        }
    }
}

/// How a framebuffer's pixels lie in its memory.
struct FramebufferLayout: Hashable {
    var size: PixelSize
    var format: FramebufferFormat
    var strideBytes: Int
    /// Where the part begins that is shown.
    var firstByte: Int
    var sizeBytes: Int

    /// Rows without a gap.
    init(_ size: PixelSize, format: FramebufferFormat) {
        self.size = size
        self.format = format
        strideBytes = size.width * format.bits / 8
        firstByte = 0
        sizeBytes = strideBytes * size.height
    }

    /// As the kernel says. The corresponding calls are `FBIOGET_VSCREENINFO` and
    /// `FBIOGET_FSCREENINFO` (Documentation/fb/api.rst).
    ///
    /// - Throws: ``SystemError``; ENOTSUP for pixels that are not 16 or 32 bits of red,
    ///   green and blue.
    init(of descriptor: Descriptor, at path: String) throws(SystemError) {
        var variable = fb_var_screeninfo()
        var fixed = fb_fix_screeninfo()
        try check("FBIOGET_VSCREENINFO", path) { shim_fb_variable(descriptor.rawValue, &variable) }
        try check("FBIOGET_FSCREENINFO", path) { shim_fb_fixed(descriptor.rawValue, &fixed) }
        let format = FramebufferFormat(variable)
        size = PixelSize(width: Int(variable.xres), height: Int(variable.yres))
        strideBytes = Int(fixed.line_length)
        sizeBytes = Int(fixed.smem_len)
        firstByte =
            Int(variable.yoffset) * strideBytes + Int(variable.xoffset) * Int(variable.bits_per_pixel) / 8
        guard let format, fixed.type == UInt32(FB_TYPE_PACKED_PIXELS), size.width > 0, size.height > 0,
            strideBytes * 8 >= size.width * format.bits, firstByte + strideBytes * size.height <= sizeBytes,
            size.width * size.height <= DisplayWish.pixelLimit
        else { throw SystemError(call: "FBIOGET_VSCREENINFO", subject: path, code: ENOTSUP) }
        self.format = format
    }
}

extension FramebufferFormat {
    fileprivate init?(_ variable: fb_var_screeninfo) {
        func channel(_ field: fb_bitfield) -> Channel {
            Channel(offset: Int(field.offset), length: Int(field.length))
        }
        bits = Int(variable.bits_per_pixel)
        (red, green, blue) = (channel(variable.red), channel(variable.green), channel(variable.blue))
        let fits = [red, green, blue].allSatisfy { 1...8 ~= $0.length && $0.offset + $0.length <= bits }
        guard bits == 16 || bits == 32, fits else { return nil }
    }
}
