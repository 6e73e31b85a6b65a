import Foundation
import Link
import Linux
import Testing
import Wire

/// Two processes: palaute-uplink as shipped, and a kiosk played here.
@Suite(.serialized) struct UplinkProcessTests {
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
        }
    }

    private func expectExactlyOnce(_ replies: [OutgoingReply], _ kiosk: ScriptedKiosk, _ server: TLSServer)
        throws
    {
        let (contents, conflicts) = try server.stored()
        #expect(Set(contents.keys) == Set(replies.map { "\($0.id)" }))
        #expect(conflicts.isEmpty)
        #expect(kiosk.acknowledged.count == replies.count)
        #expect(Set(kiosk.acknowledged) == Set(replies.map(\.id)))
    }

    /// Runs until nothing waits any more; at seeded moments one side dies.
    private func kill(
        _ uplink: UplinkProcess, and kiosk: ScriptedKiosk, seed: UInt64
    ) throws -> (uplink: Int, kiosk: Int) {
        var random = Seeded(state: seed)
        var deaths = (uplink: 0, kiosk: 0)
        try uplink.start()
        while !kiosk.waiting.isEmpty {
            var dies = false
            try kiosk.turn {
                dies = deaths.uplink < 30 && Int.random(in: 0..<4, using: &random) == 0
                return dies
            }
            if dies {
                uplink.kill()
                deaths.uplink += 1
                if deaths.uplink % 10 == 0 {
                    try kiosk.restart()
                    deaths.kiosk += 1
                }
                try uplink.start()
            }
        }
        return deaths
    }

    @Test(arguments: 0..<4) func losesAndDoublesNothingWhenKilledBetweenFrames(seed: UInt64) throws {
        let server = try TLSServer()
        let uplink = try UplinkProcess()
        try uplink.provision(for: server)
        let replies = (0..<60).map { reply($0 + 1) }
        let kiosk = try ScriptedKiosk(path: uplink.linkPath, replies: replies)
        #expect(try kill(uplink, and: kiosk, seed: seed) == (30, 3))
        try expectExactlyOnce(replies, kiosk, server)
    }

    /// The control: without receipts the same deaths lose replies.
    @Test func wouldLoseRepliesIfTheKioskForgotThemWhenSent() throws {
        let server = try TLSServer()
        let uplink = try UplinkProcess()
        try uplink.provision(for: server)
        let replies = (0..<60).map { reply($0 + 1) }
        let kiosk = try ScriptedKiosk(path: uplink.linkPath, replies: replies, forgetsWhenSent: true)
        _ = try kill(uplink, and: kiosk, seed: 1)
        #expect(try server.stored().contents.count < replies.count)
    }

    @Test func findsAKioskThatWasRestarted() throws {
        let server = try TLSServer()
        let uplink = try UplinkProcess()
        try uplink.provision(for: server)
        let replies = (0..<8).map { reply($0 + 1) }
        let kiosk = try ScriptedKiosk(path: uplink.linkPath, replies: Array(replies.prefix(4)))
        try uplink.start()
        while !kiosk.waiting.isEmpty || kiosk.fixes.isEmpty { try kiosk.turn() }
        try kiosk.restart()
        kiosk.add(Array(replies.suffix(4)))
        while !kiosk.waiting.isEmpty { try kiosk.turn() }
        try expectExactlyOnce(replies, kiosk, server)
        #expect(kiosk.fixes.count == 2 && kiosk.fixes.first == kiosk.fixes.last)
        #expect(uplink.terminate() == 0)
    }

    @Test func tellsTheTimeAndKeepsIt() throws {
        let server = try TLSServer()
        let uplink = try UplinkProcess()
        try uplink.provision(for: server)
        let kiosk = try ScriptedKiosk(path: uplink.linkPath, replies: [reply(1)])
        try uplink.start()
        while kiosk.fixes.isEmpty || !kiosk.waiting.isEmpty { try kiosk.turn() }
        #expect(kiosk.fixes.first?.utcMs == 1_772_359_200_000)
        let kept = try String(
            contentsOf: uplink.root.appending(path: "var/lib/palaute-uplink/time"), encoding: .utf8)
        #expect(kept == "1772359200000\n")
        #expect(uplink.terminate() == 0)
    }

    @Test func saysWhatIsMissingAndRecoversWithoutARestart() throws {
        let server = try TLSServer()
        let uplink = try UplinkProcess()
        let kiosk = try ScriptedKiosk(path: uplink.linkPath, replies: [reply(1)])
        try uplink.start()
        while kiosk.reports.last?.state != .refused { try kiosk.turn() }
        #expect(kiosk.reports.last?.reason?.contains("anchors.json") == true)
        try uplink.provision(for: server)
        while !kiosk.waiting.isEmpty { try kiosk.turn() }
        #expect(kiosk.reports.last?.state == .online)
        let log = try uplink.logged()
        #expect(log.contains("<3>refused: ") && log.contains("<6>online\n"))
        #expect(!log.contains("secret") && !log.contains("QuestionnaireResponse"))
    }

    @Test func stopsAtOnceWhileACollectorHangs() throws {
        let server = try TLSServer()
        let uplink = try UplinkProcess()
        try uplink.provision(for: server)
        let anchors = uplink.root.appending(path: "etc/palaute/anchors.json")
        let hanging = try String(contentsOf: anchors, encoding: .utf8)
            .replacingOccurrences(of: "\\/ok", with: "\\/hang")
        #expect(hanging.contains("hang"))
        try Data(hanging.utf8).write(to: anchors, options: .atomic)
        let kiosk = try ScriptedKiosk(path: uplink.linkPath, replies: [reply(1)])
        try uplink.start()
        try kiosk.turn()
        #expect(uplink.terminate() == 0)
        #expect(kiosk.acknowledged.isEmpty)
    }
}
