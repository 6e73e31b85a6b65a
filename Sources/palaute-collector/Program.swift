import ArgumentParser
import CollectorServer
import Glibc

@main struct Program {
    /// Exit codes: 0 done, 1 the thing given is bad, 2 usage, 3 system.
    static func main() async {
        // Tokens, keys and answers: nothing made here is for other users.
        umask(0o077)
        do {
            var command = try CollectorCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let problem as InputProblem {
            Console.complain("\(problem)")
            exit(1)
        } catch  where CollectorCommand.exitCode(for: error) == .validationFailure {
            Console.complain(CollectorCommand.fullMessage(for: error))
            exit(2)
        } catch  where error is CleanExit || CollectorCommand.exitCode(for: error) == .success {
            CollectorCommand.exit(withError: error)
        } catch {
            Console.complain("\(error)")
            exit(3)
        }
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
