import CollectorServer
import FHIR
import Foundation
import Surveys
import Testing
import Testkit

/// What `GET /figures` makes of many replies, against another's count.
@Suite struct FiguresTests {
    private let folder: TemporaryFolder
    private let surveys: [Survey]

    /// The published packs, and one with the kinds that none of them has.
    init() throws {
        folder = try TemporaryFolder()
        var surveys = [Self.topics]
        for name in ["national-adult", "smileys", "nps"] {
            let text = try String(contentsOfFile: "\(ReadingTests.surveys)/\(name).json", encoding: .utf8)
            _ = try folder.write(text, to: "\(name).json")
            surveys.append(try Survey(questionnaire: Questionnaire(json: Array(text.utf8))))
        }
        let own = try Questionnaire(survey: Self.topics).json()
        _ = try folder.write(String(decoding: own, as: UTF8.self), to: "topics.json")
        self.surveys = surveys
    }

    private static let topics: Survey = {
        func text(_ text: String) -> LocalizedText { LocalizedText([.finnish: text]) }
        let types = ["kiitos", "kehittämisidea", "molemmat"].map { Choice(code: $0, label: text($0)) }
        let ease = Scale(values: 1...7, lowEnd: text("vaikea"), highEnd: text("helppo"))
        return Survey(
            url: "https://example.org/Questionnaire/topics", version: "1.0.0", title: text("Palaute"),
            languages: [.finnish],
            questions: [
                Question(linkID: "type", text: text("Millainen palaute?"), kind: .choice(types)),
                Question(linkID: "solved", text: text("Ratkesiko asiasi?"), kind: .yesNo),
                Question(linkID: "ease", text: text("Kuinka helppoa?"), kind: .scale(ease)),
            ])
    }()

    @Test func aHundredThousandRepliesComeToWhatAnotherProgramCounts() async throws {
        let store = MemoryReplyStore()
        var random = SplitMix(seed: 59)
        let replies = folder.path + "/replies.ndjson"
        try Data().write(to: URL(filePath: replies))
        let lines = try FileHandle(forWritingTo: URL(filePath: replies))
        let began = ContinuousClock.now
        try await withCollector(store, surveys: folder.path) { lobby, _ in
            var shown: [UInt8] = []
            for portion in 0..<20 {
                let batch = try (1...5_000).map { place in
                    try random.stored(portion * 5_000 + place, by: lobby.device.id, surveys)
                }
                let text = batch.flatMap { $0.bytes + [UInt8(ascii: "\n")] }
                try lines.write(contentsOf: Data(text))
                #expect(await store.put(batch).allSatisfy { $0 == .stored })
                // Counted on the way: what has been shown before is not counted again.
                shown = try await lobby.get("/figures").body
            }
            try lines.close()
            #expect(try complaints(about: shown, replies) == "")
            // Control: another's count would hear of one answer more.
            let text = String(decoding: shown, as: UTF8.self)
            let spoiled = text.replacing(
                try Regex(#""mean" : [0-9.]+"#), with: #""mean" : 3.14"#, maxReplacements: 1)
            #expect(try complaints(about: Array(spoiled.utf8), replies).contains(".mean: 3.14, recounted"))
        }
        print("100,000 replies made, stored, counted and recounted in \(ContinuousClock.now - began)")
    }

    /// What the counties' reports say of their feedback types. The first report
    /// prints 67.8 and 7.7: its own counts give 67.7 and 7.8.
    @Test(arguments: [
        ([186, 513, 59], [24.5, 67.7, 7.8]), ([199, 592, 89], [22.6, 67.3, 10.1]),
    ])
    func theDocumentsSharesComeOutOfTheirCounts(counts: [Int], percents: [Double]) async throws {
        let store = MemoryReplyStore()
        try await withCollector(store, surveys: folder.path) { lobby, _ in
            let codes = ["kiitos", "kehittämisidea", "molemmat"]
            let all = zip(codes, counts).flatMap { Array(repeating: $0, count: $1) }
            let replies = try zip(1..., all).map { number, code in
                try Fixtures.stored(
                    number, by: lobby.device.id, Self.topics.canonical,
                    [("type", .answered(.choice(code)))])
            }
            #expect(await store.put(replies).allSatisfy { $0 == .stored })
            let figures = try JSONDecoder().decode(
                Shown.self, from: Data(try await lobby.get("/figures").body))
            let question = try #require(figures.questions.first)
            #expect(figures.questions.count == 1)
            #expect(question.kind == "choice")
            #expect(question.n == counts.reduce(0, +))
            #expect(question.answers.map(\.n) == counts)
            #expect(question.answers.map(\.percent) == percents)
        }
    }

    @Test func tellsMeanTopBoxAndMissingOfEachStatementAndTheIntervalOfTheScore() async throws {
        let store = MemoryReplyStore()
        try await withCollector(store, surveys: folder.path) { lobby, _ in
            let states: [AnswerState] = [
                .answered(.choice("5")), .answered(.choice("5")), .answered(.choice("2")),
                .missing(.skipped), .missing(.cannotSay), .missing(.skipped), .answered(.choice("6")),
            ]
            let replies = try zip(1..., states).map { number, state in
                try Fixtures.stored(
                    number, by: lobby.device.id, surveys[1].canonical,
                    [("nps", .answered(.scale(10))), ("national-1", state)])
            }
            #expect(await store.put(replies).allSatisfy { $0 == .stored })
            let figures = try JSONDecoder().decode(
                Shown.self, from: Data(try await lobby.get("/figures").body))
            #expect(figures.questions.map(\.linkId) == ["nps", "national-1"])
            let statement = figures.questions[1]
            #expect(statement.n == 3)
            #expect(statement.mean == 4)
            #expect(statement.topBox == 66.7)
            #expect(statement.notAllowed == 1)
            #expect(
                statement.missing == ["skipped": 2, "cannotSay": 1, "notAnswered": 0, "notReached": 0])
            #expect(figures.questions[0].nps == figures.nps)
            #expect(figures.nps.score == 100)
            #expect(figures.nps.high == 100)
            #expect(figures.nps.low == 30.3)
        }
    }

    private struct Shown: Decodable {
        var nps: Recommendation
        var questions: [Question]

        struct Recommendation: Decodable, Equatable {
            var score: Double?
            var low: Double?
            var high: Double?
        }

        struct Question: Decodable {
            var linkId: String
            var kind: String?
            var n: Int
            var notAllowed: Int
            var missing: [String: Int]
            var answers: [Share]
            var nps: Recommendation?
            var mean: Double?
            var topBox: Double?
        }

        struct Share: Decodable {
            var n: Int
            var percent: Double?
        }
    }

    private func complaints(about figures: [UInt8], _ replies: String) throws -> String {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "figures.py").path
        let process = Process()
        let output = Pipe()
        let place = try TemporaryFolder()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            script, folder.path, replies,
            try place.write(String(decoding: figures, as: UTF8.self), to: "figures"),
        ]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }
}

