import FHIR
import KioskCore
import Storage
import Surveys

/// What people saw and were told, against which everything is held in the end.
struct Witness {
    /// What was on the glass as chosen, by question, when it was last to be seen.
    private var seen: [String: Answer] = [:]
    private var wasAsking = false
    /// Passed over although something was chosen: whether that counted is not to be seen.
    private var unsure: Set<String> = []
    /// By visit, when the terminal had it closed.
    private var given: [ReplyID: [String: Answer]] = [:]
    private var finished: Set<ReplyID> = []
    private var lastClosed: ReplyID?
    /// Visits whose person saw the thank-you.
    private(set) var thanked: Set<ReplyID> = []
    private(set) var wrongs: [String] = []
    var lost = 0

    mutating func note(_ wrong: String) {
        if !wrongs.contains(wrong) { wrongs.append(wrong) }
    }

    mutating func ordered(_ id: ReplyID, _ reason: EndReason, _ answers: [AnswerRecord]) {
        guard given[id] == nil, [.finished, .stopped].contains(reason) else { return }
        given[id] = seen.filter { !unsure.contains($0.key) }
        finished.insert(id)
    }

    mutating func closed(_ id: ReplyID, _ number: Int?) {
        if number == nil { note("a visit was told to be closed and has no number") }
        lastClosed = id
    }

    /// A key was pressed, whether or not it counted.
    mutating func pressed(_ key: Key, on screen: ScreenModel.Screen) {
        guard case .question(let question) = screen, question.chosen != nil else { return }
        if [.skip, .cannotSay].contains(key) { unsure.insert(question.question.linkID) }
    }

    /// A picture is on the glass.
    mutating func shown(_ screen: ScreenModel.Screen) {
        switch screen {
        case .question(let question):
            if !wasAsking, question.chosen != nil { note("the next person saw what the last one chose") }
            wasAsking = true
            seen[question.question.linkID] = question.chosen
        case .attract, .thanks, .removed:
            if screen == .thanks {
                if let id = lastClosed, finished.contains(id) {
                    thanked.insert(id)
                } else {
                    note("somebody was thanked for nothing")
                }
            }
            (seen, unsure, wasAsking) = ([:], [], false)
        default: break
        }
    }

    /// Holds the collector's replies against it.
    mutating func judge(_ collector: SimulatedCollector, _ journal: SimulatedJournal) {
        guard let summary = journal.summary else { return note("there is no journal") }
        let numbers = collector.stored.values.flatMap { $0 }.compactMap { Self.facts(of: $0.bytes) }
        let accounted = Set(numbers.map(\.number)).count + summary.parked + summary.withdrawn
        if summary.unsent > 0 { note("\(summary.unsent) replies were never delivered") }
        if accounted < summary.lastNumber {
            lost += summary.lastNumber - accounted
            note("\(summary.lastNumber - accounted) numbers are nowhere")
        }
        if Set(numbers.map(\.number)).count < Set(numbers.map(\.id)).count {
            note("two replies have one number")
        }
        for facts in numbers {
            // Who was not thanked is kept as far as it was written.
            guard let given = given[facts.id], facts.end != .interrupted else { continue }
            let stored = facts.answers.compactMapValues { state -> Answer? in
                if case .answered(let answer) = state { answer } else { nil }
            }
            if given.contains(where: { stored[$0.key] != $0.value }) {
                note("a reply says other than its person saw")
            }
        }
        let known = Set(numbers.map(\.id))
        let gone = thanked.filter { !known.contains($0) }.count
        if gone > summary.parked {
            lost += gone - summary.parked
            note("\(gone) people were thanked, and what they said is nowhere")
        }
    }

    private static func facts(of bytes: [UInt8]) -> ReplyFacts? {
        (try? QuestionnaireResponse(json: bytes)).flatMap { try? ReplyFacts($0) }
    }
}
