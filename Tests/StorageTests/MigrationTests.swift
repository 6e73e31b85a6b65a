import FHIR
import Foundation
import SQLite
import Storage
import Surveys
import Testing
import Wire

/// Journals that earlier programs wrote.
struct MigrationTests {
    private let directory: String
    private var path: String { directory + "/journal.sqlite" }

    init() throws {
        directory = try Bench.makeDirectory()
    }

    /// Puts a journal there that the program with this schema wrote.
    private func restore(schema: Int) throws {
        let script = try #require(
            Bundle.module.url(
                forResource: "journal-\(schema)", withExtension: "sql", subdirectory: "Fixtures"))
        try Connection(path, .create).execute(String(contentsOf: script, encoding: .utf8))
    }

    /// The bytes that were handed out, by number.
    private func storedBytes() throws -> [Int: [UInt8]] {
        let rows = try Connection(path, .readWrite).rows(
            "SELECT seq, bytes FROM delivery WHERE bytes IS NOT NULL"
        ) { row throws(SQLiteError) in (try row[0] as Int, try row[1] as [UInt8]) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    @Test(arguments: [1, 2, 3])
    func unsentRepliesOfEarlierSchemasAreSentByteForByteAndNothingIsLost(schema: Int) throws {
        try restore(schema: schema)
        let before = try storedBytes()
        // From schema 3 on bytes leave with the receipt.
        #expect(before.keys.sorted() == (schema < 3 ? [1, 2, 3] : [2, 3]))
        let journal = try Journal(directory: directory, .of("boot-2"))
        let summary = try journal.summary()
        #expect(journal.id == JournalRun.journalID)
        let counts = [summary.lastNumber, summary.unsent, summary.parked, summary.withdrawn]
        #expect(counts == [5, 2, 1, 1])
        try journal.interruptOpenVisits()
        let replies = try journal.all()
        let facts = try replies.map { try $0.facts }
        #expect(facts.map(\.number) == [3, 5, 6])
        #expect(facts.map(\.end) == [.finished, .walkedAway, .interrupted])
        let answers: [AnswerState?] = [3, 5, 6].map { .answered(.scale($0)) }
        #expect(facts.map { $0.answers["nps"] } == answers)
        #expect(facts.map(\.respondent) == [nil, .relative, nil])
        let flags: [Set<Misuse>] = schema == 1 ? [[], [], []] : [[], [.burst, .mashing], []]
        #expect(facts.map(\.misuse) == flags)
        // The one that was handed out before goes out again as it was, hash and all.
        #expect(replies[0].bytes == before[3])
        #expect(replies[0].sha256 == "8ebb475838df13f1073327cd3684633000df63bc9ef9ca763122423c11f5841a")
        #expect(try journal.apply(replies.map { $0.receipt(.acknowledged) }) == 0)
        #expect(try journal.summary().unsent == 0)
        let opening = VisitOpening.number(7, misuse: [.flood])
        #expect(try journal.close(opening, .finished, at: .at(90), [.scale(7)]) == 7)
        #expect(try journal.all().last?.facts.misuse == [.flood])
    }

    @Test(arguments: [1, 2, 3]) func afterItTheLedgerHasWhatIsNotReceived(schema: Int) throws {
        try restore(schema: schema)
        let replies = try Journal(directory: directory, .of("boot-2")).all()
        for name in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + name) }
        let journal = try Journal(directory: directory, .of("boot-3"))
        let summary = try journal.summary()
        let counts = [summary.lastNumber, summary.unsent, summary.parked, summary.withdrawn]
        #expect(counts == [5, 2, 1, 1])
        #expect(try journal.all() == replies)
    }

    /// While it copies, everything stands there twice.
    @Test func aFileThatIsAsLargeAsItMayBeIsMigratedToo() throws {
        try restore(schema: 3)
        let pages: Int = try Connection(path, .readWrite).pragma("page_count")
        let journal = try Journal(directory: directory, .of("boot-2"), pageLimit: pages)
        #expect(try journal.summary().unsent == 2)
        #expect(try journal.close(7) == 6)
    }

    @Test func aMigrationCutShortBeginsAnew() throws {
        try restore(schema: 1)
        let connection = try Connection(path, .readWrite)
        try connection.execute(
            "BEGIN; ALTER TABLE visit ADD COLUMN misuse TEXT NOT NULL DEFAULT ''; ROLLBACK")
        #expect(try connection.pragma("user_version") as Int == 1)
        #expect(try Journal(directory: directory, .of("boot-2")).summary().unsent == 2)
        #expect(try connection.pragma("user_version") as Int == 4)
    }

    /// The control: a journal that says it is current and is not, is refused.
    @Test func withoutItsMigrationAJournalOfSchema1CannotBeRead() throws {
        try restore(schema: 1)
        try Connection(path, .readWrite).setPragma("user_version", to: "4")
        #expect(throws: JournalError.self) {
            try Journal(directory: directory, .of("boot-2"), ledger: .nowhere).all()
        }
    }
}
