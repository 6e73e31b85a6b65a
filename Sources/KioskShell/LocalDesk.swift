import KioskCore
import Linux
import Provisioning

/// Keeps what the terminal is told on the spot, on a thread of its own: the loop
/// waits for no disk.
final class LocalDesk {
    /// What became of one calibration.
    struct Outcome: Sendable {
        var fit: CalibrationFit
        /// Why it could not be kept.
        var problem: Problem?
    }

    private let worker: Worker<CalibrationFit, Outcome>

    /// - Parameter state: what is kept already.
    init(root: Root, state: LocalState) throws(SystemError) {
        worker = try Worker(name: "local", limit: 4) {
            var state = state
            return { fit in
                var next = state
                next.calibration = LocalState.Calibration(
                    matrix: fit.calibration.matrix, errorMm: fit.after.tenths)
                do throws(Problem) {
                    try root.keep(next)
                    state = next
                    return Outcome(fit: fit)
                } catch {
                    return Outcome(fit: fit, problem: error)
                }
            }
        }
    }

    var descriptor: Descriptor { worker.descriptor }

    func keep(_ fit: CalibrationFit) {
        let taken = worker.submit(fit)
        precondition(taken, "one calibration is made at a time, each from nine touches")
    }

    func drain() -> [Outcome] { worker.drain() }
}
