import ArgumentParser
import Linux

@main
struct Program: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "palaute-uplink",
        abstract: "Carries replies from the kiosk to the collector.")

    @Option(help: "The folder below which all files and sockets lie.")
    var root = "/"

    func run() throws {
        // First of all, so that every thread started later leaves the stop
        // signals to the loop.
        let signals = try Signals()
        try Uplink(root: root, signals: signals).run()
    }
}
