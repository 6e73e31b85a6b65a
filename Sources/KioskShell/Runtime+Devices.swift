import KioskCore
import Linux
import Painting
import Scenes
import Surveys
import Touch

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
            try use(try options.touch())
            tellings.forget(.touch)
            return nil
        } catch {
            tellings.tell(.error, of: .touch, "no touch: \(error); looking again every two seconds")
            return Self.deviceRetry
        }
    }

    private func use(_ source: any TouchSource) throws(SystemError) {
        let fingers = Fingers(source, calibration: calibration)
        try poller.add(fingers.descriptor, tag: Source.touch.rawValue)
        self.fingers = fingers
    }

    /// An input device came: it may be the panel, and ours only what was there first.
    func takeBetterFingers() {
        guard let better = fingers?.betterOne() else { return }
        do {
            try use(better)
            cancelFingers()
            figures.forgetContacts()
        } catch {
            Log.write(.warning, "a better touchscreen cannot be used: \(error)")
        }
    }

    /// Whatever is down now ends without having chosen anything.
    func cancelFingers() {
        for id in figures.contacts.keys.sorted() {
            let finger = Contact(id: id, phase: .cancelled, at: PanelPoint(x: 0, y: 0))
            handle(.touched(finger))
        }
    }

    func loseFingers(_ reason: String) {
        Log.write(.warning, "the touchscreen is gone: \(reason)")
        fingers = nil
        deviceRetryAt = now + Self.deviceRetry
    }
}
