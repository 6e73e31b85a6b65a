import Delivery
import Testkit
import Wire

extension World {
    /// When it all began, in milliseconds since 1970: some time in November 2026.
    private static let begin: Int64 = 1_795_000_000_000

    mutating func startUplink() {
        guard courier == nil else { return }
        let seed = random.next()
        courier = control == .credulous ? CredulousDelivery(seed: seed) : Delivery(seed: seed)
        trace.note("uplink")
        feedUplink(.configured)
        if kiosk != nil { meet() }
    }

    mutating func link() {
        guard kiosk != nil, courier != nil else { return }
        isLinked = true
        feedKiosk(.uplink(.connected))
        feedUplink(.kioskConnected)
    }

    mutating func feedUplink(_ event: DeliveryEvent) {
        guard courier != nil else { return }
        let actions = courier?.handle(event, at: now) ?? []
        for action in actions { carryOut(action) }
    }

    private mutating func carryOut(_ action: DeliveryAction) {
        switch action {
        case .checkServer:
            let answer = collector.answer(using: &random)
            let isSuitable = answer.outcome == .answered(HTTPAnswer(status: 200))
            expect(.serverChecked(isSuitable ? .suitable : .failed(answer.outcome)), answer)
        case .sendHeartbeat:
            let answer = collector.answer(using: &random)
            expect(.heartbeatSent(answer.outcome), answer)
            guard isLinked, answer.outcome == .answered(HTTPAnswer(status: 200)) else { return }
            let fix = TimeFix(
                utcMs: Self.begin + Int64(boots) * 3_600_000 + now.nanoseconds / 1_000_000, errorMs: 20,
                atBootNs: now.nanoseconds, source: "heartbeat")
            expect(.kioskHears(linkLife, .time(fix)), after: answer.after)
            let missing = control == .deafUplink ? [] : collector.missing
            if !missing.isEmpty { expect(.kioskHears(linkLife, .resend(missing)), after: answer.after) }
        case .renewToken:
            requests += 1
            expect(.answered(uplinkLife, .tokenRenewed), after: .milliseconds(1))
        case .post(let replies):
            let answer = collector.answer(replies, using: &random)
            for reply in replies { posted[reply.id] = reply.bytes }
            if let later = answer.takenAfter { expect(.collectorTakes(replies), after: later) }
            trace.note(Int64(replies.count))
            expect(.posted(answer.outcome), answer)
        case .tell(let message):
            if case .receipts(let receipts) = message { judge(receipts) }
            if isLinked { expect(.kioskHears(linkLife, message), after: draw(1...20)) }
        }
    }

    private mutating func expect(_ event: DeliveryEvent, _ answer: SimulatedCollector.Answer) {
        requests += 1
        if requests > 1 { witness.note("two requests were under way at once") }
        expect(.answered(uplinkLife, event), after: answer.after)
    }

    /// Nobody may say that the collector has what it has not.
    private mutating func judge(_ receipts: [Receipt]) {
        for receipt in receipts {
            trace.note("\(receipt.id) \(receipt.code)")
            if receipt.outcome == .parked { witness.parked[receipt.id] = posted[receipt.id] }
            guard receipt.outcome == .acknowledged, !collector.has(receipt) else { continue }
            witness.lost += 1
            witness.note("a receipt for what the collector does not have")
        }
    }
}
