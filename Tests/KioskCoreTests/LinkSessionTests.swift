import KioskCore
import Scenes
import Surveys
import Testing
import Wire

struct LinkSessionTests {
    let reply = OutgoingReply(id: ReplyID(high: 1, low: 2), sha256: "00", bytes: [1, 2, 3])

    @Test func holdsTheWishForABatchUntilSomethingWaits() {
        var link = LinkSession()
        _ = link.handle(.opened(unsent: 0))
        _ = link.handle(UplinkEvent.connected)
        #expect(link.handle(.said(.wantBatch(max: 20, bytes: 1_000))) == [])
        #expect(link.handle(.closed(reply.id)) == [.journal(.fetchBatch(max: 20, bytes: 1_000))])
        #expect(link.handle(.batchFetched([reply])) == [.sendBatch([reply])])
    }

    @Test func fetchesAtOnceWhatIsLeftFromBefore() {
        var link = LinkSession()
        _ = link.handle(.opened(unsent: 7))
        _ = link.handle(UplinkEvent.connected)
        #expect(link.handle(.said(.wantBatch(max: 5, bytes: 9))) == [.journal(.fetchBatch(max: 5, bytes: 9))])
    }

    @Test func sendsNothingToAnUplinkThatVanishedMeanwhile() {
        var link = LinkSession()
        _ = link.handle(.opened(unsent: 1))
        _ = link.handle(UplinkEvent.connected)
        _ = link.handle(.said(.wantBatch(max: 5, bytes: 9)))
        _ = link.handle(UplinkEvent.vanished)
        #expect(link.handle(.batchFetched([reply])) == [])
        #expect(link.unsent == 1)
    }

    @Test func asksTheJournalAgainAfterItFailedUnderAFetch() {
        var link = LinkSession()
        _ = link.handle(.opened(unsent: 1))
        _ = link.handle(UplinkEvent.connected)
        _ = link.handle(.said(.wantBatch(max: 5, bytes: 9)))
        #expect(link.handle(JournalEvent.failed) == [])
        #expect(link.handle(.opened(unsent: 1)) == [.journal(.fetchBatch(max: 5, bytes: 9))])
    }

    @Test func tellsHowTheKioskIsOnceTheJournalHasTold() {
        var link = LinkSession()
        #expect(link.handle(.said(.healthRequest)) == [.journal(.account)])
        #expect(link.handle(.accounted) == [.sendHealth])
        // A terminal whose disk failed is not silent.
        #expect(link.handle(.said(.healthRequest)) == [.journal(.account)])
        #expect(link.handle(JournalEvent.failed) == [.sendHealth])
        #expect(link.handle(JournalEvent.failed) == [])
    }

    @Test func hasTheJournalOfferAgainWhatTheCollectorLacks() {
        var link = LinkSession()
        let ranges = [SequenceRange(first: 3, last: 4)]
        #expect(link.handle(.said(.resend(ranges))) == [.journal(.offerAgain(ranges))])
    }

    @Test func passesReceiptsAndTimeToTheJournal() {
        var link = LinkSession()
        let receipt = Receipt(id: reply.id, sha256: "00", outcome: .acknowledged, code: "201")
        let fix = TimeFix(utcMs: 1, errorMs: 2, atBootNs: 3, source: "heartbeat")
        #expect(link.handle(.said(.receipts([receipt]))) == [.journal(.apply([receipt]))])
        #expect(link.handle(.said(.time(fix))) == [.journal(.noteTime(fix))])
    }
}
