import Scenes

/// From what the touch device says to a point of the panel.
///
/// The device gives each axis as a share of its own range; the matrix (libinput's
/// six numbers: `x' = ax + by + c`, `y' = dx + ey + f`) turns, mirrors and trims it
/// into a share of what the card scans out. The picture's rotation comes after, so
/// that a calibration outlives a change of it; the panel's pixels do the rest.
package struct Calibration: Hashable, Sendable {
    package let matrix: [Double]

    package static let identity = Calibration([1, 0, 0, 0, 1, 0])

    /// - Precondition: six finite numbers, which the readers of the board's record
    ///   and of the terminal's own state check.
    package init(_ matrix: [Double]) {
        precondition(matrix.count == 6 && matrix.allSatisfy(\.isFinite), "a calibration has six numbers")
        self.matrix = matrix
    }

    /// Where on the scanout a device's place is; not clamped.
    package func scanout(of device: SharePoint) -> SharePoint {
        SharePoint(
            x: matrix[0] * device.x + matrix[1] * device.y + matrix[2],
            y: matrix[3] * device.x + matrix[4] * device.y + matrix[5])
    }

    /// The panel point of a device's place; clamped to the glass, because a worn
    /// digitiser reports a little beyond its own range.
    package func point(of device: SharePoint, on panel: Panel, rotation: Rotation) -> PanelPoint {
        let share = rotation.picture(of: scanout(of: device))
        return PanelPoint(
            x: scaled(share.x, to: panel.widthPixels), y: scaled(share.y, to: panel.heightPixels))
    }

    private func scaled(_ share: Double, to pixels: Int) -> Double {
        min(max(share * Double(pixels), 0), Double(pixels) - 1)
    }
}
