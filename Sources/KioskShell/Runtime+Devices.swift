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
        if stage == nil || fingers == nil { deviceRetryAt = now + Self.deviceRetry }
    }

    private func findStage() {
        do {
            let stage = Stage(try options.screen(), board: options.board, fonts: options.root.fonts) {
                tellings.tell(.error, $0)
            }
            if let content { stage.use(content) }
            try poller.add(stage.descriptor, tag: Source.screen.rawValue)
            self.stage = stage
        } catch {
            tellings.tell(.error, "no picture: \(error); looking again every two seconds")
        }
    }

    private func findFingers() {
        do {
            let source = try options.touch()
            let fingers = Fingers(source, calibration: Calibration(options.board.touch.matrix))
            try poller.add(fingers.descriptor, tag: Source.touch.rawValue)
            self.fingers = fingers
        } catch {
            tellings.tell(.error, "no touch: \(error); looking again every two seconds")
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
