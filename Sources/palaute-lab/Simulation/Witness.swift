import FHIR
import KioskCore
import Storage
import Surveys

/// What people saw and were told, against which everything is held in the end.
struct Witness {
    private struct Given {
        var seen: [String: Answer]
        var unsure: Set<String>
    }

    /// What was on the glass as chosen, by question, when it was last to be seen.
    private var seen: [String: Answer] = [:]
    private var wasAsking = false
    private var isThanking = false
    /// Passed over although something was chosen: whether that counted is not to be seen.
    private var unsure: Set<String> = []
    /// By visit, when the terminal had it closed.
    private var given: [ReplyID: Given] = [:]
    private var finished: Set<ReplyID> = []
    private var lastClosed: ReplyID?
    /// Visits whose person saw the thank-you.
    private(set) var thanked: Set<ReplyID> = []
    private(set) var wrongs: [String] = []
    /// Refused for good, as the uplink told the journal.
    var parked: [ReplyID: [UInt8]] = [:]
    var lost = 0

    mutating func note(_ wrong: String) {
        if !wrongs.contains(wrong) { wrongs.append(wrong) }
    }

    mutating func ordered(_ id: ReplyID, _ reason: EndReason, _ answers: [AnswerRecord]) {
        guard given[id] == nil, [.finished, .stopped].contains(reason) else { return }
        given[id] = Given(seen: seen.filter { !unsure.contains($0.key) }, unsure: unsure)
        finished.insert(id)
    }

    mutating func closed(_ id: ReplyID) { lastClosed = id }

    /// A key was pressed, whether or not it counted.
    mutating func pressed(_ key: Key, on screen: ScreenModel.Screen) {
        guard case .question(let question) = screen, question.chosen != nil else { return }
        if [.skip, .cannotSay].contains(key) { unsure.insert(question.question.linkID) }
    }

    /// A picture is on the glass.
    mutating func shown(_ screen: ScreenModel.Screen) {
        switch screen {
        case .question(let question):
            if !wasAsking {
                if question.chosen != nil { note("the next person saw what the last one chose") }
                (lastClosed, isThanking, wasAsking) = (nil, false, true)
            }
            seen[question.question.linkID] = question.chosen
        case .thanks where !isThanking:
            if let id = lastClosed, finished.contains(id) {
                thanked.insert(id)
            } else {
                note("somebody was thanked for nothing")
            }
            isThanking = true
            forget()
        case .attract, .removed:
            (lastClosed, isThanking) = (nil, false)
            forget()
        default: break
        }
    }

    /// The next person has nothing to do with the last one.
    private mutating func forget() { (seen, unsure, wasAsking) = ([:], [], false) }

    /// Holds the collector's replies against it.
    mutating func judge(_ collector: SimulatedCollector, _ journal: SimulatedJournal) {
        guard let summary = journal.summary else { return note("there is no journal") }
        let numbers = collector.stored.values.flatMap { $0 }.compactMap { Self.facts(of: $0.bytes) }
        if summary.unsent > 0 { note("\(summary.unsent) replies were never delivered") }
        let known = Set(numbers.map(\.number))
        let aside = Set(parked.values.compactMap { Self.facts(of: $0)?.number })
        let missing = Set(1..<summary.lastNumber + 1).subtracting(known).subtracting(aside)
            .subtracting(journal.withdrawn)
        if !missing.isEmpty {
            lost += missing.count
            note("\(missing.count) of \(summary.lastNumber) numbers are nowhere")
        }
        if known.count < Set(numbers.map(\.id)).count { note("two replies have one number") }
        for facts in numbers {
            // Who was not thanked is kept as far as it was written.
            guard let given = given[facts.id], facts.end != .interrupted else { continue }
            let stored = facts.answers.compactMapValues { state -> Answer? in
                if case .answered(let answer) = state { answer } else { nil }
            }
            let isMore = stored.contains { given.seen[$0.key] == nil && !given.unsure.contains($0.key) }
            if isMore || given.seen.contains(where: { stored[$0.key] != $0.value }) {
                note("a reply says other than its person saw")
            }
        }
        let ids = Set(numbers.map(\.id))
        let gone = thanked.filter { !ids.contains($0) && parked[$0] == nil }.count
        if gone > 0 {
            lost += gone
            note("\(gone) people were thanked, and what they said is nowhere")
        }
    }

    private static func facts(of bytes: [UInt8]) -> ReplyFacts? {
        (try? QuestionnaireResponse(json: bytes)).flatMap { try? ReplyFacts($0) }
    }
}
