import KioskCore
import Storage
import Testing

/// What a visitor sees of a disk that hangs or fails.
@MainActor struct PatienceTests {
    @Test func thanksOnlyAfterTheJournalClosedTheVisit() throws {
        let bench = try Bench.atTheGreeting()
        let thanks = bench.pictures.picture(of: bench.pictures.message(.thanks))
        try bench.tap(.start, .scale(8))
        try bench.turn(untilArmed: { $0 > .seconds(2) })
        bench.gate.shut()
        try bench.tap(.next)
        try bench.turn { bench.gate.queue == 1 }
        #expect(try bench.shows(bench.pictures.question(chosen: 8)))
        try bench.pass(.milliseconds(1_900))
        #expect(try bench.screen() == "question")
        try bench.pass(.milliseconds(200))
        #expect(try bench.shows(bench.pictures.message(.saving)))
        #expect(!bench.album.pictures.contains(thanks))
        // The control: the disk answers, and the thank-you comes.
        bench.gate.open()
        try bench.turn(untilShown: bench.pictures.message(.thanks))
    }

    @Test func givesUpAfterTwentySecondsAndStillStoresTheReply() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start, .scale(8))
        try bench.turn(untilArmed: { $0 > .seconds(2) })
        bench.gate.shut()
        try bench.tap(.next)
        try bench.pass(.seconds(19))
        #expect(try bench.shows(bench.pictures.message(.saving)))
        try bench.pass(.seconds(2))
        #expect(try bench.shows(bench.pictures.message(.savingFailed)))
        bench.gate.open()
        try bench.turn(untilShown: bench.pictures.greeting())
        let thanks = bench.pictures.picture(of: bench.pictures.message(.thanks))
        #expect(!bench.album.pictures.contains(thanks))
        #expect(try bench.status()["acknowledged"] as? Int == 0)
        #expect(try PlayedUplink(of: bench).replies(1, from: bench).map(\.end) == [.finished])
    }

    @Test func keepsTheAnswersInMemoryWhileTheDiskFails() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start, .scale(6))
        // The journal, which is given two seconds, has answered.
        try bench.turn(untilArmed: { $0 > .seconds(2) })
        bench.gate.fail(.full)
        try bench.tap(.next)
        try bench.turn(untilShown: bench.pictures.message(.savingFailed))
        // Opened again every five seconds, in vain at first.
        try bench.pass(.seconds(5))
        try bench.turn(untilArmed: { $0 == .seconds(5) })
        #expect(try bench.screen() == "savingFailed")
        bench.gate.fail(nil)
        try bench.pass(.seconds(5))
        // Whoever still waits is thanked, now that it is true.
        try bench.turn(untilShown: bench.pictures.message(.thanks))
        let replies = try PlayedUplink(of: bench).replies(1, from: bench)
        #expect(replies.map(\.answers) == [["nps": .answered(.scale(6))]])
        #expect(replies.map(\.number) == [1])
    }

    @Test func believesNoJournalAgainThatTurnedOutDamagedInUse() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start, .scale(9), .next)
        try bench.turn(untilShown: bench.pictures.message(.thanks))
        try bench.pass(.seconds(9))
        try bench.tap(.start)
        bench.gate.fail(.damaged(path: "journal.sqlite", reason: "an answer is not what was stored"))
        try bench.tap(.scale(6))
        try bench.turn { try bench.status()["journal"] == nil || bench.screen() != "question" }
        bench.gate.fail(nil)
        try bench.pass(.seconds(5))
        try bench.turn { try (bench.status()["journal"] as? [String: Any])?["setAside"] as? Int == 1 }
        let journal = try bench.status()["journal"] as? [String: Any]
        #expect(journal?["restored"] as? Int == 1)
    }

    @Test func asksNobodyWhileThereIsNoJournal() throws {
        let bench = try Bench()
        bench.gate.fail(.failed(reason: "no disk"))
        bench.runtime.start()
        try bench.turn(untilShown: bench.pictures.message(.outOfService))
        #expect(try bench.status()["journal"] == nil)
        bench.gate.fail(nil)
        try bench.pass(.seconds(5))
        try bench.turn(untilShown: bench.pictures.greeting())
    }
}
