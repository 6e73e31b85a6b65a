import Delivery
import Testing
import Wire

struct DeliveryTests {
    @Test func deliversEverythingOldestFirstInGrowingBatches() {
        var bench = Bench(300)
        bench.run()
        #expect(bench.acknowledged == (0..<300).map { reply($0).id })
        #expect(bench.stored == bench.acknowledged)
        #expect(bench.posts.map(\.count) == [20, 40, 80, 100, 60])
        #expect(bench.reports == [.init(state: .starting), .init(state: .online)])
    }

    @Test func asksTheServerWhatItIsBeforeItSendsAnything() {
        var bench = Bench(1)
        bench.check = { .unsuitable(reason: "no update-as-create") }
        bench.run(steps: 50)
        #expect(bench.posts.isEmpty)
        #expect(bench.reports.last == LinkReport(state: .refused, reason: "no update-as-create"))
        bench.check = { .suitable }
        bench.run()
        #expect(bench.acknowledged.count == 1)
        #expect(bench.waits.max() == Backoff.cap)
    }

    @Test(arguments: [400, 422, 413]) func parksOnlyThePoisonWhenTheWholeIsRefused(status: Int) {
        let poison = [reply(7).id, reply(63).id]
        var bench = Bench(100) { group in
            group.contains { poison.contains($0.id) }
                ? .answered(HTTPAnswer(status: status)) : Bench.storesAll(group)
        }
        bench.run()
        #expect(bench.parked == [poison[0]: "\(status)", poison[1]: "\(status)"])
        #expect(Set(bench.acknowledged) == Set((0..<100).map { reply($0).id }).subtracting(poison))
        #expect(bench.acknowledged.count == 98)
        #expect(bench.posts.count < 60)
    }

    @Test(arguments: [
        (EntryOutcome(status: 400), "400"), (EntryOutcome(status: 422), "422"),
        (EntryOutcome(status: 409, issue: .conflict), "conflict"),
    ])
    func parksTheRefusedEntryAndMovesTheRest(refusal: EntryOutcome, code: String) {
        var bench = Bench(50) { group in
            let entries = group.map { $0.id == reply(3).id ? refusal : .stored($0) }
            return .answered(HTTPAnswer(status: 200, entries: entries))
        }
        bench.run()
        #expect(bench.parked == [reply(3).id: code])
        #expect(bench.acknowledged.count == 49)
        #expect(bench.waits.isEmpty)
    }

    @Test func onePercentOfPoisonCostsTheOthersNoRequestAndNoWait() {
        var clean = Bench(1_000)
        clean.run()
        var poisoned = Bench(1_000) { group in
            let entries = group.map { $0.isHundredth ? EntryOutcome(status: 422) : .stored($0) }
            return .answered(HTTPAnswer(status: 200, entries: entries))
        }
        poisoned.run()
        #expect(poisoned.parked.count == 10 && poisoned.acknowledged.count == 990)
        #expect(poisoned.posts.map(\.count) == clean.posts.map(\.count) && poisoned.waits.isEmpty)
        // A server that refuses the whole is asked in halves: more requests, still no wait.
        var halved = Bench(1_000) { group in
            group.contains(where: \.isHundredth) ? .answered(HTTPAnswer(status: 422)) : Bench.storesAll(group)
        }
        halved.run()
        #expect(halved.parked.count == 10 && halved.acknowledged.count == 990 && halved.waits.isEmpty)
        #expect(halved.posts.count < 20 * poisoned.posts.count)
    }

    @Test func parksAnUnexplainedConflictAtTheTwentiethAttempt() {
        var bench = Bench(1) { _ in
            .answered(HTTPAnswer(status: 200, entries: [EntryOutcome(status: 409)]))
        }
        bench.run()
        #expect(bench.posts.count == 20)
        #expect(bench.parked == [reply(0).id: "409"])
    }

    @Test(arguments: [
        HTTPAnswer(status: 200), HTTPAnswer(status: 200, entries: []),
        HTTPAnswer(status: 200, entries: [.stored(reply(0)), .stored(reply(1))]),
        HTTPAnswer(status: 200, entries: [.stored(reply(1))]),
        HTTPAnswer(status: 200, entries: [EntryOutcome(status: 201, etag: reply(1).sha256)]),
        HTTPAnswer(status: 302), HTTPAnswer(status: 503), HTTPAnswer(status: 429), HTTPAnswer(status: 204),
    ])
    func takesNothingElseForAReceipt(answer: HTTPAnswer) {
        var bench = Bench(1) { _ in .answered(answer) }
        bench.run(steps: 60)
        #expect(bench.acknowledged.isEmpty && bench.parked.isEmpty)
        #expect(bench.posts.count > 3)
        bench.server = Bench.storesAll
        bench.run()
        #expect(bench.acknowledged == [reply(0).id])
    }

