import Scenes

/// From what the touch device says to a point of the panel.
///
/// The device gives each axis as a share of its own range, 0…1; the matrix of
/// the board record (libinput's six numbers: `x' = ax + by + c`, `y' = dx + ey +
/// f`) turns, mirrors and trims it; the panel's pixels do the rest.
package struct Calibration: Hashable, Sendable {
    package let matrix: [Double]

    package static let identity = Calibration([1, 0, 0, 0, 1, 0])

    /// - Precondition: six finite numbers, which the board record's reader checks.
    package init(_ matrix: [Double]) {
        precondition(matrix.count == 6 && matrix.allSatisfy(\.isFinite), "a calibration has six numbers")
        self.matrix = matrix
    }

    /// The panel point of a device position; clamped to the glass, because a
    /// worn digitiser reports a little beyond its own range.
    package func point(x: Double, y: Double, on panel: Panel) -> PanelPoint {
        let horizontal = matrix[0] * x + matrix[1] * y + matrix[2]
        let vertical = matrix[3] * x + matrix[4] * y + matrix[5]
        return PanelPoint(
            x: scaled(horizontal, to: panel.widthPixels), y: scaled(vertical, to: panel.heightPixels))
    }

    private func scaled(_ share: Double, to pixels: Int) -> Double {
        min(max(share * Double(pixels), 0), Double(pixels) - 1)
    }
}
