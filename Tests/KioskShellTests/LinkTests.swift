import KioskCore
import Linux
import Testing
import Wire

/// The uplink's side seen from the glass.
@MainActor struct LinkTests {
    /// Each message costs the journal a commit.
    private static let costly: [UplinkMessage] = [
        .time(TimeFix(utcMs: 1_800_000_000_000, errorMs: 5, atBootNs: 1, source: "heartbeat")),
        .receipts([]), .wantBatch(max: 100, bytes: 1_000), .healthRequest,
        .link(LinkReport(state: .online)), .resend([SequenceRange(first: 1, last: .max)]),
    ]

    @Test func keepsNoVisitorWaitingForATalkativeUplink() throws {
        let bench = try Bench.atTheGreeting()
        let uplink = try PlayedUplink(of: bench)
        var sent = 0
        func flood() throws {
            // As much as the socket takes: more than the journal could ever do.
            while uplink.link.send(Self.costly[sent % Self.costly.count]), !uplink.link.wantsWrite {
                sent += 1
            }
            try uplink.drain()
        }
        for (key, next) in [
            (Key.start, bench.pictures.question()), (.scale(7), bench.pictures.question(chosen: 7)),
        ] {
            bench.clock.advance(by: .milliseconds(500))
            try flood()
            let shown = bench.album.pictures.count
            try bench.plugs.touch(bench.center(of: key))
            try flood()
            // The press is on the glass after one turn that took it and one that
            // painted it, however much the uplink has to say.
            for _ in 0..<2 { try bench.runtime.turn(atMost: .zero) }
            #expect(bench.album.pictures.count == shown + 1)
            try bench.plugs.feed(.lift())
            try flood()
            for _ in 0..<2 { try bench.runtime.turn(atMost: .zero) }
            #expect(bench.album.last == bench.pictures.picture(of: next))
        }
        bench.clock.advance(by: .milliseconds(500))
        try bench.plugs.touch(bench.center(of: .next))
        try bench.plugs.feed(.lift())
        try bench.turn(untilShown: bench.pictures.message(.thanks))
        #expect(sent > 1_000)
    }

    @Test func tellsTheCollectorOfAJournalThatWasDamagedAndMadeAnew() throws {
        let bench = try Bench.atTheGreeting { terminal in
            try terminal.write("no database", to: "var/lib/palaute/journal.sqlite")
        }
        let uplink = try PlayedUplink(of: bench)
        uplink.link.send(.healthRequest)
        try bench.turn {
            try uplink.drain()
            return !uplink.healths.isEmpty
        }
        #expect(uplink.healths.first?.setAside == 1)
        let status = try bench.status()["journal"] as? [String: Any]
        #expect(status?["setAside"] as? Int == 1 && status?["restored"] == nil)
    }

    @Test func erasesOnceAnHourWhatTheCollectorHasHadForTheDaysOfTheSettings() throws {
        let bench = try Bench.atTheGreeting()
        let uplink = try PlayedUplink(of: bench)
        func tell(_ count: Int) throws {
            uplink.link.send(.receipts([]))
            try bench.turn { bench.gate.askedRetentions.count == count }
        }
        let month = Duration.seconds(30 * 86_400)
        try bench.turn { bench.gate.askedRetentions == [month] }
        try bench.pass(.seconds(3_590))
        try tell(1)
        try bench.pass(.seconds(20))
        try tell(2)
    }

    @Test func keepsTheReplyUntilTheCollectorAcknowledgesIt() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start, .scale(1), .next)
        try bench.turn(untilShown: bench.pictures.message(.thanks))
        let first = try PlayedUplink(of: bench)
        _ = try first.replies(1, from: bench)
        let second = try PlayedUplink(of: bench)
        _ = try second.replies(1, from: bench)
        #expect(first.batches == second.batches)
        let reply = try #require(second.batches.first?.first)
        second.link.send(
            .receipts([Receipt(id: reply.id, sha256: reply.sha256, outcome: .acknowledged, code: "201")]))
        try bench.turn { (try bench.status()["journal"] as? [String: Any])?["unsent"] as? Int == 0 }
    }

    @Test func goesOnWhenTheUplinkTalksNonsense() throws {
        let bench = try Bench.atTheGreeting()
        let nonsense = try #require(try LocalSocket.connect(to: bench.terminal.root.linkSocket))
        _ = try LocalSocket.send(ArraySlice([UInt8](repeating: 0xFF, count: 4_096)), over: nonsense)
        try bench.settle()
        #expect(try bench.status()["link"] as? String == "offline")
        try bench.tap(.start, .scale(1), .next)
        try bench.turn(untilShown: bench.pictures.message(.thanks))
        #expect(try PlayedUplink(of: bench).replies(1, from: bench).count == 1)
    }
}
