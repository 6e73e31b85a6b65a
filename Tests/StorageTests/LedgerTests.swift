import Foundation
import SQLite
import Sealing
import Storage
import Surveys
import Testing
import Wire

/// What the ledger is for: the database may go, the answers stay.
struct LedgerTests {
    private let directory: String
    private var files: FileManager { FileManager.default }

    init() throws {
        directory = try Bench.makeDirectory()
    }

    private func open(
        _ boot: String = "boot-1", newID: ReplyID = JournalRun.journalID, ledger: LedgerPlace = .beside
    ) throws -> Journal {
        var run = JournalRun.of(boot)
        run.newID = newID
        return try Journal(directory: directory, run, ledger: ledger)
    }

    private func destroyDatabase() throws {
        for name in try files.contentsOfDirectory(atPath: directory) where name.hasPrefix("journal.sqlite") {
            try files.removeItem(atPath: directory + "/" + name)
        }
    }

    private var ledgerFiles: [String] {
        get throws {
            try files.contentsOfDirectory(atPath: directory + "/ledger").filter { Int($0) != nil }.sorted()
        }
    }

    private func path(_ ledgerFile: String) -> String { "\(directory)/ledger/\(ledgerFile)" }

    /// One reply of every kind: received, sent without a receipt, refused,
    /// withdrawn, waiting.
    private func fill() throws -> (sent: OutgoingReply, refused: OutgoingReply) {
        let journal = try open()
        try journal.noteTime(
            TimeFix(
                utcMs: 1_800_000_000_000, errorMs: 5, atBootNs: Instant.at(1).nanoseconds, source: "chrony"))
        for number in UInt64(1)...3 { try journal.close(number) }
        let replies = try journal.all()
        try journal.apply([replies[0].receipt(.acknowledged), replies[2].receipt(.parked, code: "422")])
        try journal.close(4, .withdrawn)
        _ = try journal.close(
            .number(5, respondent: .relative, misuse: [.burst]), .stopped, at: .at(21), [.scale(2)])
        return (replies[1], replies[2])
    }

    @Test func makesADatabaseThatIsGoneAnewUnderTheSameID() throws {
        let (sent, _) = try fill()
        try destroyDatabase()
        let journal = try open("boot-2", newID: ReplyID(high: 9, low: 9))
        #expect(journal.id == JournalRun.journalID)
        let summary = try journal.summary()
        let counts = [summary.lastNumber, summary.unsent, summary.parked, summary.withdrawn]
        #expect(counts == [5, 2, 1, 1])
        #expect(summary.repair.restored == 4)
        let replies = try journal.all()
        // What may be at the collector already goes out as it was, to the byte.
        #expect(replies[0] == sent)
        let facts = try replies[1].facts
        #expect(facts.number == 5 && facts.end == .stopped && facts.respondent == .relative)
        #expect(facts.misuse == [.burst] && facts.answers["nps"] == .answered(.scale(2)))
        // The time is known too, although this boot knows none.
        #expect(try replies[1].resource.authored != nil)
        #expect(try journal.close(6) == 6)
    }

    /// The control: without a ledger all of it is lost.
    @Test func withoutItADatabaseThatIsGoneTakesEverythingWithIt() throws {
        _ = try fill()
        try destroyDatabase()
        let journal = try open("boot-2", newID: ReplyID(high: 9, low: 9), ledger: .nowhere)
        #expect(try journal.summary().lastNumber == 0)
        #expect(journal.id != JournalRun.journalID)
    }

    @Test func countsOnAboveTheLastNumberWhenEverythingWasReceived() throws {
        do {
            let journal = try open()
            for number in UInt64(1)...3 { try journal.close(number) }
            try journal.apply(try journal.all().map { $0.receipt(.acknowledged) })
        }
        try destroyDatabase()
        let journal = try open()
        #expect(try journal.summary().unsent == 0)
        #expect(try journal.close(4) == 4)
    }

