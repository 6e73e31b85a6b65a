import KioskCore
import Linux
import Testing

/// What somebody notices who comes to the glass.
@MainActor struct VisitTests {
    @Test func paintsTheGreetingBeforeAnythingElse() throws {
        let bench = try Bench()
        bench.gate.shut()
        bench.runtime.start()
        try bench.settle()
        // The journal has not even been opened yet.
        #expect(bench.album.pictures.count == 1)
        #expect(try bench.shows(bench.pictures.greeting()))
    }

    @Test func showsAKeyPressedInTheNextPicture() throws {
        let bench = try Bench.atTheGreeting()
        let before = bench.album.pictures.count
        try bench.press(.start)
        #expect(bench.album.pictures.count == before + 1)
        #expect(try bench.shows(bench.pictures.greeting(pressed: .start)))
        try bench.lift()
        #expect(bench.album.pictures.count == before + 2)
        #expect(try bench.shows(bench.pictures.question()))
    }

    @Test func thanksForAWholeVisitInTheLanguageChosen() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.language(.swedish))
        #expect(try bench.shows(bench.pictures.greeting(in: .swedish)))
        try bench.tap(.start, .scale(4), .scale(9))
        #expect(try bench.shows(bench.pictures.question(chosen: 9, in: .swedish)))
        try bench.tap(.next)
        try bench.turn(untilShown: bench.pictures.message(.thanks, in: .swedish))
        #expect(try bench.status()["acknowledged"] as? Int == 1)
        try bench.pass(.seconds(8))
        #expect(try bench.shows(bench.pictures.greeting()))
        let journal = try bench.status()["journal"] as? [String: Any]
        #expect(journal?["lastSeq"] as? Int == 1)
        #expect(journal?["unsent"] as? Int == 1)
    }

    @Test func choosesNothingWithTwoFingers() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start)
        try bench.press(.scale(3), slot: 0)
        #expect(try bench.shows(bench.pictures.question(pressed: .scale(3))))
        try bench.down(.scale(7), slot: 1)
        #expect(try bench.shows(bench.pictures.question()))
        try bench.lift(slot: 0)
        try bench.lift(slot: 1)
        #expect(try bench.shows(bench.pictures.question()))
        // The control: one finger chooses.
        try bench.tap(.scale(3))
        #expect(try bench.shows(bench.pictures.question(chosen: 3)))
    }

    @Test func choosesNothingWithAPalm() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start)
        try bench.pass(.milliseconds(500))
        let three = try bench.center(of: .scale(3))
        for (size, isFinger) in [(60.0, false), (15, true)] {
            try bench.plugs.feed(.touch(x: three.x, y: three.y, size: size))
            try bench.settle()
            try bench.lift()
            #expect(try bench.shows(bench.pictures.question(chosen: isFinger ? 3 : nil)))
        }
    }

    @Test func carriesNoPressOverToTheNextScreen() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start)
        try bench.down(.scale(5))
        try bench.lift()
        #expect(try bench.shows(bench.pictures.question()))
    }

    @Test func keepsWhatSomebodySaidWhoWalkedAway() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start, .scale(2))
        // The journal, which is given two seconds, has answered.
        try bench.turn(untilArmed: { $0 > .seconds(2) })
        // idleSeconds and warnSeconds of the settings.
        try bench.pass(.seconds(29))
        #expect(try bench.screen() == "question")
        try bench.pass(.seconds(20))
        #expect(try bench.screen() == "idle")
        try bench.pass(.seconds(2))
        try bench.turn(untilShown: bench.pictures.greeting())
        let uplink = try PlayedUplink(of: bench)
        let replies = try uplink.replies(1, from: bench)
        #expect(replies.map(\.end) == [.walkedAway])
        #expect(replies.map(\.answers) == [["nps": .answered(.scale(2))]])
        #expect(try bench.status()["acknowledged"] as? Int == 0)
    }

    @Test func storesNothingOfAPersonWhoOnlyLooked() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start)
        try bench.pass(.seconds(51))
        #expect(try bench.shows(bench.pictures.greeting()))
        #expect((try bench.status()["journal"] as? [String: Any])?["lastSeq"] as? Int == 0)
    }

    @Test func wakesUpOnlyToMoveTheGreetingWhileNobodyIsThere() throws {
        let bench = try Bench.atTheGreeting()
        try bench.settle()
        #expect(bench.clock.deadline == .seconds(60))
        #expect(try bench.isAtRest())
        // The control: a visitor is watched.
        try bench.tap(.start)
        #expect(try #require(bench.clock.deadline) <= .seconds(30))
    }
}
