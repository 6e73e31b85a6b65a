import KioskCore
import Testing
import Testkit

/// A million frames of panels that say anything, through the real decoder.
struct TouchFuzzTests {
    @Test func aMillionFramesChooseOnlyWhatAFingerCameDownOnAndLiftedFrom() {
        var fuzz = TouchFuzz(RandomBytes(seed: 1))
        let report = fuzz.run(frames: 1_000_000)
        print(
            "touch fuzz: \(report.frames) frames, \(report.devices) devices, \(report.samples) samples,",
            "\(report.pressed) pressed, \(report.chosen) chosen")
        #expect(report.faults == [])
        // Nothing is proved by a glass on which nothing happens.
        #expect(report.chosen > 10_000 && report.devices > 1_000)
    }

    @Test func theSameSeedSaysTheSame() {
        let reports = (0..<2).map { _ in
            var fuzz = TouchFuzz(RandomBytes(seed: 7))
            return fuzz.run(frames: 1_000)
        }
        #expect(reports[0] == reports[1])
    }

    @Test func aDetectorThatTakesAnyLiftIsFound() {
        #expect(faults(of: TapDetector(driftPixels: 600)).contains { $0.contains("a lift elsewhere") })
    }

    @Test func aDetectorThatDropsNothingIsFound() {
        var patient = TapDetector(driftPixels: 30)
        patient.stuckAfter = .seconds(3_600)
        #expect(faults(of: patient).contains { $0.contains("lay too long") || $0.contains("stays pressed") })
    }

    private func faults(of detector: TapDetector) -> [String] {
        var fuzz = TouchFuzz(RandomBytes(seed: 2), detector: detector)
        return fuzz.run(frames: 20_000).faults
    }
}
