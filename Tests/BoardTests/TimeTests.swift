import FHIR
import Foundation
import Testing
import Testkit

extension BoardTests {
    /// A terminal's clock may show anything: replies say when they were given, or between
    /// what times, and TLS goes by the time that is trusted (`contract.md` §7).
    @Suite struct TimeTests {
        @Test(arguments: ["2000-01-01T00:00:00", "2036-06-01T00:00:00"])
        func aClockYearsOffTellsNoTimeAndKeepsNothingFromTheCollector(rtc: String) async throws {
            try await onThread {
                let collector = try CollectorProcess()
                let visitor = Visitor(at: try VirtualBoard(collectorPort: collector.port, rtc: rtc))
                try visitor.wait(forScreen: "attract")
                try visitor.board.plugNetwork(false)
                var given = [try visitor.answerNotingTheTime(3)]
                // Control: the guest believes in it.
                #expect(try visitor.board.run("date +%Y").output == rtc.prefix(4) + "\n")
                try visitor.board.plugNetwork(true)
                try visitor.waitUntilDelivered(1)
                for year in [2046, 1999] {
                    try visitor.leave()
                    #expect(try visitor.board.run("date -s '\(year)-02-28 23:59:58'").status == 0)
                    given.append(try visitor.answerNotingTheTime(8))
                }
                try visitor.waitUntilDelivered(3)
                let replies = try collector.replies()
                #expect(replies.count == 3)
                for (reply, time) in zip(replies, given) {
                    #expect(reply.clockState == "synced")
                    #expect(time.hours.contains(reply.authored ?? "none"), "\(reply.authored ?? "none")")
                }
            }
        }

        @Test func bootsThatNeverKnewTheTimeTellBetweenWhichTimesTheyWere() async throws {
            try await onThread {
                let collector = try CollectorProcess()
                let board = try VirtualBoard(collectorPort: collector.port, rtc: "2000-01-01T00:00:00")
                let visitor = Visitor(at: board)
                var given = [try visitor.answerNotingTheTime(0)]
                try visitor.waitUntilDelivered(1)
                try board.plugNetwork(false)
                try visitor.leave()
                given.append(try visitor.answerNotingTheTime(1))
                for point in 2...4 {
                    let said = board.agentLines
                    try board.reset()
                    try board.waitUntilUp(after: said)
                    given.append(try visitor.answerNotingTheTime(point))
                }
                try board.plugNetwork(true)
                try visitor.waitUntilDelivered(5)
                let replies = try collector.replies()
                #expect(try replies.map { try ReplyFacts($0).number } == [1, 2, 3, 4, 5])
                #expect(
                    replies.map(\.clockState) == ["synced", "synced", "floor", "floor", "synced"])
                for number in [0, 1, 4] {
                    #expect(given[number].hours.contains(replies[number].authored ?? "none"))
                }
                for number in [2, 3] {
                    let reply = replies[number]
                    let (low, high) = try #require(reply.bounds)
                    #expect(low <= given[number].begun && given[number].ended <= high)
                    // As exact as it is true, and never a time that is yet to come.
                    #expect(high <= Date.now.addingTimeInterval(3_600))
                    #expect(given[number].hours.contains { $0.hasPrefix(reply.authored ?? "none") })
                }
            }
        }
    }
}

/// When somebody answered, by this machine's clock.
private struct AnsweringTime {
    var begun: Date
    var ended: Date

    /// What a reply may say that tells the hour, two seconds off at the most.
    var hours: Set<String> {
        let ends = [begun.addingTimeInterval(-2), ended.addingTimeInterval(2)]
        return Set(ends.map { $0.formatted(.iso8601).prefix(13) + ":00:00Z" })
    }
}

extension Visitor<VirtualBoard> {
    fileprivate func answerNotingTheTime(_ number: Int) throws -> AnsweringTime {
        try start()
        try choose(number)
        let begun = Date.now
        try press("next") { $0.screen == "thanks" }
        return AnsweringTime(begun: begun, ended: .now)
    }

    fileprivate func waitUntilDelivered(_ count: Int) throws {
        try wait(for: "receipts") { $0.journal?.unsent == 0 && $0.journal?.lastSeq == count }
    }
}

extension QuestionnaireResponse {
    private var context: [Extension] { `extension`?[Canonicals.visitContext]?.extension ?? [] }

    fileprivate var clockState: String? { context.text("clockState") }

    fileprivate var bounds: (low: Date, high: Date)? {
        func date(_ name: String) -> Date? {
            context.text(name).flatMap { try? Date($0, strategy: .iso8601) }
        }
        guard let low = date("authoredLow"), let high = date("authoredHigh") else { return nil }
        return (low, high)
    }
}
