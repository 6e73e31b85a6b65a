import KioskCore
import Linux
import Provisioning
import Surveys

/// After five crashes in two minutes the kiosk asks the compiled-in question:
/// nothing that was put onto this terminal is read, the journal is the same.
extension Runtime {
    /// Without a crash for so long, what was put onto the terminal is tried again.
    static let safeTime = Duration.seconds(600)

    /// Notes this start; whoever starts too often starts safely.
    func noteStart() {
        guard starts.note(at: now) else { return }
        safeUntil = now + Self.safeTime
        Log.write(
            .critical,
            "\(Starts.limit) crashes in two minutes: only the compiled-in question is asked for ten minutes; "
                + "see the lines before for the cause, mend it and run `palautectl restart`")
    }

    /// Ends the safe time: by the clock, or because somebody asks for a reload.
    func endSafeTime() {
        guard safeUntil != nil else { return }
        safeUntil = nil
        starts.forgetAll()
    }

    /// The compiled-in question, while nothing else may be read.
    var safeContent: ActiveContent? { safeUntil == nil ? nil : .safe }
}
