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
    var calibration: Calibration

    init(_ source: any TouchSource, calibration: Calibration) {
        self.source = source
        self.calibration = calibration
    }

    var descriptor: Descriptor { source.descriptor }

    /// See ``TouchSource/record(_:)``.
    func record(_ isOn: Bool) -> EventTape? { source.record(isOn) }

    /// See ``TouchSource/betterOne()``.
    func betterOne() -> (any TouchSource)? { source.betterOne() }

    /// What the fingers did on `panel`; a device that is gone has cancelled its
    /// contacts before.
    func drain(on panel: Panel, _ rotation: Rotation) throws -> (touched: [Touched], isGone: Bool) {
        var touched: [Touched] = []
        for event in try source.drain() {
            switch event {
            case .sample(let sample): touched.append(contact(of: sample, on: panel, rotation))
            case .gone: return (touched, true)
            }
        }
        return (touched, false)
    }

    private func contact(of sample: TouchSample, on panel: Panel, _ rotation: Rotation) -> Touched {
        let phase: Contact.Phase =
            switch sample.phase {
            case .down: .down
            case .moved: .moved
            case .up: .up
            case .cancelled: .cancelled
            }
        let device = SharePoint(x: sample.x, y: sample.y)
        let point = calibration.point(of: device, on: panel, rotation: rotation)
        let contact = Contact(
            id: sample.slot, phase: phase, at: point, device: device,
            size: sample.sizeMillimetres.map { Millimetres($0) },
            isCalledPalm: sample.isPalm)
        return Touched(contact: contact, kernelTime: sample.timeNanoseconds)
    }
}
