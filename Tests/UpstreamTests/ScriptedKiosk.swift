import Foundation
import Link
import Linux
import Testing
import Wire

/// The kiosk's side of the Link with a queue in memory: a reply waits until a
/// receipt for it comes.
final class ScriptedKiosk {
    private let path: String
    private let forgetsWhenSent: Bool
    private let poller: Poller
    private var listener: LinkListener?
    private var link: KioskLink?
    private var wanted: Int?
    private(set) var waiting: [OutgoingReply]
    private(set) var acknowledged: [ReplyID] = []
    private(set) var reports: [LinkReport] = []
    private(set) var fixes: [TimeFix] = []
    /// What the collector was said to lack.
    private(set) var asked: [[SequenceRange]] = []

    /// - Parameter forgetsWhenSent: the mistake that receipts are there against.
    init(path: String, replies: [OutgoingReply], forgetsWhenSent: Bool = false) throws {
        self.path = path
        self.forgetsWhenSent = forgetsWhenSent
        waiting = replies
        poller = try Poller()
        try listen()
    }

    private func listen() throws {
        let listener = try LinkListener(path: path)
        try poller.add(listener.descriptor, tag: 0)
        self.listener = listener
    }

    func add(_ replies: [OutgoingReply]) {
        waiting += replies
        offer()
    }

    /// Forgets everything but what waits, as a kiosk that was killed.
    func restart() throws {
        link = nil
        listener = nil
        wanted = nil
        try listen()
    }

    /// Waits for the next thing on the Link and answers it.
    ///
    /// - Parameter interrupt: called between any two frames; true: the rest of
    ///   what came is dropped, as if one side had died there.
    func turn(interrupt: () throws -> Bool = { false }) throws {
        let ready = try poller.wait(timeout: .seconds(30))
        try #require(!ready.isEmpty, "nothing came over the Link for 30 s")
        if ready.contains(where: { $0.tag == 0 }), let link = try listener?.accept() {
            self.link = link
            wanted = nil
            try poller.add(link.descriptor, tag: 1)
            link.send(.hello(Hello(role: "kiosk", version: "test", boot: "b")))
        }
        for event in link?.drain() ?? [] {
            if try interrupt() { return }
            switch event {
            case .received(let message, _): hear(message)
            case .closed: link = nil
            }
            if try interrupt() { return }
        }
    }

    private func hear(_ message: UplinkMessage) {
        switch message {
        case .wantBatch(let max, _):
            wanted = max
            offer()
        case .receipts(let receipts):
            for receipt in receipts where receipt.outcome == .acknowledged {
                guard let place = waiting.firstIndex(where: { $0.id == receipt.id }) else { continue }
                acknowledged.append(waiting.remove(at: place).id)
            }
        case .link(let report): reports.append(report)
        case .time(let fix): fixes.append(fix)
        case .resend(let ranges): asked.append(ranges)
        case .hello, .healthRequest: break
        }
    }

    /// At most three replies in a batch, so that there are many frames to die
    /// between.
    private func offer() {
        guard let wanted, !waiting.isEmpty else { return }
        self.wanted = nil
        let batch = Array(waiting.prefix(min(wanted, 3)))
        link?.send(Frame(batch: batch))
        if forgetsWhenSent { waiting.removeFirst(batch.count) }
    }
}
