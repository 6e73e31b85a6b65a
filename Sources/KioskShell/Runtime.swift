import Display
import KioskCore
import Linux
import Painting
import Provisioning
import Surveys
import Wire

/// The loop of the kiosk: the only one, with the only clock reading of a turn
/// and the only switch over ``Effect``.
///
/// Nothing in it waits for disk or network. Each turn takes what is ready, lets
/// the ``Terminal`` decide, carries its effects out and paints at most once; a
/// next picture waits until the last one was flipped.
package final class Runtime {
    let options: Options
    let poller: Poller
    let alarm: any Alarm
    let signals: Signals
    let uevents: UEvents?
    let inputs: DirectoryWatch?
    let journal: JournalDesk
    let local: LocalDesk
    let linkPort: LinkPort
    let control: ControlPort
    let boot: String

    var terminal: Terminal
    var stage: Stage?
    var stageFoundAt: Instant?
    /// The fonts; nil while they cannot be read.
    var painter: Painter?
    var watch = GlassWatch()
    /// The cards' folder; nil while there is none.
    var cards: DirectoryWatch?
    var backlight: Backlight?
    var light = GlassLight.lit
    var fingers: Fingers?
    /// From the touch device to the scanout, also of the next device.
    var calibration: Calibration
    /// Who waits at `control.sock` for a calibration.
    var technician: ControlPort.ClientNumber?
    /// Who waits there for parked replies, in the order asked.
    var askers: [ControlPort.ClientNumber] = []
    var figures = Figures()
    /// On the glass.
    var content: ActiveContent?
    /// The first reading, under way beside the opening of devices.
    var contentErrand: Errand<ContentReading>?
    /// Read, waiting for the terminal's word.
    var staged: ActiveContent?
    var tellings = Tellings()
    var isStopping = false
    /// Effects to be carried out; the first is under way.
    var pending: [Effect] = []
    let starts: Starts
    var recorder = TouchRecorder()
    /// Until when only the compiled-in question is asked; nil: what was put here.
    var safeUntil: Instant?
    /// When devices that are missing are looked for again.
    var deviceRetryAt: Instant?
    /// What the alarm waits for.
    var armedFor: Instant?
    /// The turn's one reading.
    var now: Instant

    /// What the loop waits for; control clients follow from ``firstClient`` on,
    /// by descriptor.
    enum Source: UInt64 {
        case alarm, signals, screen, touch, journal, local, linkListener, link, control, uevents, inputs,
            cards
        static let firstClient: UInt64 = 1 << 32
    }

    /// How far a finger may drift on its key (`look.md` §4).
    static let driftMillimetres = 8.0

    package init(_ options: Options) throws {
        self.options = options
        boot = try bootID()
        now = Instant(nanoseconds: options.clock())
        poller = try Poller()
        alarm = try options.alarm()
        signals = try Signals()
        uevents = try? UEvents()
        inputs = try? DirectoryWatch("/dev/input")
        journal = try JournalDesk(options.journal, boot: boot)
        // The technician's socket first: where another kiosk already answers, we
        // leave without touching its Link.
        control = try Self.openControl(at: options.root.controlSocket)
        let state = options.root.localState { Log.write(.error, "\($0)") }
        calibration = Calibration(state.calibration?.matrix ?? options.board.touch.matrix)
        local = try LocalDesk(root: options.root, state: state)
        linkPort = try LinkPort(path: options.root.linkSocket, allowedUsers: options.uplinkUsers)
        starts = Starts(path: options.root.starts)
        terminal = Terminal(
            driftPixels: Self.driftMillimetres * options.board.glass.pixelsPerMillimetre)
        try watchSources()
    }

    private static func openControl(at path: String) throws(Problem) -> ControlPort {
        do throws(SystemError) {
            return try ControlPort(path: path)
        } catch {
            throw Problem(
                path: path, reason: error.reason,
                remedy: "see that no other palaute-kiosk runs here and that its folder can be written")
        }
    }

    private func watchSources() throws(SystemError) {
        let sources: [(Descriptor?, Source)] = [
            (alarm.descriptor, .alarm), (signals.descriptor, .signals), (journal.descriptor, .journal),
            (local.descriptor, .local),
            (linkPort.listenerDescriptor, .linkListener), (control.descriptor, .control),
            (uevents?.descriptor, .uevents), (inputs?.descriptor, .inputs),
        ]
        for case (let descriptor?, let source) in sources {
            try poller.add(descriptor, tag: source.rawValue)
        }
    }

    /// Runs until SIGTERM or SIGINT.
    package func run() throws {
        let begun = now
        start()
        while !isStopping {
            try turn()
        }
        starts.forget(begun)
    }

    /// Looks for display and touch and begins; turns follow.
    package func start() {
        noteStart()
        let root = options.root
        // After a crash loop nothing of it may be read: it may be what crashes.
        if safeUntil == nil { contentErrand = try? Errand(name: "content") { ContentReading(root) } }
        findDevices()
        perform(terminal.start(at: now))
    }

    /// One turn: paints, waits, decides, carries out.
    ///
    /// - Parameter patience: the longest wait; nil waits for ever.
    /// - Returns: whether anything was there to be served.
    @discardableResult
    package func turn(atMost patience: Duration? = nil) throws -> Bool {
        paint()
        try armAlarm()
        let ready = try poller.wait(timeout: patience)
        now = Instant(nanoseconds: options.clock())
        for source in ready { try serve(source) }
        lookAfterGlass()
        if let retryAt = deviceRetryAt, retryAt <= now { findDevices() }
        if let safeUntil, safeUntil <= now {
            endSafeTime()
            perform([.reloadContent])
        }
        if let deadline = terminal.nextDeadline, deadline <= now { handle(.deadlinePassed) }
        return !ready.isEmpty
    }

    /// Lets the terminal decide about `event` and carries its word out.
    func handle(_ event: Event) {
        perform(terminal.handle(event, at: now))
    }

    private func armAlarm() throws(SystemError) {
        let deadlines = [terminal.nextDeadline, deviceRetryAt, safeUntil, watch.nextDeadline].compactMap(
            \.self)
        let earliest = deadlines.min()
        guard earliest != armedFor else { return }
        if let earliest {
            try alarm.arm(deadlineNanoseconds: earliest.nanoseconds)
        } else {
            try alarm.disarm()
        }
        armedFor = earliest
    }
}
