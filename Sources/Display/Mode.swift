import CDRM

/// One timing that a display offers.
package struct Mode: CustomStringConvertible {
    let timing: drmModeModeInfo

    package var size: PixelSize {
        PixelSize(width: Int(timing.hdisplay), height: Int(timing.vdisplay))
    }

    package var refreshHertz: Int { Int(timing.vrefresh) }

    /// The display names it as its own size.
    package var isPreferred: Bool { timing.type & UInt32(DRM_MODE_TYPE_PREFERRED) != 0 }

    package var description: String { "\(size.width)x\(size.height)@\(refreshHertz)" }
}
