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
    /// Begun and never closed: they come as interrupted replies, or not at all.
    private var begun: Set<ReplyID> = []
    private var collected: [ReplyID: String] = [:]
    /// Refused for good, and the journal has been told so.
    private var parked: Set<ReplyID> = []
    private(set) var doubled = 0
    private var unparked = 0
    private var count: UInt64 = 0

    init(random: SplitMix) { self.random = random }

    /// Acknowledged, and neither collected nor kept as refused.
    var lost: Int {
        unparked + acknowledged.keys.count { collected[$0] == nil && !parked.contains($0) }
    }

    mutating func step(_ journal: Journal) throws(JournalError) {
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            let visit = opening()
            begun.insert(visit.id)
            try journal.record(answer(), of: visit)
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
            let isHeard = Int.random(in: 0..<3, using: &random) > 0
            let receipt = isRefused ? Self.refusal(of: reply) : collect(reply)
            if isHeard { receipts.append(receipt) }
            if isHeard, isRefused { parked.insert(reply.id) }
        }
        try journal.apply(receipts)
    }

    private mutating func collect(_ reply: OutgoingReply) -> Receipt {
        if let known = collected[reply.id], known != reply.sha256 { doubled += 1 }
        // Withdrawn, or nobody's.
        if acknowledged[reply.id] == nil, !begun.contains(reply.id) { doubled += 1 }
        collected[reply.id] = collected[reply.id] ?? reply.sha256
        return Receipt(id: reply.id, sha256: reply.sha256, outcome: .acknowledged, code: "201")
    }

    private static func refusal(of reply: OutgoingReply) -> Receipt {
        Receipt(id: reply.id, sha256: reply.sha256, outcome: .parked, code: "422")
    }

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
        // What was refused stays with the terminal, to be looked at.
        unparked = max(0, parked.subtracting(collected.keys).count - (try journal.summary().parked))
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
