import KioskCore
import Scenes
import Testing
import Testkit

/// What is no calibration, and no better one.
struct CalibrationRefusalTests {
    private func refusal(_ pairs: [CalibrationPair], standing: Calibration) -> CalibrationRefusal? {
        do throws(CalibrationRefusal) {
            _ = try Calibration.fit(pairs, standing: standing, size: CalibrationTests.size)
            return nil
        } catch {
            return error
        }
    }

    private static let off = Calibration([1, 0, 0.05, 0, 1, -0.05])
    private static let pairs = CalibrationTests.pairs(truth: .identity)

    @Test func nineGoodTouchesAreTaken() {
        #expect(refusal(Self.pairs, standing: Self.off) == nil)
    }

    @Test func tooFewTouchesAreRefused() {
        #expect(refusal([], standing: Self.off) == .tooFewTouches)
        #expect(refusal(Array(Self.pairs.prefix(5)), standing: Self.off) == .tooFewTouches)
        #expect(refusal(Array(Self.pairs.prefix(6)), standing: Self.off) == nil)
    }

    @Test func touchesOnALineAreRefused() {
        let dead = Self.pairs.map { CalibrationPair(device: SharePoint(x: 0.5, y: 0.5), scanout: $0.scanout) }
        let oneAxis = Self.pairs.map {
            CalibrationPair(device: SharePoint(x: $0.device.x, y: 0.3), scanout: $0.scanout)
        }
        let diagonal = Self.pairs.map {
            let sum = ($0.device.x + $0.device.y) / 2
            return CalibrationPair(device: SharePoint(x: sum, y: sum), scanout: $0.scanout)
        }
        let broken = Self.pairs.map {
            CalibrationPair(device: SharePoint(x: .nan, y: $0.device.y), scanout: $0.scanout)
        }
        for pairs in [dead, oneAxis, diagonal, broken] {
            #expect(refusal(pairs, standing: Self.off) == .touchesOnALine)
        }
    }

    @Test(arguments: 0..<9) func aTouchThatWasMeantForSomethingElseIsRefusedByItsCross(cross: Int) throws {
        var pairs = Self.pairs
        pairs[cross].device.x += 15 / 217.0
        guard case .wildTouch(cross + 1, let off) = refusal(pairs, standing: Self.off) else {
            Issue.record("\(String(describing: refusal(pairs, standing: Self.off)))")
            return
        }
        #expect(abs(off.value - 15) < 0.001)
    }

    @Test func whatIsWorseThanWhatStandsIsRefused() {
        var random = SplitMix(seed: 3)
        let noisy = CalibrationTests.pairs(truth: .identity) { _ in random.wobble(millimetres: 3) }
        guard case .noBetter(let before, let after) = refusal(noisy, standing: .identity) else {
            Issue.record("a shaky hand has moved a good calibration")
            return
        }
        #expect(before < after && before.value > 1)
        // The control: the same hand mends one that is worse.
        #expect(refusal(noisy, standing: Self.off) == nil)
    }

    /// A shaky hand before a good panel: hardly ever does it make things worse.
    @Test func aGoodCalibrationSurvivesShakyHands() {
        var random = SplitMix(seed: 4)
        let taken = (0..<500).filter { _ in
            let noisy = CalibrationTests.pairs(truth: .identity) { _ in random.wobble(millimetres: 3) }
            return refusal(noisy, standing: .identity) == nil
        }
        print("calibration: \(taken.count) of 500 shaky hands replaced a perfect one")
        #expect(taken.count < 100)
    }

    @Test func everyReasonSaysWhatToDoOrThatNothingChanged() {
        let reasons: [CalibrationRefusal] = [
            .tooFewTouches, .touchesOnALine, .wildTouch(cross: 4, off: Millimetres(14.26)),
            .noBetter(before: Millimetres(0.84), after: Millimetres(1.25)), .visitUnderWay,
            .calibratingAlready,
            .nobodyTouched,
        ]
        #expect(Set(reasons.map(\.description)).count == reasons.count)
        #expect(reasons[2].description.contains("cross 4 lies 14.3 mm off"))
        #expect(reasons[3].description.contains("lie 0.8 mm off the crosses"))
    }
}
