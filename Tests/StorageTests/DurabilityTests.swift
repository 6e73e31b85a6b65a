import Foundation
import SQLite
import Storage
import Surveys
import Testing

/// The settings that keep answers, and the ones that make withdrawn ones go.
struct DurabilityTests {
    private let directory: String

    init() throws {
        directory = try Bench.makeDirectory()
    }

    /// All bytes of every file of the journal.
    private func rawFiles() throws -> Data {
        try FileManager.default.subpathsOfDirectory(atPath: directory).reduce(into: Data()) { bytes, name in
            bytes += FileManager.default.contents(atPath: directory + "/" + name) ?? Data()
        }
    }

    // Control: each line is a setting with which a commit could be lost or deleted
    // content could stay.
    @Test(arguments: [
        ("synchronous", "NORMAL", "synchronous is 1, not 2"),
        ("synchronous", "OFF", "synchronous is 0, not 2"),
        ("journal_mode", "DELETE", "journal_mode is delete, not wal"),
        ("secure_delete", "OFF", "secure_delete is 0, not 1"),
        ("secure_delete", "FAST", "secure_delete is 2, not 1"),
        ("mmap_size", "4096", "mmap_size is 4096, not 0"),
        ("temp_store", "FILE", "temp_store is 1, not 2"),
    ])
    func refusesAWeakerSetting(_ name: String, _ value: String, _ message: String) throws {
        let connection = try Connection(directory + "/file.sqlite", .create)
        try connection.makeDurable()
        try connection.requireDurability()
        try connection.setPragma(name, to: value)
        let error = #expect(throws: SQLiteError.self) { try connection.requireDurability() }
        #expect(error?.message == message)
    }

    @Test func leavesNoTraceOfAWithdrawnAnswerInItsFiles() throws {
        let canary = Data("canary-8c41f7".utf8)
        let value = 0x5CA1_AB1E_7EA5
        let valueBytes = Data([0x5C, 0xA1, 0xAB, 0x1E, 0x7E, 0xA5])
        let answer = AnswerRecord(
            linkID: "canary-8c41f7", order: 0, state: .answered(.scale(value)), at: .at(1))
        let journal = try Journal(directory: directory, .of("boot-1"))
        for number in 1...50 { try journal.close(UInt64(number)) }
        try journal.record(answer, of: .number(51))
        #expect(try rawFiles().range(of: canary) != nil)
        #expect(try rawFiles().range(of: valueBytes) != nil)
        #expect(try journal.close(.number(51), .withdrawn, at: .at(9), [answer]) == 51)
        #expect(try rawFiles().range(of: canary) == nil)
        #expect(try rawFiles().range(of: valueBytes) == nil)
    }

    @Test func leavesNoTraceAfterItIsOpenedAgain() throws {
        let answer = AnswerRecord(linkID: "canary-8c41f7", order: 0, state: .answered(.scale(1)), at: .at(1))
        try withExtendedLifetime(Journal(directory: directory, .of("boot-1"))) { journal in
            try journal.record(answer, of: .number(1))
        }
        // As if the power had gone between the withdrawal's commit and the emptying of the log.
        let log = directory + "/journal.sqlite-wal"
        let connection = try Connection(directory + "/journal.sqlite", .readWrite)
        try connection.makeDurable()
        try connection.run("DELETE FROM kept_answer")
        let file = try Data(contentsOf: URL(fileURLWithPath: directory + "/journal.sqlite"))
        let left = try Data(contentsOf: URL(fileURLWithPath: log))
        #expect(file.range(of: Data("canary-8c41f7".utf8)) != nil)
        let second = try Bench.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: second) }
        try file.write(to: URL(fileURLWithPath: second + "/journal.sqlite"))
        try left.write(to: URL(fileURLWithPath: second + "/journal.sqlite-wal"))
        let journal = try Journal(directory: second, .of("boot-1"))
        for name in try FileManager.default.subpathsOfDirectory(atPath: second) {
            let bytes = FileManager.default.contents(atPath: second + "/" + name) ?? Data()
            #expect(bytes.range(of: Data("canary-8c41f7".utf8)) == nil, "\(name)")
        }
        #expect(try journal.summary().lastNumber == 0)
    }

    @Test func wouldLeaveATraceWithoutSecureDelete() throws {
        let connection = try Connection(directory + "/file.sqlite", .create)
        try connection.makeDurable()
        try connection.setPragma("secure_delete", to: "OFF")
        try connection.execute("CREATE TABLE answer (a TEXT)")
        for number in 0..<9 { try connection.run("INSERT INTO answer VALUES (?)", "canary-8c41f7-\(number)") }
        try connection.run("DELETE FROM answer WHERE a LIKE '%-5'")
        try connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
        #expect(try rawFiles().range(of: Data("canary-8c41f7-5".utf8)) != nil)
    }
}
