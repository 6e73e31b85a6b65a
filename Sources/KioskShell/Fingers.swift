import KioskCore
import Linux
import Scenes
import Touch

/// The touch device seen as contacts of the panel.
final class Fingers {
    struct Touched {
        var contact: Contact
        /// CLOCK_MONOTONIC of the kernel's event, for latency only.
        var kernelTime: Int64
    }

    private let source: any TouchSource
    private let calibration: Calibration
    private let rotation: Rotation

    init(_ source: any TouchSource, calibration: Calibration, rotation: Rotation) {
        self.source = source
        self.calibration = calibration
        self.rotation = rotation
    }

    var descriptor: Descriptor { source.descriptor }

    /// What the fingers did on `panel`, the glass as people see it; a device that is gone has cancelled its
    /// contacts before.
    func drain(on panel: Panel) throws -> (touched: [Touched], isGone: Bool) {
        var touched: [Touched] = []
        for event in try source.drain() {
            switch event {
            case .sample(let sample): touched.append(contact(of: sample, on: panel))
            case .gone: return (touched, true)
            }
        }
        return (touched, false)
    }

    private func contact(of sample: TouchSample, on panel: Panel) -> Touched {
        let phase: Contact.Phase =
            switch sample.phase {
            case .down: .down
            case .moved: .moved
            case .up: .up
            case .cancelled: .cancelled
            }
        // The digitiser is glued to the panel; the picture is turned on both.
        let place = calibration.point(x: sample.x, y: sample.y, on: panel.turned(by: rotation))
        let point = rotation.picturePoint(
            of: place, width: Double(panel.widthPixels), height: Double(panel.heightPixels))
        return Touched(
            contact: Contact(id: sample.slot, phase: phase, at: point), kernelTime: sample.timeNanoseconds)
    }
}
