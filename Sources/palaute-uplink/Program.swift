import ArgumentParser
import Linux

@main
struct Program {
    /// Exit codes: 0 ended by a signal, 2 usage, 3 system.
    static func main() {
        do {
            var command = try UplinkCommand.parseAsRoot()
            try command.run()
        } catch  where UplinkCommand.exitCode(for: error) == .validationFailure {
            Log.write(.error, "\(UplinkCommand.message(for: error)); see `palaute-uplink --help`")
            UplinkCommand.exit(withError: ExitCode(2))
        } catch  where error is CleanExit || UplinkCommand.exitCode(for: error) == .success {
            UplinkCommand.exit(withError: error)
        } catch {
            Log.write(.error, "\(error)")
            UplinkCommand.exit(withError: ExitCode(3))
        }
    }
}

/// `palaute-uplink`: carries replies from the kiosk to the collector.
struct UplinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "palaute-uplink",
        abstract: "Carries replies from the kiosk to the collector.")

    @Option(help: "The folder below which all files and sockets lie.")
    var root = "/"

    @Option(help: "The longest that a request may take, in seconds.")
    var timeout = 30

    func validate() throws {
        guard 1...300 ~= timeout else { throw ValidationError("--timeout wants 1 to 300 seconds") }
    }

    func run() throws {
        // First of all, so that every thread started later leaves the stop
        // signals to the loop.
        let signals = try Signals()
        try Uplink(root: root, signals: signals, longest: .seconds(timeout)).run()
    }
}
