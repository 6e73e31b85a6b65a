import FHIR
import Surveys

/// What `GET /figures` shows, counted reply by reply. Test replies are counted
/// apart and are in nothing else.
struct Figures: Hashable, Sendable {
    private(set) var n = 0
    private(set) var test = 0
    private(set) var nps = NPS()
    private(set) var missing: [Missing: Int] = [:]
    /// By device id and journal.
    private(set) var journals: [Journal: Numbers] = [:]

    struct Journal: Hashable, Sendable {
        var device: String
        var id: String
    }

    struct Numbers: Hashable, Sendable {
        var n = 0
        var last = 0
    }

    mutating func add(_ facts: ReplyFacts) {
        journals[Journal(device: facts.deviceID, id: facts.journalID), default: Numbers()].add(facts.number)
        guard !facts.isTest else {
            test += 1
            return
        }
        n += 1
        for state in facts.answers.values {
            switch state {
            case .answered(.scale(let point)): nps.add(point)
            case .answered(.choice), .answered(.yesNo): break
            case .missing(let reason): missing[reason, default: 0] += 1
            }
        }
    }
}

extension Figures.Numbers {
    fileprivate mutating func add(_ number: Int) {
        n += 1
        last = max(last, number)
    }
}
