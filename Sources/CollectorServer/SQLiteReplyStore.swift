import FoundationEssentials
import Intake
import SQLite
import Surveys

/// The embedded store: one SQLite file.
///
/// A rollback journal and not WAL, because `device add` opens the file beside a
/// running server, and SQLite up to 3.51.2 (Debian 12 has 3.40.1) can damage a
/// WAL file that two processes checkpoint at once. As an actor it holds at most
/// one thread of the pool while the disk syncs.
package actor SQLiteReplyStore: ReplyStore {
    private let path: String
    private let tenant: String
    private var open: Connection?

    /// Opens the file at `path`, makes it where there is none and brings its
    /// schema up to date.
    ///
    /// - Throws: ``SQLiteError``, also for a file that a newer program wrote.
    package init(path: String, tenant: String = "default") throws {
        self.path = path
        self.tenant = tenant
        open = try Self.connect(path)
    }

    /// Opens `collector.sqlite` in `folder`, which is made for this user alone
    /// where there is none.
    package static func open(inFolder folder: String) throws -> SQLiteReplyStore {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw InputProblem("\(folder): cannot be made; name a folder that can be written")
        }
        return try SQLiteReplyStore(path: "\(folder)/collector.sqlite")
    }

    package func put(_ replies: [StoredReply]) throws -> [Verdict] {
        try using { connection throws(SQLiteError) in
            try connection.transaction { () throws(SQLiteError) in
                var verdicts: [Verdict] = []
                for reply in replies { verdicts.append(try put(reply, through: connection)) }
                return verdicts
            }
        }
    }

    /// The unique key decides, within the transaction that reads: a look before
    /// the insert would let two writers through (kobotoolbox/kobocat#470).
    private func put(_ reply: StoredReply, through connection: Connection) throws(SQLiteError) -> Verdict {
        let inserted = try connection.run(
            """
            INSERT INTO reply (tenant, id, device, journal, number, sha256, bytes, received_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            tenant, reply.id.bytes, reply.device, reply.journal, reply.number, reply.sha256, reply.bytes,
            reply.receivedMs)
        if inserted == 1 { return Verdict(sha256: reply.sha256, stored: nil) }
        let stored = try connection.row(
            "SELECT sha256 FROM reply WHERE tenant = ? AND id = ?", tenant, reply.id.bytes
        ) { row throws(SQLiteError) in try row[0] as String }
        return Verdict(sha256: reply.sha256, stored: stored)
    }

    package func reply(_ id: ReplyID) throws -> StoredReply? {
        try using { connection throws(SQLiteError) in
            try connection.row(
                Self.selection + "WHERE tenant = ? AND id = ?", tenant, id.bytes, read: StoredReply.init(row:)
            )
        }
    }

    package func replies(after skipped: Int, limit: Int) throws -> [StoredReply] {
        try using { connection throws(SQLiteError) in
            try connection.rows(
                Self.selection + "WHERE tenant = ? ORDER BY arrival LIMIT ? OFFSET ?", tenant, limit, skipped,
                read: StoredReply.init(row:))
        }
    }

    package func numbers(
        of device: String, in journal: String, within range: ClosedRange<Int>
    ) throws -> [Int] {
        try using { connection throws(SQLiteError) in
            try connection.rows(
                """
                SELECT number FROM reply WHERE tenant = ? AND device = ? AND journal = ?
                AND number BETWEEN ? AND ? ORDER BY number
                """, tenant, device, journal, range.lowerBound, range.upperBound
            ) { row throws(SQLiteError) in try row[0] as Int }
        }
    }

    package func add(_ device: Device, tokenSHA256: String) throws -> Bool {
        try using { connection throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO device (tenant, id, name, token_sha256) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """, tenant, device.id, device.name, tokenSHA256) == 1
        }
    }

    package func device(tokenSHA256: String) throws -> Device? {
        try using { connection throws(SQLiteError) in
            try connection.row(
                "SELECT id, name FROM device WHERE tenant = ? AND token_sha256 = ?", tenant, tokenSHA256
            ) { row throws(SQLiteError) in Device(id: try row[0], name: try row[1]) }
        }
    }

    package func devices() throws -> [Device] {
        try using { connection throws(SQLiteError) in
            try connection.rows("SELECT id, name FROM device WHERE tenant = ? ORDER BY name", tenant) {
                row throws(SQLiteError) in Device(id: try row[0], name: try row[1])
            }
        }
    }

    /// Lends the connection. After a failed sync nothing that is cached is
    /// believed: the file is opened again before the next use.
    private func using<Value>(
        _ body: (Connection) throws(SQLiteError) -> Value
    ) throws(SQLiteError) -> Value {
        let connection: Connection
        if let open { connection = open } else { connection = try Self.connect(path) }
        open = connection
        do throws(SQLiteError) {
            return try body(connection)
        } catch {
            if case .ioError = error.code { open = nil }
            throw error
        }
    }

    private static func connect(_ path: String) throws(SQLiteError) -> Connection {
        let connection = try Connection(path, .create)
        try connection.setPragma("busy_timeout", to: "5000")
        try connection.setPragma("journal_mode", to: "TRUNCATE")
        try connection.setPragma("synchronous", to: "FULL")
        try connection.requirePragma("journal_mode", is: "truncate")
        try connection.requirePragma("synchronous", is: 2)
        if case .newer(let version) = try connection.migrate(schema) {
            throw SQLiteError(
                code: .misuse,
                message: "\(path): schema \(version) is newer than this program's \(schema.count)")
        }
        return connection
    }

    private static let selection =
        "SELECT id, device, journal, number, sha256, bytes, received_ms FROM reply "

    private static let schema = [
        """
        CREATE TABLE device (
            tenant TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, token_sha256 TEXT NOT NULL UNIQUE,
            PRIMARY KEY (tenant, id), UNIQUE (tenant, name)
        ) STRICT;
        CREATE TABLE reply (
            arrival INTEGER PRIMARY KEY, tenant TEXT NOT NULL, id BLOB NOT NULL, device TEXT NOT NULL,
            journal TEXT NOT NULL, number INTEGER NOT NULL, sha256 TEXT NOT NULL, bytes BLOB NOT NULL,
            received_ms INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX reply_key ON reply (tenant, id);
        CREATE INDEX reply_number ON reply (tenant, device, journal, number);
        """
    ]
}

extension StoredReply {
    fileprivate init(row: borrowing Row) throws(SQLiteError) {
        guard let id = ReplyID(bytes: try row[0] as [UInt8]) else {
            throw SQLiteError(code: .mismatch, message: "column 0 is not a reply's id")
        }
        self.init(
            id: id, device: try row[1], journal: try row[2], number: try row[3], sha256: try row[4],
            bytes: try row[5], receivedMs: try row[6])
    }
}
