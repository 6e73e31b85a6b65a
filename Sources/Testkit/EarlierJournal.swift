import FHIR
import Foundation
import SQLite
import Sealing

/// Journals that earlier programs wrote, kept as SQL beside the tests of Storage.
package enum EarlierJournal {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Tests/StorageTests/Fixtures")

    /// Writes the one of that schema to `path`: numbers 1 to 5 are given, of which 3 was
    /// handed out and 5 waits, and one visit is open.
    package static func write(schema: Int, to path: String) throws {
        let script = folder.appending(path: "journal-\(schema).sql")
        let connection = try Connection(path, .create)
        try connection.execute(String(contentsOf: script, encoding: .utf8))
        // The tests of Storage have a digest of their own; programs have the real one.
        let given = try connection.rows("SELECT seq, bytes FROM delivery WHERE bytes IS NOT NULL") {
            row throws(SQLiteError) in (number: try row[0] as Int, bytes: try row[1] as [UInt8])
        }
        for reply in given {
            try connection.run(
                "UPDATE delivery SET sha256 = ? WHERE seq = ?",
                SHA256.digest(of: try CanonicalJSON.withoutMeta(reply.bytes)).hex,
                reply.number)
        }
    }
}
