import Storage
import Surveys
import Testkit
import Wire

/// What happens to a journal by day: people answer, the uplink fetches and brings
/// receipts. Remembers what was promised, and is the collector too: the first
/// bytes under an id are kept.
struct JournalLife {
    private(set) var random: SplitMix
    /// Closed visits by their ids, each with its number; not the withdrawn ones.
    private(set) var acknowledged: [ReplyID: Int] = [:]
    private var given: Set<Int> = []
    private var collected: [ReplyID: String] = [:]
    private var refused: Set<ReplyID> = []
    private(set) var doubled = 0
    private var count: UInt64 = 0

    init(random: SplitMix) { self.random = random }

    /// Acknowledged, and neither collected nor refused by the collector for good.
    var lost: Int { acknowledged.keys.count { collected[$0] == nil && !refused.contains($0) } }

    mutating func step(_ journal: Journal) throws(JournalError) {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: try journal.record(answer(), of: opening())
        case 1:
            let fix = TimeFix(
                utcMs: 1_800_000_000_000 + Int64(count), errorMs: 20,
                atBootNs: Int64(count) * 7_200_000_000_000,
                source: "chrony")
            try journal.noteTime(fix)
        case 2, 3: try fetch(journal)
        default: try close(journal)
        }
    }

    private mutating func close(_ journal: Journal) throws(JournalError) {
        let reasons: [EndReason] = [.finished, .finished, .finished, .walkedAway, .withdrawn]
        let reason = reasons[Int.random(in: 0..<reasons.count, using: &random)]
        let visit = opening()
        let number = try journal.close(visit, reason, at: instant, [answer()])
        if !given.insert(number).inserted { doubled += 1 }
        if reason != .withdrawn { acknowledged[visit.id] = number }
    }

    /// The uplink's round: some receipts are lost on the way, some replies are refused.
    private mutating func fetch(_ journal: Journal) throws(JournalError) {
        let replies = try journal.batch(max: 5, bytes: 1 << 20, context: context)
        var receipts: [Receipt] = []
        for reply in replies {
            let isRefused = Int.random(in: 0..<12, using: &random) == 0 && collected[reply.id] == nil
            let receipt = isRefused ? refuse(reply) : collect(reply)
            if Int.random(in: 0..<3, using: &random) > 0 { receipts.append(receipt) }
        }
        try journal.apply(receipts)
    }

    private mutating func collect(_ reply: OutgoingReply) -> Receipt {
        if let known = collected[reply.id], known != reply.sha256 { doubled += 1 }
        if acknowledged[reply.id] == nil, !isPartial(reply.id) { doubled += 1 }
        collected[reply.id] = collected[reply.id] ?? reply.sha256
        return Receipt(id: reply.id, sha256: reply.sha256, outcome: .acknowledged, code: "201")
    }

    private mutating func refuse(_ reply: OutgoingReply) -> Receipt {
        refused.insert(reply.id)
        return Receipt(id: reply.id, sha256: reply.sha256, outcome: .parked, code: "422")
    }

    /// Opened by us and never closed: it comes as an interrupted reply, or not at all.
    private func isPartial(_ id: ReplyID) -> Bool { (1...count).contains(id.high >> 16) }

    mutating func deliverAll(_ journal: Journal) throws(JournalError) {
        // As many rounds as there can be replies: more is a journal that never ends.
        for _ in 0...count {
            let replies = try journal.batch(max: 50, bytes: 1 << 20, context: context)
            if replies.isEmpty { return }
            var receipts: [Receipt] = []
            for reply in replies { receipts.append(collect(reply)) }
            if try journal.apply(receipts) > 0 { doubled += 1 }
        }
        throw .failed(reason: "what was received is handed out again and again")
    }

    /// The next visit gets a number that nobody has had.
    mutating func goOn(_ journal: Journal) throws(JournalError) {
        try close(journal)
        try deliverAll(journal)
    }

    private mutating func opening() -> VisitOpening {
        count += 1
        return VisitOpening(
            id: ReplyID(high: count << 16, low: count), survey: "https://palaute.example/nps|1.0.0",
            language: .finnish, seed: random.next(), began: instant)
    }

    private mutating func answer() -> AnswerRecord {
        AnswerRecord(
            linkID: "nps", order: 0, state: .answered(.scale(Int.random(in: 0...10, using: &random))),
            firstPress: .milliseconds(1500), changes: 0, at: instant)
    }

    private var instant: Instant { Instant(nanoseconds: Int64(count) * 1_000_000_000) }

    private var context: RenderContext {
        RenderContext(
            deviceID: "0d0e0f10-0000-4000-8000-000000000001",
            unit: CareUnit(oid: "1.2.246.10.1", path: ["Alue", "Asema"]), appVersion: "lab",
            authoredPrecision: .hour, now: instant)
    }
}
