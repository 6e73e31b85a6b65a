import KioskCore
import Scenes
import Testing
import Testkit

/// From the device's word to the panel's pixels, and a calibration from touches.
struct CalibrationTests {
    static let size = (width: Millimetres(217), height: Millimetres(135.6))
    static let lying = Panel(
        widthPixels: 1280, heightPixels: 800, width: size.width, height: size.height,
        distance: Millimetres(500))
    static let upright = Panel(
        widthPixels: 800, heightPixels: 1280, width: size.height, height: size.width,
        distance: Millimetres(500))

    @Test(arguments: [
        ([1.0, 0, 0, 0, 1, 0], 0.25, 0.5, 320.0, 400.0),
        ([0.0, -1, 1, 1, 0, 0], 0.25, 0.5, 640.0, 200.0),
        ([1.0, 0, 0, 0, 1, 0], 1.2, -0.1, 1279.0, 0.0),
    ]) func turnsMirrorsAndClamps(matrix: [Double], x: Double, y: Double, panelX: Double, panelY: Double) {
        let point = Calibration(matrix).point(of: SharePoint(x: x, y: y), on: Self.lying, rotation: .none)
        #expect(point == PanelPoint(x: panelX, y: panelY))
    }

    @Test func aQuarterTurnBringsTheTopOfThePictureToTheRightOfTheScanout() {
        let topLeft = SharePoint(x: 0, y: 0)
        let corners = Rotation.allCases.map { $0.scanout(of: topLeft) }
        #expect(corners == [(0, 0), (1, 0), (1, 1), (0, 1)].map { SharePoint(x: $0.0, y: $0.1) })
        let point = Calibration.identity.point(
            of: SharePoint(x: 0.75, y: 0.125), on: Self.upright, rotation: .quarter)
        #expect(point == PanelPoint(x: 100, y: 320))
    }

    @Test(arguments: Rotation.allCases) func turningForthAndBackChangesNothing(rotation: Rotation) {
        let place = SharePoint(x: 0.25, y: 0.125)
        #expect(rotation.picture(of: rotation.scanout(of: place)) == place)
        #expect(rotation.scanout(of: rotation.picture(of: place)) == place)
    }

    /// Nine crosses as a device says them that is off by `truth`, and by `noise` at
    /// each touch.
    static func pairs(
        truth: Calibration, noise: (Int) -> SharePoint = { _ in SharePoint(x: 0, y: 0) }
    ) -> [CalibrationPair] {
        let crosses = [0.1, 0.5, 0.9].flatMap { y in [0.1, 0.5, 0.9].map { SharePoint(x: $0, y: y) } }
        return crosses.enumerated().map { number, cross in
            let wobble = noise(number)
            let touched = SharePoint(x: cross.x + wobble.x, y: cross.y + wobble.y)
            return CalibrationPair(device: truth.device(of: touched), scanout: cross)
        }
    }

    @Test func findsAnyAffineDeviceExactly() throws {
        var random = SplitMix(seed: 5)
        for _ in 0..<200 {
            let truth = Calibration.random(using: &random)
            let fit = try Calibration.fit(
                Self.pairs(truth: truth), standing: Calibration([1, 0, 0.2, 0, 1, 0.1]), size: Self.size)
            #expect(fit.after.value < 1e-6)
            for (found, wanted) in zip(fit.calibration.matrix, truth.matrix) {
                #expect(abs(found - wanted) < 1e-9)
            }
        }
    }

    @Test func tellsTheErrorBeforeAndAfterInMillimetres() throws {
        // One share of the width off to the right is 2.17 mm for each hundredth.
        let shifted = Calibration([1, 0, -0.03, 0, 1, 0])
        let fit = try Calibration.fit(Self.pairs(truth: shifted), standing: .identity, size: Self.size)
        #expect(abs(fit.before.value - 6.51) < 0.001)
        #expect(fit.after.value < 0.001)
    }

    /// What was fitted to a touch proves nothing about it: the promised error is the
    /// one met with touches that the fit has not seen.
    @Test func promisesTheErrorThatLaterTouchesMeet() throws {
        var random = SplitMix(seed: 9)
        var (promised, met, seen) = (0.0, 0.0, 0.0)
        let rounds = 400
        for _ in 0..<rounds {
            let truth = Calibration([1, 0, -0.05, 0, 1, 0.04])
            let noise = { (_: Int) in random.wobble(millimetres: 1.5) }
            let touches = Self.pairs(truth: truth, noise: noise)
            let fit = try Calibration.fit(touches, standing: .identity, size: Self.size)
            promised += fit.after.value * fit.after.value
            met += Self.meanSquare(fit.calibration, Self.pairs(truth: truth, noise: noise))
            seen += Self.meanSquare(fit.calibration, touches)
        }
        let root = { (sum: Double) in (sum / Double(rounds)).squareRoot() }
        print(
            "calibration: promised \(root(promised)) mm, met \(root(met)) mm, at its own touches \(root(seen)) mm"
        )
        #expect(abs(root(promised) - root(met)) < 0.12 * root(met))
        #expect(root(seen) < 0.8 * root(met))
    }

    private static func meanSquare(_ calibration: Calibration, _ pairs: [CalibrationPair]) -> Double {
        pairs.reduce(0) { sum, pair in
            let place = calibration.scanout(of: pair.device)
            let x = (place.x - pair.scanout.x) * size.width.value
            let y = (place.y - pair.scanout.y) * size.height.value
            return sum + (x * x + y * y) / Double(pairs.count)
        }
    }
}

extension SplitMix {
    /// A finger's error: uniform in a square of twice this side, as shares.
    mutating func wobble(millimetres: Double) -> SharePoint {
        SharePoint(
            x: Double.random(in: -millimetres...millimetres, using: &self) / 217,
            y: Double.random(in: -millimetres...millimetres, using: &self) / 135.6)
    }
}

extension Calibration {
    /// The place that this calibration sees at `scanout`.
    func device(of scanout: SharePoint) -> SharePoint {
        let determinant = matrix[0] * matrix[4] - matrix[1] * matrix[3]
        let (x, y) = (scanout.x - matrix[2], scanout.y - matrix[5])
        return SharePoint(
            x: (matrix[4] * x - matrix[1] * y) / determinant,
            y: (matrix[0] * y - matrix[3] * x) / determinant)
    }

    /// Turned, mirrored, stretched and moved.
    static func random(using random: inout SplitMix) -> Calibration {
        func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
        let (long, short) = (number(0.8...1.2), number(-0.1...0.1))
        let sign = Bool.random(using: &random) ? 1.0 : -1
        let (other, skew) = (sign * number(0.8...1.2), number(-0.1...0.1))
        let moved = [number(-0.3...0.3), number(-0.3...0.3)]
        return Bool.random(using: &random)
            ? Calibration([long, short, moved[0], skew, other, moved[1]])
            : Calibration([short, other, moved[0], long, skew, moved[1]])
    }
}
