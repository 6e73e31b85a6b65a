import ArgumentParser
import KioskShell
import Linux
import Provisioning
import Wire

@main
struct Program {
    /// Exit codes: 0 ended by a signal, 2 usage, 3 system.
    static func main() {
        do {
            var command = try KioskCommand.parseAsRoot()
            try command.run()
        } catch  where KioskCommand.exitCode(for: error) == .validationFailure {
            Log.write(.error, "\(KioskCommand.message(for: error)); see `palaute-kiosk --help`")
            KioskCommand.exit(withError: ExitCode(2))
        } catch {
            KioskCommand.exit(withError: error)
        }
    }
}

/// `palaute-kiosk`: draws, reads touch and owns the journal. It has no network.
struct KioskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "palaute-kiosk",
        abstract: "Ask people at a touch terminal how they were served.",
        discussion: """
            Draws on the board's display, reads its touchscreen and keeps every answer in the journal \
            below ROOT/var/lib/palaute before it says thank you. It speaks to palaute-uplink over \
            ROOT/run/palaute/link.sock and to palautectl over control.sock, and to nobody else.

            SIGHUP reads settings and surveys again; SIGTERM ends it.
            """,
        version: Version.current)

    @Option(help: "Where etc, usr, var and run lie.")
    var root = "/"

    @Option(help: "The board's record; without it the one that etc/palaute/board names.")
    var board: String?

    @Option(
        help: ArgumentHelp(
            "Show the picture there, not on the board's display: /dev/fb0 or raw:FILE:WIDTH:HEIGHT.",
            discussion: "FILE gets rows of 32-bit XRGB8888 pixels, so that a bench can watch them."))
    var fb: String?

    func run() throws {
        do {
            let root = Root(root)
            let record = try root.board(named: board)
            var options = Runtime.Options(root: root, board: record, version: Version.current)
            if let fb, !options.show(on: fb) {
                throw ValidationError("--fb is /dev/fb0 or raw:FILE:WIDTH:HEIGHT")
            }
            try Runtime(options).run()
        } catch let error as ValidationError {
            throw error
        } catch {
            Log.write(.error, "\(error)")
            throw ExitCode(3)
        }
    }
}
