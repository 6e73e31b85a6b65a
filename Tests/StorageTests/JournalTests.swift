import Foundation
import SQLite
import Storage
import Surveys
import Testing
import Wire

/// What the journal promises because it is a file.
struct JournalTests {
    private let bench: Bench
    private var path: String { bench.directory + "/journal.sqlite" }

    init() throws {
        bench = try Bench(.file)
    }

    /// What another process would find after a power cut right now: the files as
    /// they are, copied and opened.
    private func afterPowerCut<Value>(log: Bool = true, _ read: (Connection) throws -> Value) throws -> Value
    {
        let directory = try Bench.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try FileManager.default.copyItem(atPath: path, toPath: directory + "/copy.sqlite")
        if log {
            try FileManager.default.copyItem(atPath: path + "-wal", toPath: directory + "/copy.sqlite-wal")
        }
        return try read(Connection(directory + "/copy.sqlite", .readWrite))
    }

    private func number(_ sql: String, log: Bool = true) throws -> Int? {
        try afterPowerCut(log: log) { connection in
            try connection.row(sql) { row throws(SQLiteError) in try row[0] as Int }
        }
    }

    @Test func hasStoredWhatItSaysWhenACallReturns() throws {
        try bench.journal.record(.scale(3), of: .number(1))
        #expect(try number("SELECT value FROM answer") == 3)
        try bench.journal.record(.scale(4), of: .number(1))
        #expect(try number("SELECT value FROM answer") == 4)
        try bench.journal.close(1, score: 5)
        #expect(
            try number("SELECT seq FROM visit WHERE end_reason = 'finished' AND ended_ns = 20000000000") == 1)
        #expect(try number("SELECT count(*) FROM delivery WHERE state = 'waiting' AND bytes IS NULL") == 1)
        let reply = try bench.journal.all()[0]
        #expect(try number("SELECT length(bytes) FROM delivery WHERE state = 'sent'") == reply.bytes.count)
        try bench.journal.apply([reply.receipt(.attempted, code: "503")])
        #expect(try number("SELECT attempts FROM delivery WHERE code = '503'") == 1)
        try bench.journal.apply([reply.receipt(.acknowledged)])
        #expect(
            try number("SELECT count(*) FROM delivery WHERE state = 'acknowledged' AND code = '201'") == 1)
        try bench.journal.noteTime(
            TimeFix(utcMs: 1_800_000_000_000, errorMs: 5, atBootNs: 1, source: "chrony"))
        #expect(try number("SELECT count(*) FROM time_fix WHERE source = 'chrony' AND boot = 'boot-1'") == 1)
        // Control: the copy shows it because of the log; without it nothing is there yet.
        #expect(try number("SELECT count(*) FROM visit", log: false) == 0)
    }

    @Test func writesWhatTheSchemaSays() throws {
        try bench.journal.record(.scale(3), of: .number(1, respondent: .child))
        try afterPowerCut { connection in
            let found = try connection.row(
                "SELECT survey, language, seed, respondent, help, boot, began_ns, ended_ns, seq FROM visit"
            ) { row throws(SQLiteError) in
                let words: [String] = [try row[0], try row[1], try row[3], try row[4], try row[5]]
                let numbers: [Int?] = [try row[2], try row[6], try row[7], try row[8]]
                return (words, numbers)
            }
            #expect(found?.0 == ["https://palaute.example/nps|1.0.0", "fi", "child", "none", "boot-1"])
            #expect(found?.1 == [-2, 1_000_000_000, nil, nil])
            #expect(try connection.pragma("user_version") as Int == 4)
            let device = try connection.row("SELECT device, created_boot FROM journal") {
                row throws(SQLiteError) in
                [try row[0], try row[1]] as [String]
            }
            #expect(device == ["0d0e0f10-0000-4000-8000-000000000001", "boot-1"])
        }
    }

    @Test func refusesASecondInstance() throws {
        #expect(throws: JournalError.locked(path: bench.directory + "/journal.lock")) {
            _ = try Journal(directory: bench.directory, .of("boot-1"))
        }
        try bench.restart()
        #expect(try bench.journal.close(1) == 1)
    }

    @Test func refusesAFolderThatIsNotThere() {
        let error = #expect(throws: JournalError.self) {
            _ = try Journal(directory: "/nowhere", .of("boot-1"))
        }
        #expect(error?.description.contains("/nowhere/journal.lock") == true)
    }

    @Test func keepsItsIDForLife() throws {
        try bench.restart()
        let other = JournalRun(
            boot: "boot-2", newID: ReplyID(high: 7, low: 7), deviceID: nil, sha256: JournalRun.of("").sha256)
        let directory = bench.directory
        bench.drop()
        #expect(try Journal(directory: directory, other).id == JournalRun.journalID)
    }

    @Test func refusesANewerSchemaAndLeavesItAlone() throws {
        try bench.journal.close(1)
        bench.drop()
        try Connection(path, .readWrite).setPragma("user_version", to: "5")
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: JournalError.newerSchema(path: path, version: 5)) {
            _ = try Journal(directory: bench.directory, .of("boot-1"))
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func withoutALedgerItRefusesADamagedFileAndLeavesItAlone() throws {
        for number in 1...200 { try bench.journal.close(UInt64(number)) }
        bench.drop()
        let sound = try Data(contentsOf: URL(fileURLWithPath: path))
        let middle = sound.count / 2 / 4096 * 4096
        let damages: [(String, Data)] = [
            (
                "a page of noise",
                sound[..<middle] + Data(repeating: 0xA5, count: 4096) + sound[(middle + 4096)...]
            ),
            ("half a file", sound[..<middle]), ("something else", Data("hello, this is no database".utf8)),
        ]
        for (name, damaged) in damages {
            try damaged.write(to: URL(fileURLWithPath: path))
            let error = #expect(throws: JournalError.self, "\(name)") {
                _ = try Journal(directory: bench.directory, .of("boot-1"), ledger: .nowhere)
            }
            guard case .damaged(path, _)? = error else {
                Issue.record("\(name): \(String(describing: error))")
                continue
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == damaged, "\(name)")
        }
        try sound.write(to: URL(fileURLWithPath: path))
        #expect(try Journal(directory: bench.directory, .of("boot-1")).summary().lastNumber == 200)
    }

    @Test func believesNothingAfterAFailureUntilItIsOpenedAgain() throws {
        let other = try Connection(path, .readWrite)
        try other.execute("BEGIN IMMEDIATE")
        let error = try #require(
            #expect(throws: JournalError.self) { try bench.journal.close(1) })
        guard case .failed = error else {
            Issue.record("\(error)")
            return
        }
        try other.execute("ROLLBACK")
        #expect(throws: error) { try bench.journal.close(1) }
        #expect(throws: error) { try bench.journal.summary() }
        try bench.restart()
        #expect(try bench.journal.close(1) == 1)
    }

    @Test func saysWhenThereIsNoRoomAndGoesOnWhenThereIs() throws {
        bench.drop()
        var stored = 0
        do {
            let small = try Journal(directory: bench.directory, .of("boot-1"), pageLimit: 24)
            #expect(throws: JournalError.full) {
                while stored < 1_000 {
                    try small.close(UInt64(stored + 1))
                    stored += 1
                }
            }
            #expect(try small.summary().lastNumber == stored)
            #expect(throws: JournalError.full) { try small.close(UInt64(stored + 1)) }
        }
        #expect(stored > 10)
        let roomy = try Journal(directory: bench.directory, .of("boot-1"))
        #expect(try roomy.close(UInt64(stored + 1)) == stored + 1)
        #expect(try roomy.all().first?.facts.number == 1)
    }

    @Test func givesUpReceivedRepliesForNewOnesAndNeverAnother() throws {
        bench.drop()
        let small = try Journal(directory: bench.directory, .of("boot-1"), pageLimit: 40)
        // One that is refused and one that is withdrawn stand before all that follow.
        try small.close(1)
        #expect(try small.apply([small.all()[0].receipt(.acknowledged)]) == 0)
        try small.close(2)
        #expect(try small.apply([small.all()[0].receipt(.parked, code: "422")]) == 0)
        try small.close(3, .withdrawn)
        for number in UInt64(4)...600 {
            #expect(try small.close(number) == Int(number))
            guard number.isMultiple(of: 20) else { continue }
            for reply in try small.all() { #expect(try small.apply([reply.receipt(.acknowledged)]) == 0) }
        }
        let summary = try small.summary()
        let counts = [summary.lastNumber, summary.unsent, summary.parked, summary.withdrawn]
        #expect(counts == [600, 0, 1, 1])
        // From here on nothing is received: what is there stays, and then there is no room.
        var unsent: [Int] = []
        #expect(throws: JournalError.full) {
            while unsent.count < 1_000 {
                unsent.append(try small.close(UInt64(601 + unsent.count)))
            }
        }
        #expect(unsent.count > 50)
        #expect(unsent == Array(601..<(601 + unsent.count)))
        #expect(try small.summary().unsent == unsent.count)
        #expect(try small.summary().parked == 1)
        let first = try Connection(path, .readWrite).row("SELECT min(seq) FROM visit") {
            row throws(SQLiteError) in try row[0] as Int
        }
        #expect(first == 2)
        #expect(throws: JournalError.full) { try small.close(UInt64(601 + unsent.count)) }
    }
}
