import Storage
import Surveys
import Testing

/// What every journal promises about visits.
@Suite("Visits") struct VisitContract {
    @Test(arguments: Bench.Kind.allCases)
    func numbersVisitsFromOneWithoutGaps(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        let numbers = try (1...5).map {
            try bench.journal.close(UInt64($0), $0 == 3 ? .withdrawn : .finished)
        }
        #expect(numbers == [1, 2, 3, 4, 5])
        #expect(try bench.journal.summary().lastNumber == 5)
        try bench.restart()
        #expect(try bench.journal.close(6) == 6)
    }

    @Test(arguments: Bench.Kind.allCases)
    func givesAClosedVisitTheSameNumberAgain(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        #expect(try bench.journal.close(1, score: 9) == 1)
        #expect(try bench.journal.close(2, score: 9) == 2)
        #expect(try bench.journal.close(1, .walkedAway, score: 2) == 1)
        try bench.restart()
        #expect(try bench.journal.close(1, .withdrawn) == 1)
        let first = try bench.journal.all()[0].facts
        #expect(first.end == .finished)
        #expect(first.answers == ["nps": .answered(.scale(9))])
        #expect(try bench.journal.summary().lastNumber == 2)
    }

    @Test(arguments: Bench.Kind.allCases)
    func keepsTheLatestAnswerToAQuestion(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.record(.scale(3), of: .number(1))
        try bench.journal.record(.scale(7, of: "ease"), of: .number(1))
        try bench.journal.record(.scale(8), of: .number(1))
        #expect(try bench.journal.close(.number(1), .walkedAway, at: .at(20), []) == 1)
        let facts = try bench.journal.all()[0].facts
        #expect(facts.answers == ["nps": .answered(.scale(8)), "ease": .answered(.scale(7))])
        #expect(facts.end == .walkedAway)
    }

    @Test(arguments: Bench.Kind.allCases)
    func keepsAnAnswerOfEveryKindThroughARestart(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        let answers: [Answer] = [
            .scale(0), .choice("5"), .choice("äiti \"7\""), .choice("0"), .yesNo(true), .yesNo(false),
        ]
        for (order, answer) in answers.enumerated() {
            let record = AnswerRecord(
                linkID: "q\(order)", order: order, state: .answered(answer), at: .at(10))
            try bench.journal.record(record, of: .number(1))
        }
        try bench.restart(boot: "boot-2")
        try bench.journal.interruptOpenVisits()
        let facts = try bench.journal.all()[0].facts
        let expected = answers.enumerated().map { ("q\($0)", AnswerState.answered($1)) }
        #expect(facts.answers == Dictionary(uniqueKeysWithValues: expected))
    }

    @Test(arguments: Bench.Kind.allCases)
    func makesAVisitWholeByItsCloseAlone(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        let skipped = AnswerRecord(linkID: "ease", order: 1, state: .missing(.skipped), at: .at(12))
        let opening = VisitOpening.number(1, respondent: .relative)
        #expect(try bench.journal.close(opening, .finished, at: .at(20), [.scale(4), skipped]) == 1)
        let facts = try bench.journal.all()[0].facts
        #expect(facts.answers == ["nps": .answered(.scale(4)), "ease": .missing(.skipped)])
        #expect(facts.respondent == .relative)
        #expect(facts.survey == opening.survey)
        #expect(facts.language == opening.language)
        #expect(facts.number == 1)
        #expect(facts.journalID == JournalRun.journalID.description)
    }

    @Test(arguments: Bench.Kind.allCases)
    func keepsTheLatestFlagsOfMisuseWithTheAnswers(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.record(.scale(3), of: .number(1))
        try bench.journal.record(.scale(4), of: .number(1, misuse: [.burst]))
        // As if the power had gone here: what was flagged so far stays with the partial reply.
        try bench.restart(boot: "boot-2")
        try bench.journal.interruptOpenVisits()
        let opening = VisitOpening.number(2, misuse: [.mashing, .burst])
        _ = try bench.journal.close(opening, .finished, at: .at(20), [.scale(9)])
        try bench.journal.close(3)
        let facts = try bench.journal.all().map { try $0.facts }
        let flags: [Set<Misuse>] = [[.burst], [.burst, .mashing], []]
        #expect(facts.map(\.misuse) == flags)
        let answers: [AnswerState?] = [4, 9, 9].map { .answered(.scale($0)) }
        #expect(facts.map { $0.answers["nps"] } == answers)
    }

    @Test(arguments: Bench.Kind.allCases)
    func changesNothingOnceClosed(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.close(1, score: 9)
        try bench.journal.record(.scale(0), of: .number(1, respondent: .staff))
        #expect(try bench.journal.all()[0].facts.answers == ["nps": .answered(.scale(9))])
        #expect(try bench.journal.all()[0].facts.respondent == nil)
    }

    @Test(arguments: Bench.Kind.allCases)
    func forgetsWhatWasWithdrawnAndKeepsItsNumber(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.record(.scale(1), of: .number(1))
        #expect(try bench.journal.close(1, .withdrawn) == 1)
        #expect(try bench.journal.close(1, .finished) == 1)
        #expect(try bench.journal.all().isEmpty)
        let summary = try bench.journal.summary()
        #expect(summary.withdrawn == 1)
        #expect(summary.unsent == 0)
        #expect(summary.lastNumber == 1)
    }

    @Test(arguments: Bench.Kind.allCases)
    func interruptsWhatAnEarlierRunLeftOpen(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        try bench.journal.close(1)
        try bench.journal.record(.scale(5, at: 10), of: .number(2))
        try bench.journal.record(.scale(6, of: "ease", at: 30), of: .number(2))
        try bench.restart(boot: "boot-2")
        #expect(try bench.journal.summary().lastNumber == 1)
        try bench.journal.interruptOpenVisits()
        try bench.journal.interruptOpenVisits()
        let facts = try bench.journal.all().map { try $0.facts }
        #expect(facts.map(\.end) == [.finished, .interrupted])
        #expect(facts[1].answers == ["nps": .answered(.scale(5)), "ease": .answered(.scale(6))])
        #expect(try bench.journal.summary().lastNumber == 2)
        // The person's own close came too late: the partial reply stays as it is.
        #expect(try bench.journal.close(2, .finished, score: 0) == 2)
        #expect(try bench.journal.all().map { try $0.facts } == facts)
    }

    @Test(arguments: Bench.Kind.allCases)
    func tellsTheEndOfTheOldestUnsentReply(_ kind: Bench.Kind) throws {
        let bench = try Bench(kind)
        #expect(try bench.journal.summary().oldestUnsent == nil)
        try bench.journal.close(1, at: 20)
        try bench.journal.close(2, at: 40)
        let first = try bench.journal.all()[0]
        #expect(try bench.journal.summary().oldestUnsent == .init(boot: "boot-1", ended: .at(20)))
        try bench.journal.apply([first.receipt(.acknowledged)])
        #expect(try bench.journal.summary().oldestUnsent == .init(boot: "boot-1", ended: .at(40)))
        #expect(try bench.journal.summary().journalID == JournalRun.journalID)
    }
}