    @Test func knowsWhatIsOfferedAgainWhenTheDatabaseIsGone() throws {
        let (sent, refused) = try fill()
        let offered: [OutgoingReply]
        do {
            let journal = try open()
            #expect(try journal.offerAgain([SequenceRange(first: 1, last: 5)], onlyParked: false) == 2)
            offered = try journal.all()
            #expect(offered.count == 4 && offered[1] == sent && offered[2] == refused)
        }
        try destroyDatabase()
        let journal = try open("boot-2")
        #expect(try journal.all() == offered)
        #expect(try journal.apply(offered.map { $0.receipt(.acknowledged) }) == 0)
        #expect(try journal.summary().unsent == 0 && journal.summary().parked == 0)
    }

    /// The ledger's oldest file is cleared between the offer and the loss.
    @Test func keepsTheBytesOfTheOfferAndNotThoseOfBefore() throws {
        let again: OutgoingReply
        do {
            let journal = try open()
            try journal.close(1)
            let first = try journal.all()[0]
            try journal.apply([first.receipt(.acknowledged)])
            try journal.noteTime(
                TimeFix(
                    utcMs: 1_800_000_000_000, errorMs: 5, atBootNs: Instant.at(30).nanoseconds, source: "s"))
            _ = try journal.offerAgain([SequenceRange(first: 1, last: 1)], onlyParked: false)
            again = try journal.all()[0]
            #expect(again.sha256 != first.sha256)
            for number in UInt64(2)...3_000 { try journal.close(number) }
            for _ in 0..<28 {
                let others = try journal.all().filter { $0.id != again.id }
                try journal.apply(others.map { $0.receipt(.acknowledged) })
            }
            #expect(try ledgerFiles.first != "000")
        }
        try destroyDatabase()
        #expect(try open("boot-2").all().first == again)
    }

    /// Receipts are not waited for: a power cut may take them from the ledger alone.
    @Test func isToldAtTheNextStartWhatWasReceived() throws {
        do {
            let journal = try open()
            for number in UInt64(1)...2 { try journal.close(number) }
            let replies = try journal.all()
            let before = try #require(files.contents(atPath: path("000")))
            try journal.apply(replies.map { $0.receipt(.acknowledged) })
            try before.write(to: URL(filePath: path("000")))
        }
        #expect(try open().summary().unsent == 0)
        // Else they would be sent again now, and come back after their time is over.
        try destroyDatabase()
        #expect(try open().summary().unsent == 0)
    }

    /// The newest file loses its end, as a spoilt block does to it, behind an offer.
    @Test func offersOnceMoreWhatTheLedgerSaysWasReceived() throws {
        let first: OutgoingReply
        do {
            let journal = try open()
            try journal.close(1)
            first = try journal.all()[0]
            try journal.apply([first.receipt(.acknowledged)])
        }
        let ledger = try #require(files.contents(atPath: path("000")))
        #expect(try open().offerAgain([SequenceRange(first: 1, last: 1)], onlyParked: false) == 1)
        try ledger.write(to: URL(filePath: path("000")))
        let journal = try open()
        #expect(try journal.summary().unsent == 0)
        try journal.giveUp(receivedFor: .seconds(86_400), at: .at(7 * 3_600))
        #expect(try journal.offerAgain([SequenceRange(first: 1, last: 1)], onlyParked: false) == 1)
        #expect(try journal.all() == [first])
        #expect(try journal.apply([first.receipt(.acknowledged)]) == 0)
        #expect(try journal.summary().repair.setAside == 0)
    }

    @Test func setsADamagedDatabaseAsideAndKeepsEveryByteOfIt() throws {
        _ = try fill()
        let damaged = Data("hello, this is no database".utf8)
        try damaged.write(to: URL(filePath: directory + "/journal.sqlite"))
        let journal = try open()
        #expect(files.contents(atPath: directory + "/aside/1/journal.sqlite") == damaged)
        let summary = try journal.summary()
        #expect(summary.unsent == 2 && summary.repair.setAside == 1)
        #expect(summary.repair.findings.first?.contains("keep what lies in \(directory)/aside/1") == true)
    }

