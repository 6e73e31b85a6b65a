import Foundation
import SQLite
import Sealing
import Storage
import Surveys
import Testing
import Wire

/// People are told for how long the device keeps their answers once they are sent.
struct RetentionTests {
    private static let month = Duration.seconds(30 * 86_400)
    private static let day: Int64 = 86_400
    private static let canary = "canary-8c41f7"

    private let directory: String

    init() throws {
        directory = try Bench.makeDirectory()
    }

    private func open(_ boot: String = "boot-1") throws -> Journal {
        try Journal(directory: directory, .of(boot))
    }

    /// A reply whose question bears the canary's name.
    private func close(_ number: UInt64, in journal: Journal) throws {
        let answer = AnswerRecord.scale(3, of: "\(Self.canary)-\(number)")
        _ = try journal.close(.number(number), .finished, at: .at(20), [answer])
    }

    private func deliver(_ journal: Journal) throws {
        try journal.apply(journal.all().map { $0.receipt(.acknowledged) })
    }

    /// The numbers whose canaries are in any byte of the journal's files.
    private func left() throws -> [Int] {
        let bytes = try FileManager.default.subpathsOfDirectory(atPath: directory).map {
            String(
                decoding: FileManager.default.contents(atPath: directory + "/" + $0) ?? Data(), as: UTF8.self)
        }.joined()
        return (1...9).filter { bytes.contains("\(Self.canary)-\($0)") }
    }

    @Test func whatWasReceivedIsGoneFromEveryFileWhenItsTimeIsOver() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let journal = try open()
        for number in UInt64(1)...3 { try close(number, in: journal) }
        try deliver(journal)
        try journal.giveUp(receivedFor: Self.month, at: .at(100))
        try close(4, in: journal)
        try deliver(journal)
        try journal.giveUp(receivedFor: Self.month, at: .at(100 + 20 * Self.day))
        #expect(try left() == [1, 2, 3, 4])
        try journal.giveUp(receivedFor: Self.month, at: .at(100 + 31 * Self.day))
        #expect(try left() == [4])
        try journal.giveUp(receivedFor: Self.month, at: .at(100 + 51 * Self.day))
        #expect(try left().isEmpty)
        // The number was given away for good.
        #expect(try journal.close(9) == 5)
        #expect(try journal.summary().lastNumber == 5)
    }

    @Test func whatIsNotReceivedStaysHoweverOldItIs() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let replies = try {
            let journal = try open()
            for number in UInt64(1)...3 { try close(number, in: journal) }
            let replies = try journal.all()
            try journal.apply([
                replies[0].receipt(.acknowledged), replies[1].receipt(.parked, code: "422"),
            ])
            for age in stride(from: Int64(0), through: 900, by: 30) {
                try journal.giveUp(receivedFor: Self.month, at: .at(100 + age * Self.day))
            }
            #expect(try left() == [2, 3])
            #expect(try journal.all() == [replies[2]])
            return replies
        }()
        // Also in the ledger, which had to be cleared for the first.
        for name in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: "\(directory)/journal.sqlite\(name)")
        }
        let restored = try open("boot-2")
        #expect(try restored.all() == [replies[2]])
        #expect(try restored.summary().parked == 1)
    }

    @Test func aClockThatIsSetMakesNothingGoEarlier() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let journal = try open()
        try close(1, in: journal)
        try deliver(journal)
        try journal.giveUp(receivedFor: Self.month, at: .at(100))
        let tenYears: Int64 = 3_650 * 86_400_000
        try journal.noteTime(
            TimeFix(utcMs: 1_800_000_000_000, errorMs: 5, atBootNs: Instant.at(200).nanoseconds, source: "s"))
        try journal.noteTime(
            TimeFix(
                utcMs: 1_800_000_000_000 + tenYears, errorMs: 1, atBootNs: Instant.at(300).nanoseconds,
                source: "s"))
        try journal.giveUp(receivedFor: Self.month, at: .at(400))
        #expect(try left() == [1])
    }

    @Test func timeGoesOnOverRestartsAndBoots() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        do {
            let journal = try open()
            try close(1, in: journal)
            try deliver(journal)
            try journal.giveUp(receivedFor: Self.month, at: .at(100))
            try journal.giveUp(receivedFor: Self.month, at: .at(100 + 10 * Self.day))
        }
        // The same boot: five days went by while the program was down.
        try open().giveUp(receivedFor: Self.month, at: .at(100 + 15 * Self.day))
        try open("boot-2").giveUp(receivedFor: Self.month, at: .at(14 * Self.day))
        #expect(try left() == [1])
        try open("boot-2").giveUp(receivedFor: Self.month, at: .at(16 * Self.day))
        #expect(try left().isEmpty)
    }

    @Test func manyGoInSeveralCalls() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let journal = try open()
        for number in UInt64(1)...1_200 { try journal.close(number) }
        while try !journal.all().isEmpty { try deliver(journal) }
        let path = directory + "/journal.sqlite"
        func visits() throws -> Int? {
            try Connection(path, .readWrite).row("SELECT count(*) FROM visit") {
                row throws(SQLiteError) in try row[0]
            }
        }
        for _ in 0..<3 { try journal.giveUp(receivedFor: Self.month, at: .at(100)) }
        #expect(try visits() == 1_200)
        for left in [700, 200, 0] {
            try journal.giveUp(receivedFor: Self.month, at: .at(100 + 31 * Self.day))
            #expect(try visits() == left)
        }
    }
}
