import Surveys
import Wire

/// A journal that lives as long as its object: for boards without a disk and as
/// the model that ``Journal`` is compared with.
package final class MemoryJournal: JournalStore {
    struct Delivery {
        enum State {
            case unsent, acknowledged, parked, withdrawn
        }

        var state: State
        var reply: OutgoingReply?
        /// The journal's age when that was noticed.
        var receivedMs: Int64?
        var voice: Voice?
        var offeredMs: Int64?
        var code: String?
        var attempts = 0
    }

    private let run: JournalRun
    private let id: ReplyID
    private(set) var visits: [ReplyID: StoredVisit] = [:]
    /// Visits in the order opened.
    private var order: [ReplyID] = []
    /// By number, from 1.
    var deliveries: [(visit: ReplyID, delivery: Delivery)] = []
    private var times = TrustedTimes()
    private(set) var age = (ms: Int64(0), boot: "", at: Instant.zero)

    package init(_ run: JournalRun) {
        self.run = run
        id = run.newID
        _ = times.begin(boot: run.boot)
    }

    /// Goes on with what `earlier` holds, as a program does that starts again.
    package init(_ run: JournalRun, after earlier: MemoryJournal) {
        self.run = run
        id = earlier.id
        visits = earlier.visits
        order = earlier.order
        deliveries = earlier.deliveries
        times = earlier.times
        age = earlier.age
        _ = times.begin(boot: run.boot)
    }

    package func record(_ answer: AnswerRecord, of visit: VisitOpening) {
        guard visits[visit.id]?.end == nil else { return }
        open(visit, [answer])
    }

    package func close(
        _ visit: VisitOpening, _ reason: EndReason, at now: Instant, _ answers: [AnswerRecord]
    ) -> Int {
        if let end = visits[visit.id]?.end { return end.number }
        open(visit, answers)
        return freeze(visit.id, reason, at: now)
    }

    package func interruptOpenVisits() {
        for id in order {
            guard let visit = visits[id], visit.end == nil else { continue }
            let last = visit.answers.map(\.at).max() ?? visit.opening.began
            _ = freeze(id, .interrupted, at: last)
        }
    }

    private func open(_ opening: VisitOpening, _ answers: [AnswerRecord]) {
        if visits[opening.id] == nil { order.append(opening.id) }
        var visit = visits[opening.id] ?? StoredVisit(opening: opening, boot: run.boot, answers: [])
        visit.opening = opening
        visit.answers.removeAll { known in answers.contains { $0.linkID == known.linkID } }
        visit.answers = (visit.answers + answers).sorted { $0.order < $1.order }
        visits[opening.id] = visit
    }

    private func freeze(_ id: ReplyID, _ reason: EndReason, at instant: Instant) -> Int {
        let number = deliveries.count + 1
        visits[id]?.end = StoredVisit.End(number: number, reason: reason, at: instant)
        if reason == .withdrawn {
            visits[id]?.answers = []
            visits[id]?.opening.respondent = nil
            visits[id]?.opening.help = .none
            visits[id]?.opening.misuse = []
        }
        deliveries.append((id, Delivery(state: reason == .withdrawn ? .withdrawn : .unsent)))
        return number
    }

    package func noteTime(_ fix: TimeFix) {
        _ = times.note(fix, boot: run.boot)
    }

    package func batch(max: Int, bytes: Int, context: RenderContext) -> [OutgoingReply] {
        var replies: [OutgoingReply] = []
        var room = bytes
        for index in deliveries.indices where deliveries[index].delivery.state == .unsent {
            guard replies.count < max else { break }
            let voiced = deliveries[index].delivery.voice?.context(at: context.now) ?? context
            let reply = deliveries[index].delivery.reply ?? render(deliveries[index].visit, voiced)
            guard replies.isEmpty || reply.bytes.count <= room else { break }
            room -= reply.bytes.count
            deliveries[index].delivery.reply = reply
            deliveries[index].delivery.voice = Voice(voiced)
            replies.append(reply)
        }
        return replies
    }

    private func render(_ id: ReplyID, _ context: RenderContext) -> OutgoingReply {
        guard let visit = visits[id], let end = visit.end else {
            preconditionFailure("only closed visits have a number")
        }
        let reply = FrozenReply(visit, end: end, journalID: self.id, times: times, context: context)
        return OutgoingReply(reply, sha256: run.sha256)
    }

    package func apply(_ receipts: [Receipt]) -> Int {
        receipts.filter { !apply($0) }.count
    }

    private func apply(_ receipt: Receipt) -> Bool {
        guard let number = visits[receipt.id]?.end?.number,
            deliveries[number - 1].delivery.reply?.sha256 == receipt.sha256
        else { return false }
        let delivery = deliveries[number - 1].delivery
        switch (receipt.outcome, delivery.state) {
        case (.acknowledged, .unsent), (.acknowledged, .parked):
            deliveries[number - 1].delivery.state = .acknowledged
        case (.parked, .unsent):
            let isReceived = delivery.receivedMs != nil && receipt.isConflict
            deliveries[number - 1].delivery.state = isReceived ? .acknowledged : .parked
        case (.attempted, .unsent): deliveries[number - 1].delivery.attempts += 1
        default: return true
        }
        deliveries[number - 1].delivery.code = receipt.code
        return true
    }

    @discardableResult
    package func giveUp(receivedFor retention: Duration, at now: Instant) -> Bool {
        let since = now - (age.boot == run.boot ? age.at : .zero)
        age = (age.ms + max(0, since.milliseconds), run.boot, now)
        for index in deliveries.indices where deliveries[index].delivery.state == .acknowledged {
            let received = deliveries[index].delivery.receivedMs ?? age.ms
            deliveries[index].delivery.receivedMs = received
            guard received <= age.ms - retention.milliseconds else { continue }
            visits[deliveries[index].visit] = nil
            deliveries[index].delivery.reply = nil
        }
        return false
    }

    package func summary() -> JournalSummary {
        func count(_ state: Delivery.State) -> Int { deliveries.filter { $0.delivery.state == state }.count }
        let oldest = deliveries.first { $0.delivery.state == .unsent }.flatMap { visits[$0.visit] }
        return JournalSummary(
            journalID: id, lastNumber: deliveries.count, unsent: count(.unsent),
            oldestUnsent: oldest.flatMap { visit in
                visit.end.map { JournalSummary.Oldest(boot: visit.boot, ended: $0.at) }
            },
            parked: count(.parked), withdrawn: count(.withdrawn))
    }
}