    /// Found by the trial of spoilt blocks: one bit in ten thousand.
    @Test func seesABitTurnedOverInTheNameOfAColumn() throws {
        _ = try fill()
        let path = directory + "/journal.sqlite"
        var bytes = try #require(files.contents(atPath: path))
        let place = try #require(bytes.range(of: Data("seed INTEGER".utf8)))
        bytes[place.lowerBound] ^= 1
        try bytes.write(to: URL(filePath: path))
        let summary = try open().summary()
        #expect(summary.unsent == 2 && summary.repair.setAside == 1)
    }

    @Test func isWrittenAnewFromTheDatabaseWhenItIsDamaged() throws {
        let (sent, _) = try fill()
        var bytes = try #require(files.contents(atPath: path("000")))
        bytes[bytes.count / 2] ^= 1
        // Another file behind it: the damage is not the end that a power cut tears.
        try bytes.write(to: URL(filePath: path("000")))
        try Data(bytes[..<(bytes.count / 2)]).write(to: URL(filePath: path("001")))
        #expect(try open().summary().repair.findings.isEmpty == false)
        #expect(files.contents(atPath: "\(directory)/ledger/aside/000") == bytes)
        try destroyDatabase()
        let summary = try open().summary()
        let counts = [summary.lastNumber, summary.unsent, summary.parked, summary.withdrawn]
        #expect(counts == [5, 2, 1, 1])
        #expect(try open().all().first == sent)
    }

    @Test func setsALedgerOfAnotherJournalAside() throws {
        _ = try fill()
        let theirs = try Data(contentsOf: URL(filePath: path("000")))
        try files.removeItem(atPath: directory + "/ledger")
        try destroyDatabase()
        _ = try withExtendedLifetime(open(newID: ReplyID(high: 9, low: 9))) { try $0.close(8) }
        try files.removeItem(atPath: path("000"))
        try theirs.write(to: URL(filePath: path("000")))
        let summary = try open().summary()
        #expect(summary.journalID == ReplyID(high: 9, low: 9) && summary.lastNumber == 1)
        #expect(summary.repair.findings.first?.contains("belongs to another journal") == true)
        #expect(files.contents(atPath: "\(directory)/ledger/aside/000") == theirs)
    }

    @Test func losesOnlyWhatWasBeingWrittenWhenThePowerWent() throws {
        _ = try fill()
        let whole = try #require(files.contents(atPath: path("000")))
        for cut in stride(from: whole.count - 1, to: whole.count - 120, by: -7) {
            try destroyDatabase()
            try Data(whole[..<cut]).write(to: URL(filePath: path("000")))
            let journal = try open()
            #expect(try journal.summary().lastNumber == 4)
            #expect(journal.repair.findings == ["replies that came back from the ledger: 3"])
            #expect(try journal.close(7) == 5)
        }
    }

    @Test func takesBackWhatTheDatabaseHasForgotten() throws {
        _ = try fill()
        let earlier = try #require(files.contents(atPath: directory + "/journal.sqlite"))
        try withExtendedLifetime(open()) { journal in
            for number in UInt64(6)...9 { try journal.close(number) }
        }
        // A disk that said it had written and had not.
        try destroyDatabase()
        try earlier.write(to: URL(filePath: directory + "/journal.sqlite"))
        let journal = try open()
        let summary = try journal.summary()
        #expect(summary.lastNumber == 9 && summary.unsent == 6 && summary.repair.restored == 4)
        #expect(summary.repair.findings == ["replies that came back from the ledger: 4"])
    }

