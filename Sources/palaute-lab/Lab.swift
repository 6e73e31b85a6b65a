import ArgumentParser
import Linux

@main
struct Program {
    /// Exit codes: 0 done, 1 the thing checked is bad, 2 usage, 3 system.
    static func main() {
        do {
            var command = try Lab.parseAsRoot()
            try command.run()
        } catch  where Lab.exitCode(for: error) == .validationFailure {
            Log.write(.error, "\(Lab.message(for: error)); see `palaute-lab --help`")
            Lab.exit(withError: ExitCode(2))
        } catch {
            Lab.exit(withError: error)
        }
    }
}

/// `palaute-lab`: what a bench needs and no terminal has.
struct Lab: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "palaute-lab",
        abstract: "Prove a Palaute terminal on a bench.",
        discussion: """
            Never installed on a terminal. It makes input devices, which wants /dev/uinput, and \
            takes displays away, which wants root.

            Exit codes: 0 done, 1 the thing checked is bad, 2 usage, 3 system.
            """,
        subcommands: [ReplayCommand.self, SeizeCommand.self])
}
