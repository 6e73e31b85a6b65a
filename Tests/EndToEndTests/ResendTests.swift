import Link
import Linux
import Testing
import Testkit
import Wire

extension EndToEndTests {
    /// What the collector lacks although the terminal has a receipt for it.
    @Suite struct ResendTests {
        @Test func anUplinkThatLiesLosesNothing() async throws {
            try await onThread {
                let site = try Site(LocalCollector())
                try site.stopUplink()
                let points = [2, 7, 10]
                for point in points {
                    try site.visitor.answer(point)
                    try site.visitor.leave()
                }
                try site.lie()
                try site.waitUntilDelivered(points.count)
                #expect(try site.collector.replies().isEmpty)
                // An honest one comes, and the collector says what it lacks.
                try site.startUplink()
                try site.waitUntilStored(points.count)
                try site.waitUntilDelivered(points.count)
                let (journal, audit) = try site.close()
                #expect(audit == .clean)
                #expect(journal.replies.map(\.point) == points)
            }
        }

        /// The control: where replies go to another's server, ours cannot say what it lacks.
        @Test func withoutACollectorThatAsksTheyAreLost() async throws {
            try await onThread {
                let site = try Site(LocalCollector(UnaskingStore.init))
                try site.stopUplink()
                try site.visitor.answer(2)
                try site.lie()
                try site.waitUntilDelivered(1)
                try site.startUplink()
                try site.visitor.wait(for: "the link") { $0.link == "online" && $0.clock.state == "synced" }
                var expected = Audit.clean
                expected.lost = [1]
                #expect(try site.close().audit == expected)
            }
        }

        @Test func whatTheCollectorLostIsSentAgainToTheByte() async throws {
            try await onThread {
                let site = try Site(LocalCollector(OnceForgetfulStore.init))
                try site.visitor.answer(4)
                try site.waitUntilDelivered(1)
                #expect(try site.collector.replies().isEmpty)
                try site.killUplink()
                try site.waitUntilStored(1)
                try site.waitUntilDelivered(1)
                #expect(try site.close().audit == .clean)
            }
        }
    }
}

extension Site {
    /// Takes all that waits as an uplink does, and says that the collector has it.
    fileprivate func lie() throws {
        let link = try #require(try UplinkLink.connect(to: terminal.root.linkSocket))
        link.send(.hello(Hello(role: "uplink", version: "liar", boot: "liar")))
        link.send(.wantBatch(max: 100, bytes: 500_000))
        let poller = try Poller()
        try poller.add(link.descriptor, tag: 0)
        for _ in 0..<100 {
            _ = try poller.wait(timeout: .milliseconds(100))
            for case .received(.batch(let items), _) in link.drain() {
                link.send(
                    .receipts(
                        items.map {
                            Receipt(id: $0.id, sha256: $0.sha256, outcome: .acknowledged, code: "201")
                        }))
                try waitUntilDelivered()
                return
            }
        }
        throw Program.Failure("no batch came within ten seconds")
    }

    fileprivate func waitUntilStored(_ count: Int) throws {
        try visitor.wait(for: "\(count) replies at the collector") { _ in
            (try? collector.replies().count) == count
        }
    }
}