    @Test func canBeProvedWithAnyOtherProgram() throws {
        var run = JournalRun.of("boot-1")
        run.sha256 = SHA256.digest
        try withExtendedLifetime(Journal(directory: directory, run)) { journal in
            try journal.close(1, score: 2)
            _ = try journal.all()
        }
        let script = """
            before=$(printf '0%.0s' $(seq 64))
            while IFS= read -r line; do
                hash=${line%% *}; rest=${line#* }
                test "$(printf '%s\\n%s' "$before" "$rest" | sha256sum | cut -c1-64)" = "$hash" || exit 1
                before=$hash
            done <"$1"
            """
        #expect(try shell(script, path("000")) == 0)
        let text = try String(contentsOfFile: path("000"), encoding: .utf8)
        try text.replacing("\"scale\",2", with: "\"scale\",9").write(
            toFile: path("000"), atomically: true, encoding: .utf8)
        #expect(try shell(script, path("000")) == 1)
    }

    private func shell(_ script: String, _ argument: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", script, "bash", argument]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test func keepsNothingOfAWithdrawnVisit() throws {
        let journal = try open()
        let answer = AnswerRecord(linkID: "canary-8c41f7", order: 0, state: .answered(.scale(1)), at: .at(1))
        try journal.record(answer, of: .number(1))
        _ = try journal.close(.number(1), .withdrawn, at: .at(9), [answer])
        for name in try ledgerFiles {
            let bytes = try #require(files.contents(atPath: path(name)))
            #expect(bytes.range(of: Data("canary".utf8)) == nil)
            #expect(bytes.range(of: Data("withdrawn".utf8)) != nil)
        }
    }

    @Test func staysSmallWhileRepliesAreReceivedAndKeepsThoseThatAreNot() throws {
        var refused: [Int] = []
        do {
            let journal = try open()
            try journal.close(1, .withdrawn)
            for number in UInt64(2)...3_000 {
                try journal.close(number)
                guard number.isMultiple(of: 20) else { continue }
                for reply in try journal.all() {
                    let isRefused = try reply.facts.number.isMultiple(of: 500)
                    try journal.apply([reply.receipt(isRefused ? .parked : .acknowledged)])
                    if isRefused { refused.append(try reply.facts.number) }
                }
            }
        }
        #expect(try ledgerFiles.count <= 3)
        #expect(try ledgerFiles.first != "000")
        try destroyDatabase()
        let journal = try open()
        let summary = try journal.summary()
        let counts = [summary.lastNumber, summary.unsent, summary.parked, summary.withdrawn]
        #expect(counts == [3_000, 0, refused.count, 1])
        #expect(refused == [500, 1_000, 1_500, 2_000, 2_500, 3_000])
    }

    /// What was received of thousands that waited leaves it at once, not with the last of
    /// them; with another length for the control.
    @Test(arguments: [(2, true), (Journal.defaultLongLedger, false)])
    func isClearedWhileThousandsAreStillWaiting(longLedger: Int, isSmall: Bool) throws {
        do {
            let journal = try Journal(directory: directory, .of("boot-1"), longLedger: longLedger)
            for number in UInt64(1)...3_000 { try journal.close(number) }
            for _ in 0..<20 { try journal.apply(journal.all().map { $0.receipt(.acknowledged) }) }
        }
        let files = try ledgerFiles.count
        #expect(isSmall ? files <= 4 : files > 4, "\(files) files")
        try destroyDatabase()
        let journal = try open("boot-2")
        let summary = try journal.summary()
        #expect(summary.lastNumber == 3_000 && summary.unsent == 1_000)
        let waiting = try journal.all().map { try $0.facts.number }
        #expect(waiting == Array(2_001...2_100))
    }

    @Test func noticesAnAnswerThatChangedInTheDatabase() throws {
        _ = try fill()
        try Connection(directory + "/journal.sqlite", .readWrite).run("UPDATE kept_answer SET value = 10")
        do {
            let journal = try open()
            let error = try #require(#expect(throws: JournalError.self) { try journal.all() })
            guard case .damaged = error else {
                Issue.record("\(error)")
                return
            }
        }
        var run = JournalRun.of("boot-1")
        run.isSuspect = true
        let journal = try Journal(directory: directory, run)
        #expect(try journal.all().last?.facts.answers["nps"] == .answered(.scale(2)))
        #expect(try journal.summary().repair.setAside == 1)
    }
}
