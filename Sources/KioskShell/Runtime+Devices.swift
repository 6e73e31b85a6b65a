import KioskCore
import Linux
import Painting
import Surveys

/// Devices come and go; the loop goes on without them.
extension Runtime {
    static let deviceRetry = Duration.seconds(2)

    /// Opens whatever is missing; tries again in two seconds, in a moment where only
    /// another program is in the way, or when the kernel tells of a device.
    func findDevices() {
        deviceRetryAt = nil
        let pauses = [
            findStage(), findFingers(), findFonts() ? nil : Self.deviceRetry,
            findBacklight() ? nil : Self.deviceRetry,
        ]
        if let soonest = pauses.compactMap(\.self).min() { deviceRetryAt = now + soonest }
    }

    /// False while there are none. What the painter has set once serves the next
    /// screen too.
    private func findFonts() -> Bool {
        guard painter == nil else { return true }
        do {
            let painter = Painter(fonts: try FontSet(directory: options.root.fonts))
            stage?.use(painter)
            self.painter = painter
            tellings.forget(.fonts)
            return true
        } catch {
            tellings.tell(.error, of: .fonts, "\(error); looking again every two seconds")
            return false
        }
    }

    /// When to look for a touchscreen again; nil when one was found.
    private func findFingers() -> Duration? {
        if fingers != nil { return nil }
        do {
            let source = try options.touch()
            let fingers = Fingers(source, calibration: calibration)
            try poller.add(fingers.descriptor, tag: Source.touch.rawValue)
            self.fingers = fingers
            tellings.forget(.touch)
            return nil
        } catch {
            tellings.tell(.error, of: .touch, "no touch: \(error); looking again every two seconds")
            return Self.deviceRetry
        }
    }

    func loseFingers(_ reason: String) {
        Log.write(.warning, "the touchscreen is gone: \(reason)")
        fingers = nil
        deviceRetryAt = now + Self.deviceRetry
    }
}
