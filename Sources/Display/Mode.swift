import CDRM

/// One timing that a display offers.
package struct Mode: CustomStringConvertible {
    let timing: drmModeModeInfo

    init(_ timing: drmModeModeInfo) {
        self.timing = timing
    }

    /// A mode by its name alone: what choosing looks at.
    package init(_ size: PixelSize, refreshHertz: Int, isPreferred: Bool = false) {
        var timing = drmModeModeInfo()
        timing.hdisplay = UInt16(size.width)
        timing.vdisplay = UInt16(size.height)
        timing.vrefresh = UInt32(refreshHertz)
        timing.type = isPreferred ? UInt32(DRM_MODE_TYPE_PREFERRED) : 0
        self.timing = timing
    }

    package var size: PixelSize {
        PixelSize(width: Int(timing.hdisplay), height: Int(timing.vdisplay))
    }

    package var refreshHertz: Int { Int(timing.vrefresh) }

    /// The display names it as its own size.
    package var isPreferred: Bool { timing.type & UInt32(DRM_MODE_TYPE_PREFERRED) != 0 }

    package var description: String { "\(size.width)x\(size.height)@\(refreshHertz)" }
}
