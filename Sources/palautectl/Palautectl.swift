import ArgumentParser
import Linux
import Provisioning
import Wire

@main
struct Program {
    /// Exit codes: 0 done, 1 the thing checked is bad, 2 usage, 3 system.
    static func main() {
        do {
            var command = try Palautectl.parseAsRoot()
            try command.run()
        } catch  where Palautectl.exitCode(for: error) == .validationFailure {
            // The parser's list of choices and its full stop do not fit into one line.
            var message = Palautectl.message(for: error)
                .replacing(":\n  - ", with: ": ").replacing("\n  - ", with: ", ")
            if message.hasSuffix(".") { message.removeLast() }
            Console.complain("\(message); see `palautectl --help`")
            Palautectl.exit(withError: ExitCode.usage)
        } catch {
            Palautectl.exit(withError: error)
        }
    }
}

/// `palautectl`: the technician's command line. It looks and never changes an
/// answer.
struct Palautectl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "palautectl",
        abstract: "Look at a Palaute terminal, and check what goes onto it.",
        discussion: """
            On the terminal:
              palautectl status            how it is: picture, touch, journal, link
              palautectl doctor            what is wrong and what to do, step by step
              palautectl touch             where fingers are, live
            On the bench:
              palautectl survey check nps.json
              palautectl render --survey nps.json --language sv --out nps-sv.png

            Exit codes: 0 done, 1 the thing checked is bad, 2 usage, 3 system.
            """,
        version: Version.current,
        subcommands: [
            StatusCommand.self, JournalCommand.self, TouchCommand.self, DisplaysCommand.self,
            RenderCommand.self, SurveyCommand.self, SettingsCommand.self, SchemaCommand.self,
            DoctorCommand.self, RestartCommand.self,
        ])

    @Option(help: "Where etc, usr, var and run lie.")
    var root = "/"

    @Flag(help: "Print JSON for programs instead of lines for people.")
    var json = false

    var place: Root { Root(root) }
}

extension ExitCode {
    /// The thing checked is bad.
    static let bad = ExitCode(1)
    static let usage = ExitCode(2)
    /// The system failed: a socket, a file, a device.
    static let system = ExitCode(3)
}
