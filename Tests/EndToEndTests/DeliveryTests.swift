import Testing
import Testkit

/// From a finger on the glass to the collector's disk: the real programs, the
/// real collector, nothing in between played.
@Suite(.serialized) struct EndToEndTests {}

extension EndToEndTests {
    @Suite struct DeliveryTests {
        @Test func storesOnceWhatSomebodyWasThankedFor() async throws {
            try await onThread {
                let site = try Site(LocalCollector())
                try site.visitor.answer(9)
                let status = try site.waitUntilDelivered(1)
                #expect(status.acknowledged == 1)
                let figures = try site.collector.figures()
                let (journal, audit) = try site.close()
                #expect(audit == .clean)
                #expect(journal.integrity == "ok")
                #expect(journal.replies.map(\.point) == [9])
                #expect(journal.replies.map(\.end) == ["finished"])
                #expect(figures.n == 1)
                #expect(figures.byDevice.map(\.device) == [TerminalRoot.device])
                #expect(figures.byDevice.map(\.journalId) == [journal.id])
                #expect(figures.byDevice.map(\.lastSeq) == [1])
            }
        }

        @Test func keepsWhatPeopleSkippedAndWhatTheyLeftBehind() async throws {
            try await onThread {
                let site = try Site(LocalCollector())
                let visitor = site.visitor
                try visitor.answer(3)
                try visitor.leave()
                try visitor.start()
                try visitor.press("skip") { $0.screen == "thanks" }
                try visitor.leave()
                // Chooses, and goes back to the greeting instead of sending it.
                try visitor.start()
                try visitor.choose(7)
                try visitor.press("back") { $0.screen == "attract" }
                // Only looks: nothing is stored of that.
                try visitor.start()
                try visitor.press("back") { $0.screen == "attract" }
                try visitor.answer(10)
                let status = try site.waitUntilDelivered(4)
                #expect(status.acknowledged == 3)
                let figures = try site.collector.figures()
                let (journal, audit) = try site.close()
                #expect(audit == .clean)
                #expect(journal.replies.map(\.point) == [3, nil, 7, 10])
                #expect(
                    journal.replies.map(\.end) == ["finished", "finished", "walkedAway", "finished"])
                #expect(journal.openVisits == 0)
                #expect(figures.byDevice.map(\.n) == [4])
                #expect(figures.byDevice.map(\.lastSeq) == [4])
            }
        }

        @Test func deliversWhenTheCollectorComesBack() async throws {
            try await onThread {
                let collector = try LocalCollector()
                try collector.stop()
                let site = try Site(collector)
                try site.visitor.answer(0)
                try site.visitor.leave()
                try site.visitor.answer(5)
                // It was thanked for while nobody answered.
                let status = try site.visitor.wait(for: "the word that it is offline") {
                    $0.link == "offline"
                }
                #expect(status.journal?.unsent == 2)
                try collector.start()
                try site.waitUntilDelivered(2)
                let (journal, audit) = try site.close()
                #expect(audit == .clean)
                #expect(journal.replies.map(\.point) == [0, 5])
            }
        }

        @Test func storesOnceWhatIsSentAgainBecauseItsReceiptWasLost() async throws {
            try await onThread {
                let site = try Site(LocalCollector(ReceiptLosingStore.init))
                try site.visitor.answer(4)
                try site.waitUntilDelivered(1)
                #expect(try site.close().audit == .clean)
            }
        }

        /// The control: the same loss before a store without its unique key.
        @Test func findsADoubledReply() async throws {
            try await onThread {
                let site = try Site(LocalCollector { ReceiptLosingStore(KeylessStore($0)) })
                try site.visitor.answer(4)
                try site.waitUntilDelivered(1)
                var expected = Audit.clean
                expected.doubled = [1]
                #expect(try site.close().audit == expected)
            }
        }

        /// The control: a receipt for what is not stored.
        @Test func findsALostReply() async throws {
            try await onThread {
                let site = try Site(LocalCollector(ForgetfulStore.init))
                try site.visitor.answer(4)
                try site.waitUntilDelivered(1)
                var expected = Audit.clean
                expected.lost = [1]
                #expect(try site.close().audit == expected)
            }
        }
    }
}
