import ArgumentParser
import CollectorServer
import FHIR
import Linux

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve terminals until SIGTERM or Ctrl-C.",
        discussion: """
            The first line on standard output tells the address. --print-replies then prints one line \
            for each new reply, with its score: that is for development; a server in use must not print \
            answers.
            """)

    @OptionGroup var folder: DataFolder
    @Option(help: "Port to listen on; 0 takes a free one.") var port: Int
    @Option(help: "Address to listen on.") var host = "127.0.0.1"
    @Option(help: ArgumentHelp("Certificate chain in PEM.", valueName: "file")) var tlsCertificate: String?
    @Option(help: ArgumentHelp("The certificate's key in PEM.", valueName: "file")) var tlsKey: String?
    @Flag(help: "Plain HTTP, on 127.0.0.1 only.") var insecureLoopback = false
    @Option(help: ArgumentHelp("Folder of survey packs (FHIR Questionnaires, *.json).", valueName: "folder"))
    var surveys: String?
    @Option(help: ArgumentHelp("Signed settings that terminals fetch.", valueName: "file"))
    var settings: String?
    @Flag(help: "Print a line with the score for each new reply (development).") var printReplies = false

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is from 0 to 65535") }
        if insecureLoopback {
            guard host == "127.0.0.1", tlsCertificate == nil, tlsKey == nil else {
                throw ValidationError("--insecure-loopback goes with neither --host nor --tls-…")
            }
        } else if tlsCertificate == nil || tlsKey == nil {
            throw ValidationError(
                "give --tls-certificate and --tls-key, or --insecure-loopback to try things on this machine")
        }
    }

    func run() async throws {
        let tls = tlsCertificate.flatMap { certificate in
            tlsKey.map { TLSFiles(certificate: certificate, key: $0) }
        }
        let scheme = tls == nil ? "http" : "https"
        let collector = try Collector(
            Configuration(host: host, port: port, tls: tls, surveysFolder: surveys, settingsFile: settings),
            store: try folder.open()
        ) { [host, printReplies] happening in
            switch happening {
            case .listening(let port): Console.say("listening on \(scheme)://\(host):\(port)")
            case .stored(let reply, let device):
                if printReplies {
                    Console.say("reply \(reply.number) from \(device.name), \(reply.id): \(reply.summary)")
                }
            case .conflict(let reply, let device):
                Log.write(.error, "conflict: \(device.name) sent other content for \(reply.id)")
            case .numberUsedAgain(let reply, let device):
                Log.write(
                    .error,
                    "\(device.name) used number \(reply.number) again, for \(reply.id); both are kept. It "
                        + "fell back to an earlier state, and replies it had not sent may be gone: replace "
                        + "its disk, and see that no copy of it is in use")
            case .failed(let reason): Log.write(.error, reason)
            }
        }
        try await collector.runUntilSignalled()
    }
}

extension ReplyFacts {
    /// The scores, or why there is none.
    fileprivate var summary: String {
        answers.sorted { $0.key < $1.key }.map { _, state in
            switch state {
            case .answered(.scale(let point)): "\(point)"
            case .answered(.choice(let code)): code
            case .answered(.yesNo(let isYes)): isYes ? "yes" : "no"
            case .missing(let reason): reason.rawValue
            }
        }.joined(separator: " ")
    }
}

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's schema up to this version.",
        discussion: "serve and device add do so by themselves; this is for doing it ahead of a start.")

    @OptionGroup var folder: DataFolder

    func run() async throws {
        _ = try folder.open()
        Console.say("the database in \(folder.data) is up to date")
    }
}
