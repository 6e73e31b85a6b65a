import Delivery
import Foundation
import Testing
import Upstream
import Wire

/// What every collector promises to the uplink, real or in process.
@Suite(.serialized) struct CollectorContractTests {
    enum Kind: CaseIterable {
        case client, loopback
    }

    /// A collector, and what must live as long as it does.
    static func make(_ kind: Kind) throws -> (collector: any Collector, keeping: AnyObject?) {
        switch kind {
        case .client:
            let server = try TLSServer()
            return (try server.client(), server)
        case .loopback:
            return (LoopbackCollector { 1_772_359_200_000 }, nil)
        }
    }

    @Test(arguments: Kind.allCases) func takesRepliesUnderTheirOwnIds(kind: Kind) throws {
        let (collector, server) = try Self.make(kind)
        #expect(collector.metadata() == .suitable)
        _ = server
    }

    @Test(arguments: Kind.allCases) func storesAReplyOnceHoweverOftenItComes(kind: Kind) throws {
        let (collector, server) = try Self.make(kind)
        let group = [reply(1), reply(2)]
        #expect(try statuses(collector.post(group)) == [201, 201])
        #expect(try statuses(collector.post(group + [reply(3)])) == [200, 200, 201])
        _ = server
    }

    @Test(arguments: Kind.allCases) func keepsTheFirstOfTwoRepliesUnderOneId(kind: Kind) throws {
        let (collector, server) = try Self.make(kind)
        _ = collector.post([reply(1)])
        guard case .answered(let answer) = collector.post([reply(1, text: "other"), reply(2)]) else {
            Issue.record("no answer")
            return
        }
        let entries = try #require(answer.entries)
        #expect(entries.map(\.status) == [409, 201])
        #expect(entries[0].issue == .conflict)
        _ = server
    }

    @Test(arguments: Kind.allCases) func namesTheReplyInEveryReceipt(kind: Kind) throws {
        let (collector, server) = try Self.make(kind)
        let group = (10..<30).map { reply($0) }
        guard case .answered(let answer) = collector.post(group) else {
            Issue.record("no answer")
            return
        }
        let locations = (answer.entries ?? []).map { $0.location ?? "" }
        #expect(zip(locations, group).allSatisfy { $0.contains("\($1.id)") })
        #expect(locations.count == 20)
        _ = server
    }

    @Test(arguments: Kind.allCases) func tellsTheTime(kind: Kind) throws {
        let (collector, server) = try Self.make(kind)
        let outcome = collector.heartbeat(
            HeartbeatRequest(bootId: "b", uptimeMs: 1, clockState: .unknown, appVersion: "0"))
        #expect(outcome.reply?.serverTimeMs == 1_772_359_200_000)
        let fix = try #require(outcome.fix)
        #expect(fix.utcMs == 1_772_359_200_000 && fix.source == "heartbeat")
        #expect(fix.errorMs > 0 && fix.errorMs < 10_000)
        _ = server
    }

    private func statuses(_ outcome: HTTPOutcome) throws -> [Int] {
        guard case .answered(let answer) = outcome else { return [] }
        return try #require(answer.entries).map(\.status)
    }
}
