import Surveys
import Wire

extension MemoryJournal {
    package func offerAgain(_ ranges: [SequenceRange], onlyParked: Bool) -> Int {
        SequenceRange.merged(ranges.prefix(JournalAccount.rangeLimit), through: deliveries.count)
            .reduce(0) { count, range in
                count + (range.first...range.last).count { offerAgain($0, onlyParked: onlyParked) }
            }
    }

    private func offerAgain(_ number: Int, onlyParked: Bool) -> Bool {
        var delivery = deliveries[number - 1].delivery
        guard visits[deliveries[number - 1].visit] != nil else { return false }
        let isTooSoon = delivery.offeredMs.map { $0 > age.ms - Journal.offerPause.milliseconds } ?? false
        guard onlyParked || !isTooSoon else { return false }
        switch delivery.state {
        case .unsent, .withdrawn: return false
        case .parked: break
        case .acknowledged:
            guard !onlyParked else { return false }
            delivery.reply = nil
            delivery.receivedMs = delivery.receivedMs ?? age.ms
        }
        delivery.state = .unsent
        delivery.offeredMs = age.ms
        deliveries[number - 1].delivery = delivery
        return true
    }

    package func account() -> JournalAccount {
        func numbers(_ state: Delivery.State) -> [Int] {
            deliveries.indices.filter { deliveries[$0].delivery.state == state }.map { $0 + 1 }
        }
        var account = JournalAccount(lastSeq: deliveries.count)
        account.unsent = SequenceRange.covering(numbers(.unsent), limit: JournalAccount.rangeLimit)
        account.parked = numbers(.parked).suffix(JournalAccount.numberLimit)
        account.withdrawn = numbers(.withdrawn).suffix(JournalAccount.numberLimit)
        return account
    }

    package func parked(after number: Int) -> [ParkedReply] {
        let parked = deliveries.enumerated().compactMap { index, entry -> ParkedReply? in
            guard index >= number, entry.delivery.state == .parked, let reply = entry.delivery.reply else {
                return nil
            }
            return ParkedReply(
                number: index + 1, id: reply.id, code: entry.delivery.code,
                attempts: entry.delivery.attempts, bytes: reply.bytes)
        }
        return ParkedReply.page(of: Array(parked.prefix(ParkedReply.pageCount)))
    }
}
