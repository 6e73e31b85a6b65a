import KioskCore
import Linux
import Surveys

/// Display and touch come and go; the loop goes on without them.
extension Runtime {
    static let deviceRetry = Duration.seconds(2)

    /// Opens whatever is missing; tries again in two seconds or when the kernel
    /// tells of a device.
    func findDevices() {
        deviceRetryAt = nil
        if stage == nil { findStage() }
        if fingers == nil { findFingers() }
        let hasFonts = findFonts()
        if stage == nil || fingers == nil || !hasFonts { deviceRetryAt = now + Self.deviceRetry }
    }

    private func findStage() {
        do {
            let stage = Stage(try options.screen(), board: options.board)
            if let content { stage.use(content) }
            try poller.add(stage.descriptor, tag: Source.screen.rawValue)
            self.stage = stage
        } catch {
            tellings.tell(.error, of: .screen, "no picture: \(error); looking again every two seconds")
        }
    }

    /// False while the screen that there is has none.
    private func findFonts() -> Bool {
        guard let stage else { return true }
        do {
            try stage.findFonts(in: options.root.fonts)
            tellings.forget(.fonts)
            return true
        } catch {
            tellings.tell(.error, of: .fonts, "\(error); looking again every two seconds")
            return false
        }
    }

    private func findFingers() {
        do {
            let source = try options.touch()
            let fingers = Fingers(
                source, calibration: Calibration(options.board.touch.matrix), rotation: options.board.rotation
            )
            try poller.add(fingers.descriptor, tag: Source.touch.rawValue)
            self.fingers = fingers
            tellings.forget(.touch)
        } catch {
            tellings.tell(.error, of: .touch, "no touch: \(error); looking again every two seconds")
        }
    }

    func loseStage() {
        stage = nil
        deviceRetryAt = now + Self.deviceRetry
    }

    func loseFingers(_ reason: String) {
        Log.write(.warning, "the touchscreen is gone: \(reason)")
        fingers = nil
        deviceRetryAt = now + Self.deviceRetry
    }
}
