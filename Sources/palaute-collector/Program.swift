import ArgumentParser
import CollectorServer
import Linux

@main struct Program {
    /// Exit codes: 0 done, 1 the thing given is bad, 2 usage, 3 system.
    static func main() async {
        do {
            var command = try CollectorCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let problem as InputProblem {
            end(1, "\(problem)")
        } catch  where CollectorCommand.exitCode(for: error) == .validationFailure {
            end(2, CollectorCommand.fullMessage(for: error))
        } catch  where error is CleanExit || CollectorCommand.exitCode(for: error) == .success {
            CollectorCommand.exit(withError: error)
        } catch {
            end(3, "\(error)")
        }
    }

    private static func end(_ code: Int32, _ message: String) -> Never {
        Console.complain(message)
        CollectorCommand.exit(withError: ExitCode(code))
    }
}

struct CollectorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "palaute-collector",
        abstract: "Receives the replies of Palaute terminals and keeps each exactly once.",
        discussion: """
            A first collector on this machine:

              palaute-collector device add lobby --data data
              palaute-collector serve --data data --port 8443 --surveys Assets/surveys \\
                --tls-certificate server.pem --tls-key server.key

            Terminals speak HL7 FHIR R4 at /fhir and the device plane at /v1/device. /figures and \
            searches answer on this machine only.
            """,
        subcommands: [Serve.self, Migrate.self, DeviceCommand.self, KeyCommand.self, SettingsCommand.self])
}

/// Where the collector keeps what it was given.
struct DataFolder: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of the database; made where there is none.", valueName: "folder"))
    var data: String

    func open() throws -> SQLiteReplyStore {
        try SQLiteReplyStore.open(inFolder: data)
    }
}
