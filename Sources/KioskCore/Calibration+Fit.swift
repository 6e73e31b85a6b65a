import Scenes

/// A cross that was touched: where it is scanned out and what the device said.
package struct CalibrationPair: Hashable, Sendable {
    package var device: SharePoint
    package var scanout: SharePoint

    package init(device: SharePoint, scanout: SharePoint) {
        self.device = device
        self.scanout = scanout
    }
}

/// A calibration that is better than the one that stands.
package struct CalibrationFit: Hashable, Sendable {
    package var calibration: Calibration
    /// How far the touches lay from their crosses by the calibration that stood:
    /// root of the mean square.
    package var before: Millimetres
    /// The same by the new one, each cross judged by a fit of the other crosses:
    /// what was fitted to a touch proves nothing about it.
    package var after: Millimetres
}

/// Why there is no new calibration.
package enum CalibrationRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case tooFewTouches
    case touchesOnALine
    /// A cross, from 1, whose touch does not fit to the others.
    case wildTouch(cross: Int, off: Millimetres)
    case noBetter(before: Millimetres, after: Millimetres)
    case visitUnderWay
    case calibratingAlready
    case nobodyTouched

    package var description: String {
        switch self {
        case .tooFewTouches: "too few crosses were touched"
        case .touchesOnALine: "the touches lie on one line; is the touch cable loose?"
        case .wildTouch(let cross, let off):
            "the touch of cross \(cross) lies \(off.tenths) mm off; begin again and touch each in its middle"
        case .noBetter(let before, let after):
            "touches lie \(before.tenths) mm off the crosses as it stands and would lie \(after.tenths) mm "
                + "off; it stays as it is"
        case .visitUnderWay: "a visit is under way; try again when the greeting shows"
        case .calibratingAlready: "it is being calibrated already"
        case .nobodyTouched: "nobody touched the cross for a minute; it stays as it was"
        }
    }
}

extension Millimetres {
    /// Rounded to a tenth, for people.
    package var tenths: Double { (value * 10).rounded() / 10 }
}

extension Calibration {
    /// Three numbers an axis need three touches; as many again tell of errors.
    package static let leastPairs = 6
    /// A touch farther from its cross than half of the smallest answer key (20 mm,
    /// `quality.md` A3) was not meant for it.
    package static let wildFrom = Millimetres(10)
    /// Touches that spread less than this share of an axis along any direction lie
    /// on a line; nine crosses in rows of three spread by 0.33.
    private static let leastSpread = 0.1

    /// The least-squares fit of `pairs`.
    ///
    /// - Parameters:
    ///   - standing: what the fit has to be better than.
    ///   - size: of the scanout, on the glass.
    package static func fit(
        _ pairs: [CalibrationPair], standing: Calibration, size: (width: Millimetres, height: Millimetres)
    ) throws(CalibrationRefusal) -> CalibrationFit {
        guard pairs.count >= leastPairs else { throw .tooFewTouches }
        let (device, scanout) = (Spread(pairs.map(\.device)), Spread(pairs.map(\.scanout)))
        guard device.least >= leastSpread, scanout.least >= leastSpread else { throw .touchesOnALine }
        let horizontal = device.plane(through: pairs.map { ($0.device, $0.scanout.x) })
        let vertical = device.plane(through: pairs.map { ($0.device, $0.scanout.y) })
        let numbers = horizontal + vertical
        guard numbers.allSatisfy(\.isFinite) else { throw .touchesOnALine }
        let fitted = Calibration(numbers)
        let after = pairs.map { fitted.error(at: $0, size) / (1 - device.leverage(of: $0.device)) }
        // Without one of them the others lie on a line.
        guard after.allSatisfy(\.isFinite) else { throw .touchesOnALine }
        if let worst = after.indices.max(by: { after[$0] < after[$1] }), after[worst] > wildFrom.value {
            throw .wildTouch(cross: worst + 1, off: Millimetres(after[worst]))
        }
        let fit = CalibrationFit(
            calibration: fitted, before: rootMeanSquare(pairs.map { standing.error(at: $0, size) }),
            after: rootMeanSquare(after))
        guard fit.after < fit.before else { throw .noBetter(before: fit.before, after: fit.after) }
        return fit
    }

    /// Millimetres between a cross and what this calibration makes of its touch.
    private func error(
        at pair: CalibrationPair, _ size: (width: Millimetres, height: Millimetres)
    ) -> Double {
        let seen = scanout(of: pair.device)
        let x = (seen.x - pair.scanout.x) * size.width.value
        let y = (seen.y - pair.scanout.y) * size.height.value
        return (x * x + y * y).squareRoot()
    }

    private static func rootMeanSquare(_ errors: [Double]) -> Millimetres {
        Millimetres((errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot())
    }
}

/// How points lie around their middle: what a least-squares plane needs.
private struct Spread {
    let count: Double
    let middle: SharePoint
    /// Sums of squares and products around the middle.
    let xx: Double
    let xy: Double
    let yy: Double

    init(_ points: [SharePoint]) {
        count = Double(points.count)
        let middle = SharePoint(
            x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
        self.middle = middle
        xx = points.reduce(0) { $0 + ($1.x - middle.x) * ($1.x - middle.x) }
        xy = points.reduce(0) { $0 + ($1.x - middle.x) * ($1.y - middle.y) }
        yy = points.reduce(0) { $0 + ($1.y - middle.y) * ($1.y - middle.y) }
    }

    private var determinant: Double { xx * yy - xy * xy }

    /// Standard deviation along the direction in which the points spread least;
    /// zero for points that are no numbers.
    var least: Double {
        let half = (xx + yy) / 2
        let smaller = half - ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
        return smaller > 0 ? (smaller / count).squareRoot() : 0
    }

    /// `value ≈ a·x + b·y + c` with the least squares.
    func plane(through points: [(at: SharePoint, value: Double)]) -> [Double] {
        let mean = points.reduce(0) { $0 + $1.value } / count
        let x = points.reduce(0) { $0 + ($1.at.x - middle.x) * ($1.value - mean) }
        let y = points.reduce(0) { $0 + ($1.at.y - middle.y) * ($1.value - mean) }
        let a = (yy * x - xy * y) / determinant
        let b = (xx * y - xy * x) / determinant
        return [a, b, mean - a * middle.x - b * middle.y]
    }

    /// How much of a fitted value a point itself decides, 0…1: the error at a point
    /// that the fit had not known is its own error divided by the rest.
    func leverage(of point: SharePoint) -> Double {
        let (x, y) = (point.x - middle.x, point.y - middle.y)
        return 1 / count + (yy * x * x - 2 * xy * x * y + xx * y * y) / determinant
    }
}
