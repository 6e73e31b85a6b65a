import KioskCore
import Linux
import Provisioning
import Scenes

/// What `calibrate` over `control.sock` answers, once it is known.
package struct CalibrationAnswer: Hashable, Sendable, Codable {
    /// How far touches lay from the crosses by the calibration that stood.
    package var beforeMm: Double?
    /// How far they lie by the new one, which is kept and in use.
    package var afterMm: Double?
    /// Why there is no new one.
    package var refused: String?

    package init(beforeMm: Double? = nil, afterMm: Double? = nil, refused: String? = nil) {
        self.beforeMm = beforeMm
        self.afterMm = afterMm
        self.refused = refused
    }
}

/// The technician who waits for a calibration.
extension Runtime {
    /// What touches are seen on.
    var panel: Panel { stage?.panel ?? options.board.glass }

    /// How the picture is turned on it.
    var rotation: Rotation { options.board.rotation }

    /// Begins; the answer follows when it is known.
    func calibrate(for client: ControlPort.ClientNumber) -> String? {
        if let obstacle { return json(CalibrationAnswer(refused: obstacle)) }
        technician = client
        handle(
            .calibrationAsked(
                CalibrationRequest(panel: panel, rotation: rotation, standing: calibration)))
        return nil
    }

    /// What the terminal itself does not see.
    private var obstacle: String? {
        if technician != nil { return "\(CalibrationRefusal.calibratingAlready)" }
        guard let stage, !stage.showsFallback else {
            return "there is no picture to show crosses on; see `palautectl doctor`"
        }
        return fingers == nil ? "there is no touch device; see `palautectl doctor`" : nil
    }

    func took(_ outcome: LocalDesk.Outcome) {
        if let problem = outcome.problem {
            Log.write(.error, "\(problem)")
            return tellTechnician(CalibrationAnswer(refused: "it could not be kept: \(problem)"))
        }
        calibration = outcome.fit.calibration
        fingers?.calibration = calibration
        tellTechnician(
            CalibrationAnswer(beforeMm: outcome.fit.before.tenths, afterMm: outcome.fit.after.tenths))
    }

    func tellTechnician(_ answer: CalibrationAnswer) {
        guard let technician else { return }
        self.technician = nil
        control.answer(json(answer), to: technician)
    }

    /// Ends what a technician began who does not wait any more.
    func missTechnician() {
        guard let technician, !control.isWaiting(technician) else { return }
        self.technician = nil
        handle(.calibrationGivenUp)
    }
}
