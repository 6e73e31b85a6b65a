import FHIR
import FoundationEssentials
import Linux
import SQLite
import Testkit

/// palaute-collector as it is shipped, over TLS, on a port that stays the same.
final class KillableCollector {
    let certificates: Certificates
    let token: String
    private(set) var port = 0
    private let folder: TemporaryFolder
    private var program: Program?

    private struct Enrolled: Decodable { var token: String }

    init() throws {
        folder = try TemporaryFolder()
        certificates = try Certificates(in: folder)
        let enrolled = try Program(
            "palaute-collector",
            ["device", "add", "lobby", "--id", TerminalRoot.device, "--data", folder.path, "--json"]
        ).end()
        token = try JSONDecoder().decode(Enrolled.self, from: Data(enrolled.output.utf8)).token
        try start()
        _ = try database { try $0.pragma("user_version") as Int }
    }

    func start() throws {
        let program = try Program(
            "palaute-collector",
            [
                "serve", "--data", folder.path, "--port", "\(port)", "--tls-certificate",
                certificates.certificate,
                "--tls-key", certificates.key,
            ])
        self.program = program
        let line = try program.wait(forOutput: { $0.contains("listening on ") && $0.hasSuffix("\n") })
        port = line.split(separator: ":").last.flatMap { Int($0.dropLast()) } ?? port
    }

    func kill() { program?.kill() }

    var identifier: Int32 { program?.identifier ?? 0 }

    func stop() throws { try program?.stop() }

    /// Looks into its file, from outside.
    func database<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        let connection = try Connection("\(folder.path)/collector.sqlite", .readWrite)
        try connection.setPragma("busy_timeout", to: "5000")
        return try body(connection)
    }

    /// How many replies have come so far.
    func count() throws -> Int {
        try database { connection in
            try connection.row("SELECT count(*) FROM reply") { row throws(SQLiteError) in try row[0] as Int }
        } ?? 0
    }

    /// The points that it has under each number, of the replies that came after so
    /// many; of another answer -1.
    func points(after count: Int = 0) throws -> [Int: [Int]] {
        try database { connection in
            let rows = try connection.rows(
                "SELECT number, bytes FROM reply ORDER BY arrival LIMIT -1 OFFSET ?", count
            ) { row throws(SQLiteError) in (number: try row[0] as Int, point: Self.point(of: try row[1])) }
            return rows.reduce(into: [:]) { $0[$1.number, default: []].append($1.point) }
        }
    }

    private static func point(of reply: [UInt8]) -> Int {
        guard let resource = try? QuestionnaireResponse(json: reply), let facts = try? ReplyFacts(resource),
            case .answered(.scale(let point)) = facts.answers["nps"]
        else { return -1 }
        return point
    }
}
