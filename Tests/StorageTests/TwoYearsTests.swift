import Foundation
import Sealing
import Storage
import Surveys
import Testing
import Wire

/// A terminal that nobody connects for two years: 300 replies a day (`quality.md` O8).
struct TwoYearsTests {
    /// Of two years in Board/nightly, of a fortnight in Board/test.
    private static let count =
        ProcessInfo.processInfo.environment["PALAUTE_OFFLINE_REPLIES"].flatMap { Int($0) } ?? 4_200
    private static let twoYears = 219_000
    private static let limitBytes = 512 * 1_024 * 1_024
    private static let contentLimitBytes = 700

    private let directory: String

    init() throws {
        directory = try Bench.makeDirectory()
    }

    /// With the digest that programs have.
    private static func run(_ boot: String) -> JournalRun {
        JournalRun(
            boot: boot, newID: JournalRun.journalID, deviceID: JournalRun.of(boot).deviceID,
            sha256: SHA256.digest)
    }

    /// As spread as random ids are: an order of theirs would fill the pages better.
    private static func id(of number: Int) -> ReplyID {
        ReplyID(high: UInt64(number) &* 0x9E37_79B9_7F4A_7C15, low: UInt64(number) &* 0xD1B5_4A32_D192_ED03)
    }

    private static func visit(_ number: Int) -> VisitOpening {
        let began = Instant.at(Int64(number) * 288)
        return VisitOpening(
            id: id(of: number), survey: "https://palaute.example/fhir/Questionnaire/national-adult|1.0.0",
            language: .finnish, seed: UInt64(number) &* 0x9E37_79B9_7F4A_7C15, respondent: nil, misuse: [],
            began: began)
    }

    /// The national survey with the county's own two statements, all answered.
    private static func answers(of number: Int) -> [AnswerRecord] {
        (0..<10).map { (order: Int) -> AnswerRecord in
            let value = order == 0 ? number % 11 : 1 + (number + order) % 5
            return AnswerRecord(
                linkID: order == 0 ? "nps" : "statement-\(order)", order: order,
                state: .answered(.scale(value)), firstPress: .milliseconds(1_200 + order),
                changes: order % 2, at: .at(Int64(number * 288 + 2 * order)))
        }
    }

    /// What lies on the disk, in bytes.
    private struct Room: CustomStringConvertible {
        var database = 0
        var ledger = 0
        var all: Int { database + ledger }
        var description: String {
            "\(all / 1_048_576) MiB, of which the ledger \(ledger / 1_048_576)"
        }
    }

    private var room: Room {
        get throws {
            try FileManager.default.subpathsOfDirectory(atPath: directory).reduce(into: Room()) {
                room, name in
                let facts = try FileManager.default.attributesOfItem(atPath: directory + "/" + name)
                guard facts[.type] as? FileAttributeType == .typeRegular else { return }
                let bytes = facts[.size] as? Int ?? 0
                if name.hasPrefix("ledger/") { room.ledger += bytes } else { room.database += bytes }
            }
        }
    }

    private func fill() throws {
        let journal = try Journal(directory: directory, Self.run("6f1d2c3b-0a9e-4c57-8a41-5d0e7c9b2f10"))
        for number in 1...Self.count {
            _ = try journal.close(
                Self.visit(number), .finished, at: .at(Int64(number) * 288 + 30), Self.answers(of: number))
        }
    }

    @Test func keepsEveryReplyInTheRoomItHasAndSendsEachOnceAfterwards() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try fill()
        let stored = try room
        let (journal, opening) = try timed {
            try Journal(directory: directory, Self.run("0b7c52de-91f4-4a6e-b3c8-7d2e10f5a964"))
        }
        #expect(try journal.summary().unsent == Self.count)
        let ((next, most), draining) = try timed { try drain(journal) }
        #expect(next == Self.count + 1)
        #expect(try journal.summary().unsent == 0)
        let drained = try room
        #expect(stored.database / Self.count <= Self.contentLimitBytes)
        // Content alone for all of two years, and never more than there may be.
        #expect(stored.all / Self.count * Self.twoYears <= Self.limitBytes)
        #expect(most.all <= Self.limitBytes && drained.all <= Self.limitBytes)
        print(
            """
            \(Self.count) replies of ten answers, none sent: \(stored.all / Self.count) bytes a reply, \
            \(stored.database / Self.count) of them in the database (\(Self.contentLimitBytes)), \
            \(stored.all / Self.count * Self.twoYears / 1_048_576) MiB in two years (limit 512), opened in \
            \(opening) (5 s), rendered and acknowledged in \(draining) (30 min at 150/s), at most \(most), then \
            \(drained)
            """)
    }

    /// Takes every reply once, in order; the number that would be next.
    private func drain(_ journal: Journal) throws -> (next: Int, most: Room) {
        var (next, most) = (1, try room)
        while true {
            let replies = try journal.batch(max: 50, bytes: 1_000_000, context: .at())
            if replies.isEmpty { return (next, most) }
            // Not each time: there may be hundreds of files.
            if next % 5_000 < 50 { most = try [most, room].max { $0.all < $1.all } ?? most }
            for reply in replies {
                // Each stands where it was given: none is missing, none comes twice.
                #expect(reply.id == Self.id(of: next))
                next += 1
            }
            #expect(try journal.apply(replies.map { $0.receipt(.acknowledged) }) == 0)
        }
    }

    private func timed<Value>(_ body: () throws -> Value) rethrows -> (Value, Duration) {
        let clock = ContinuousClock()
        let begun = clock.now
        let value = try body()
        return (value, clock.now - begun)
    }
}
