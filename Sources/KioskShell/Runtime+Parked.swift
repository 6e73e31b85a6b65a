import KioskCore
import Linux
import Storage
import Wire

/// What `parked` over `control.sock` answers: a page of the replies that the collector
/// refused for good.
package struct ParkedPage: Hashable, Sendable, Codable {
    package struct Reply: Hashable, Sendable, Codable {
        package var seq: Int
        package var id: String
        /// The collector's word: a status, or `conflict`.
        package var code: String?
        package var attempts: Int
        /// The QuestionnaireResponse as it was sent, byte for byte.
        package var json: String
    }

    /// The lowest numbers; none: there are no more.
    package var parked: [Reply]

    init(_ replies: [ParkedReply]) {
        parked = replies.map {
            Reply(
                seq: $0.number, id: $0.id.description, code: $0.code, attempts: $0.attempts,
                json: String(decoding: $0.bytes, as: UTF8.self))
        }
    }
}

/// The technician who looks at what was refused.
extension Runtime {
    func listParked(_ number: Substring, for client: ControlPort.ClientNumber) -> String? {
        guard let number = Int(number), number >= 0 else { return "error: parked wants a number" }
        if let obstacle = journalObstacle { return obstacle }
        askers.append(client)
        handle(.parkedAsked(after: number))
        return nil
    }

    /// Puts those in line again that are parked.
    func resend(_ words: Substring, for client: ControlPort.ClientNumber) -> String? {
        let ends = words.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], 1 <= first, first <= last else {
            return "error: resend wants FIRST-LAST"
        }
        if let obstacle = journalObstacle { return obstacle }
        askers.append(client)
        handle(.resendAsked([SequenceRange(first: first, last: last)]))
        return nil
    }

    private var journalObstacle: String? {
        if figures.journal == nil { return Self.noJournal }
        return terminal.takesQuestions ? nil : "error: the journal's disk is slow or hangs; try again"
    }

    private static var noJournal: String { "error: the journal cannot be opened; see the log" }

    /// Answers the one who has waited longest: the journal answers in order.
    func tellAsker(_ answer: some Encodable) {
        guard !askers.isEmpty else { return }
        control.answer(json(answer), to: askers.removeFirst())
    }

    func missAskers() {
        for asker in askers { control.answer(Self.noJournal, to: asker) }
        askers = []
    }
}