    @Test(arguments: [nil, "W/\"1\"", "7"] as [String?])
    func takesTheReceiptOfAServerThatKnowsNoHash(etag: String?) {
        var bench = Bench(1) { _ in
            .answered(HTTPAnswer(status: 200, entries: [EntryOutcome(status: 201, etag: etag)]))
        }
        bench.run()
        #expect(bench.acknowledged == [reply(0).id])
    }

    @Test func halvesAfterTimeoutsDownToOneAndGrowsAgain() {
        var bench = Bench(200)
        bench.server = { $0.count > 3 ? .timedOut : Bench.storesAll($0) }
        bench.run()
        #expect(bench.acknowledged.count == 200)
        #expect(bench.posts.map(\.count).prefix(4) == [20, 10, 5, 3])
    }

    @Test func renewsTheTokenOnceThenPausesAndSaysWhy() {
        var bench = Bench(1) { _ in .answered(HTTPAnswer(status: 401)) }
        bench.run(steps: 20)
        let first = bench.posts.count
        #expect(bench.renewals >= 1 && first >= 2)
        #expect(bench.reports.contains { $0.state == .refused && $0.reason!.contains("token") })
        #expect(bench.waits.first == Backoff.cap)
        bench.server = Bench.storesAll
        bench.feed(.configured)
        bench.run()
        #expect(bench.acknowledged.count == 1)
    }

    @Test func deliversAfterOneNewToken() {
        var attempts = 0
        var bench = Bench(1) { group in
            attempts += 1
            return attempts == 1 ? .answered(HTTPAnswer(status: 401)) : Bench.storesAll(group)
        }
        bench.run()
        #expect(bench.renewals == 1 && bench.waits.isEmpty)
        #expect(bench.acknowledged.count == 1)
    }

    @Test(arguments: [
        HTTPAnswer(status: 403), HTTPAnswer(status: 404), HTTPAnswer(status: 405),
        HTTPAnswer(status: 400, issue: .clientAssigned),
        HTTPAnswer(status: 200, entries: [EntryOutcome(status: 404)]),
        HTTPAnswer(status: 200, entries: [EntryOutcome(status: 400, issue: .clientAssigned)]),
    ])
    func stopsAndTellsTheOperatorWithoutParking(answer: HTTPAnswer) {
        var bench = Bench(1) { _ in .answered(answer) }
        bench.run(steps: 12)
        #expect(bench.parked.isEmpty && bench.acknowledged.isEmpty)
        #expect(bench.posts.count <= 2)
        #expect(bench.reports.contains { $0.state == .refused && $0.reason != nil })
    }

    @Test func keepsOneRequestUnderWay() {
        var delivery = Delivery(seed: 1)
        #expect(delivery.handle(.kioskConnected, at: .zero) == [.tell(.link(LinkReport(state: .starting)))])
        #expect(delivery.handle(.configured, at: .zero) == [.checkServer])
        for event in [
            DeliveryEvent.deadlinePassed, .networkAppeared, .batchArrived([reply(1)]), .tokenRenewed,
        ] {
            #expect(delivery.handle(event, at: .zero) == [])
        }
        #expect(delivery.nextDeadline == nil)
    }

    @Test func forgetsTheRepliesOfAKioskThatVanishedAndAsksTheNext() {
        var bench = Bench(3) { _ in .unreachable(reason: "no route") }
        bench.run(steps: 10)
        bench.feed(.kioskVanished)
        bench.server = Bench.storesAll
        bench.feed(.kioskConnected)
        bench.run()
        #expect(bench.acknowledged.count == 3)
        // The first kiosk, the next one, and again once everything is told.
        #expect(bench.wants.count == 3)
    }

    @Test func saysWhatIsMissingAndRecoversWithoutARestart() {
        var bench = Bench(1)
        bench.run()
        bench.feed(.misconfigured(reason: "anchors.json: no such file"))
        bench.queue = [reply(5)]
        bench.run()
        #expect(bench.reports.last == LinkReport(state: .refused, reason: "anchors.json: no such file"))
        #expect(bench.posts.count == 1)
        bench.feed(.configured)
        bench.run()
        #expect(bench.acknowledged.last == reply(5).id)
    }
}

extension OutgoingReply {
    /// One in a hundred.
    fileprivate var isHundredth: Bool { Int(sha256.suffix(4)).map { $0 % 100 == 0 } == true }
}