extension Fixtures {
    /// A reply with these answers, as it is kept.
    static func stored(
        _ number: Int, by device: String, journal: String = journal, _ survey: String,
        _ answers: [(linkID: String, state: AnswerState)], isTest: Bool = false
    ) throws -> StoredReply {
        let frozen = FrozenReply(
            id: id(number), journalID: journal, number: number, deviceID: device,
            unit: CareUnit(oid: "1.2.246.10.1", path: ["Unit"]), survey: survey, language: .finnish,
            end: .finished,
            answers: answers.enumerated().map { order, answer in
                AnswerRecord(linkID: answer.linkID, order: order, state: answer.state, at: .zero)
            }, authored: .unknown, clockState: .unknown, appVersion: "1", isTest: isTest)
        let bytes = try QuestionnaireResponse(reply: frozen).json()
        return StoredReply(
            id: frozen.id, device: device, journal: journal, number: number, sha256: "\(number)",
            bytes: bytes, receivedMs: 7)
    }
}

extension SplitMix {
    /// A reply to one of `surveys`, or to one that no shelf has.
    fileprivate mutating func stored(_ number: Int, by device: String, _ surveys: [Survey]) throws
        -> StoredReply
    {
        let survey = surveys[Int.random(in: 0..<surveys.count, using: &self)]
        let drawn = survey.questions.shuffled(using: &self).prefix(Int.random(in: 0...3, using: &self))
        let isKnown = Int.random(in: 0..<10, using: &self) > 0
        let answers = drawn.map { ($0.linkID, state($0)) }
        return try Fixtures.stored(
            number, by: device, journal: "journal-\(Int.random(in: 1...3, using: &self))",
            isKnown ? survey.canonical : "https://example.org/Questionnaire/foreign|1", answers,
            isTest: Int.random(in: 0..<20, using: &self) == 0)
    }

    private mutating func state(_ question: Question) -> AnswerState {
        switch Int.random(in: 0..<20, using: &self) {
        case 0..<3: return .missing(Missing.allCases.randomElement(using: &self) ?? .skipped)
        // What no terminal stores, and a later or a lying one may send.
        case 3:
            return .answered(
                [.scale(11), .choice("99"), .yesNo(true)].randomElement(using: &self) ?? .scale(-1))
        default: break
        }
        // Rather content, so that shares are not all alike.
        func high(_ range: ClosedRange<Int>) -> Int {
            max(Int.random(in: range, using: &self), Int.random(in: range, using: &self))
        }
        return switch question.kind {
        case .scale(let scale): .answered(.scale(high(scale.values)))
        case .statement(let choices), .smileys(let choices), .choice(let choices):
            .answered(.choice(choices[high(0...choices.count - 1)].code))
        case .yesNo: .answered(.yesNo(high(0...2) == 2))
        }
    }
}
