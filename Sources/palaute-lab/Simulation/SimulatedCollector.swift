import Delivery
import FHIR
import Intake
import Testkit
import Wire

/// A collector that files by the rule of ``Intake``, behind a network that is as it is.
struct SimulatedCollector {
    /// What a request comes to.
    struct Answer {
        var outcome: HTTPOutcome
        /// Until then the terminal waits.
        var after: Duration
        /// The collector takes the request so much later; nil: never, or it did at once.
        var takenAfter: Duration?
    }

    private static let timeout = Duration.seconds(30)

    var weather = Weather.clear
    private let hasKey: Bool
    /// Every reply stored, by its id; more than one only where nothing is unique.
    private(set) var stored: [ReplyID: [OutgoingReply]] = [:]
    private(set) var conflicts = 0
    /// What it had a receipt given for, and lost.
    private var forgotten: [ReplyID: [OutgoingReply]] = [:]
    private var forgottenNumbers: [ReplyID: Int] = [:]
    private var timesForgotten = 0
    /// A terminal offers a reply three times.
    private static let mostForgetting = 3

    init(hasKey: Bool) { self.hasKey = hasKey }

    func has(_ receipt: Receipt) -> Bool {
        let copies = (stored[receipt.id] ?? []) + (forgotten[receipt.id] ?? [])
        return copies.contains { $0.sha256 == receipt.sha256 }
    }

    /// Loses one of three.
    mutating func forget(using random: inout SplitMix) {
        guard timesForgotten < Self.mostForgetting else { return }
        timesForgotten += 1
        for id in stored.keys.sorted(by: { $0.description < $1.description })
        where Int.random(in: 0..<3, using: &random) == 0 {
            let copies = stored.removeValue(forKey: id) ?? []
            let response = copies.first.flatMap { try? QuestionnaireResponse(json: $0.bytes) }
            forgottenNumbers[id] = response.flatMap { try? ReplyFacts($0) }?.number
            forgotten[id, default: []] += copies
        }
    }

    /// What it would have, had it lost nothing.
    var lacking: [ReplyID] { forgotten.keys.filter { stored[$0] == nil } }

    /// The numbers of those, as a heartbeat's answer tells them.
    var missing: [SequenceRange] {
        let numbers = Set(lacking.compactMap { forgottenNumbers[$0] })
        return SequenceRange.covering(numbers.sorted(), limit: JournalAccount.rangeLimit)
    }

    var doubled: Int { stored.values.map { $0.count - 1 }.reduce(0, +) }

    @discardableResult
    mutating func file(_ replies: [OutgoingReply]) -> [EntryOutcome] {
        replies.map { file($0) }
    }

    private mutating func file(_ reply: OutgoingReply) -> EntryOutcome {
        if weather == .poison, reply.id.isPoison { return EntryOutcome(status: 422) }
        let known = hasKey ? stored[reply.id]?.first?.sha256 : nil
        switch Verdict(sha256: reply.sha256, stored: known) {
        case .stored: stored[reply.id, default: []].append(reply)
        case .same: break
        case .conflict:
            // Bytes rendered anew may know the time better than those of then.
            if forgotten[reply.id] == nil { conflicts += 1 }
            return EntryOutcome(status: 409, issue: .conflict)
        case .refused(let refusal): return EntryOutcome(status: refusal.status)
        }
        return EntryOutcome(
            status: known == nil ? 201 : 200, location: "QuestionnaireResponse/\(reply.id)/_history/1",
            etag: "W/\"\(reply.sha256)\"")
    }

    /// Any request but a batch.
    func answer(using random: inout SplitMix) -> Answer {
        switch weather {
        case .clear, .poison: Answer(outcome: .answered(HTTPAnswer(status: 200)), after: .milliseconds(40))
        case .offline: Self.unreachable
        case .stormy: Self.refusal(using: &random)
        }
    }

    mutating func answer(_ replies: [OutgoingReply], using random: inout SplitMix) -> Answer {
        switch weather {
        case .offline: return Self.unreachable
        case .clear, .poison: return Self.good(file(replies))
        case .stormy: return storm(replies, using: &random)
        }
    }

    private mutating func storm(_ replies: [OutgoingReply], using random: inout SplitMix) -> Answer {
        // Whoever takes one of these for a receipt loses a reply half of the time.
        let isFiled = Bool.random(using: &random)
        var entries: [EntryOutcome] = replies.map { reply in
            EntryOutcome(status: 201, location: "QuestionnaireResponse/\(reply.id)")
        }
        let kind = Int.random(in: 0..<16, using: &random)
        switch kind {
        case 0..<4: return Self.good(file(replies))
        case 4: entries.removeLast()
        case 5: entries.append(entries[0])
        case 6: entries[0].location = "QuestionnaireResponse/00000000-0000-4000-8000-000000000000"
        case 7:
            var filed = file(replies)
            filed[0].etag = "W/\"\(String(repeating: "0", count: 64))\""
            return Self.good(filed)
        case 8:
            var filed = file(replies)
            for place in filed.indices where place % 2 == 0 { filed[place] = EntryOutcome(status: 503) }
            return Self.good(filed)
        case 9: return late(using: &random)
        case 10, 11:
            if isFiled { file(replies) }
            return Answer(
                outcome: kind == 10 ? .timedOut : .unreachable(reason: "reset"), after: Self.timeout)
        case 12:
            if isFiled { file(replies) }
            // A page with 200, of somebody who is no collector.
            return Answer(outcome: .answered(HTTPAnswer(status: 200)), after: .milliseconds(30))
        default: return Self.refusal(using: &random)
        }
        if isFiled { file(replies) }
        return Self.good(entries)
    }

    /// The request lies somewhere, and comes when the terminal has long tried again.
    private func late(using random: inout SplitMix) -> Answer {
        Answer(
            outcome: .timedOut, after: Self.timeout,
            takenAfter: .seconds(Int.random(in: 31...4_000, using: &random)))
    }

    private static func good(_ entries: [EntryOutcome]) -> Answer {
        Answer(outcome: .answered(HTTPAnswer(status: 200, entries: entries)), after: .milliseconds(60))
    }

    private static var unreachable: Answer {
        Answer(outcome: .unreachable(reason: "no connection"), after: .milliseconds(20))
    }

    private static func refusal(using random: inout SplitMix) -> Answer {
        let statuses = [200, 200, 200, 302, 401, 403, 404, 408, 409, 413, 425, 429, 500, 502, 503, 504]
        let waits: [Duration?] = [nil, nil, .seconds(-1), .seconds(7), .seconds(315_360_000)]
        let answer = HTTPAnswer(
            status: statuses.randomElement(using: &random) ?? 500,
            retryAfter: waits.randomElement(using: &random) ?? nil)
        return Answer(outcome: .answered(answer), after: .milliseconds(50))
    }
}

extension ReplyID {
    /// One of seven.
    fileprivate var isPoison: Bool {
        description.utf8.reduce(UInt32(7)) { $0 &* 31 &+ UInt32($1) } % 7 == 0
    }
}
