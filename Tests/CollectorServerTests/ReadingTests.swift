import CollectorServer
import FHIR
import Foundation
import Surveys
import Testing

/// What a collector hands out: surveys, replies, figures.
@Suite struct ReadingTests {
    static let surveys = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Assets/surveys").path

    @Test func saysThatTerminalsCanDeliverHere() async throws {
        try await withCollector { lobby, _ in
            var stranger = lobby
            stranger.token = nil
            let answer = try await stranger.get("/fhir/metadata")
            #expect(answer.status == 200)
            #expect(try CapabilityStatement(json: answer.body).refusal == nil)
        }
    }

    @Test func findsAPublishedSurveyByItsCanonical() async throws {
        try await withCollector(surveys: Self.surveys) { lobby, _ in
            let all = try await lobby.get("/fhir/Questionnaire").bundle()
            let resource = try #require(
                all.entry?.compactMap(\.resource).first { $0["id"]?.string == "nps" })
            let pack = try Questionnaire(json: resource.bytes)
            let url = try #require(pack.url), version = try #require(pack.version)
            let found = try await lobby.get("/fhir/Questionnaire?url=\(url)&version=\(version)").bundle()
            #expect(found.total == 1)
            #expect(found.entry?.first?.resource == resource)
            #expect(try await lobby.get("/fhir/Questionnaire/nps").body == resource.bytes)
            #expect(try await lobby.get("/fhir/Questionnaire?url=\(url)&version=0.0.0").bundle().total == 0)
            #expect(try await lobby.get("/fhir/Questionnaire/nothing").outcome?.code == .notFound)
        }
    }

    @Test func doesNotStartWithABrokenSurvey() throws {
        for text in [
            "{", #"{"resourceType":"Patient"}"#, #"{"resourceType":"Questionnaire","status":"active"}"#,
        ] {
            let folder = try TemporaryFolder()
            _ = try folder.write(text, to: "broken.json")
            #expect {
                try Collector(Configuration(port: 0, surveysFolder: folder.path), store: MemoryReplyStore())
            } throws: {
                "\($0)".hasPrefix("\(folder.path)/broken.json: ")
            }
        }
        #expect(throws: InputProblem.self) {
            try Collector(Configuration(port: 0, surveysFolder: "/nowhere"), store: MemoryReplyStore())
        }
    }

    @Test func findsRepliesByTagAndSurvey() async throws {
        try await withCollector { lobby, _ in
            let device = lobby.device.id
            let replies = [
                (Fixtures.id(1), try Fixtures.reply(1, by: device, unit: "1.2.3")),
                (Fixtures.id(2), try Fixtures.reply(2, by: device, unit: "1.2.4", isTest: true)),
                (Fixtures.id(3), try Fixtures.reply(3, by: device, unit: "1.2.3")),
            ]
            _ = try await lobby.post(batch: Bundle.batch(putting: replies))
            func total(_ query: String) async throws -> Int? {
                try await lobby.get("/fhir/QuestionnaireResponse?\(query)").bundle().total
            }
            #expect(try await total("_tag=urn:oid:1.2.3") == 2)
            #expect(try await total("_tag=urn:ietf:rfc:3986%7Curn:oid:1.2.4") == 1)
            #expect(try await total("_tag=test") == 1)
            #expect(try await total("_tag=test&_tag=urn:oid:1.2.3") == 0)
            #expect(try await total("questionnaire=\(Fixtures.survey.replacing("|", with: "%7C"))") == 3)
            #expect(try await total("questionnaire=x") == 0)
            let page = try await lobby.get("/fhir/QuestionnaireResponse?_count=1&_offset=1").bundle()
            #expect(page.total == 3)
            #expect(page.entry?.compactMap { $0.resource?["id"]?.string } == [Fixtures.id(2).description])
            #expect(try await lobby.get("/fhir/QuestionnaireResponse?name=x").status == 400)
            #expect(try await lobby.get("/fhir/QuestionnaireResponse?_count=many").status == 400)
        }
    }

    @Test func countsWhatPeopleSaid() async throws {
        try await withCollector { lobby, _ in
            let device = lobby.device.id
            let states: [AnswerState] = [
                .answered(.scale(10)), .answered(.scale(9)), .answered(.scale(8)), .answered(.scale(3)),
                .missing(.skipped), .missing(.cannotSay),
            ]
            for (number, state) in zip(1..., states) {
                let reply = try Fixtures.reply(number, by: device, state)
                _ = try await lobby.post(batch: Bundle.batch(putting: [(Fixtures.id(number), reply)]))
                if number == 3 {
                    async let other = lobby.get("/figures")
                    #expect(try await lobby.get("/figures").body == (try await other).body)
                }
            }
            let test = try Fixtures.reply(7, by: device, .answered(.scale(0)), isTest: true)
            _ = try await lobby.post(batch: Bundle.batch(putting: [(Fixtures.id(7), test)]))
            let figures = try JSONDecoder().decode(
                Shown.self, from: Data(try await lobby.get("/figures").body))
            #expect(figures.n == 6)
            #expect(figures.test == 1)
            #expect(figures.nps == .init(score: 25, promoters: 2, passives: 1, detractors: 1, band: "good"))
            #expect(figures.missing == ["skipped": 1, "cannotSay": 1, "notAnswered": 0, "notReached": 0])
            #expect(figures.byDevice.map(\.name) == ["lobby"])
            #expect(figures.byDevice.map(\.n) == [7])
            #expect(figures.byDevice.map(\.lastSeq) == [7])
        }
    }

    private struct Shown: Decodable {
        var n: Int
        var test: Int
        var nps: Recommendation
        var missing: [String: Int]
        var byDevice: [Journal]

        struct Recommendation: Decodable, Equatable {
            var score: Double?
            var promoters: Int
            var passives: Int
            var detractors: Int
            var band: String?
        }

        struct Journal: Decodable {
            var name: String?
            var n: Int
            var lastSeq: Int
        }
    }

    /// Where answers can be read.
    static let answers = [
        "/figures", "/fhir/QuestionnaireResponse", "/fhir/QuestionnaireResponse/\(Fixtures.id(1))",
    ]

    @Test(arguments: answers, ["Forwarded", "X-Forwarded-For", "Via"])
    func showsNoAnswerThroughAProxy(path: String, header: String) async throws {
        try await withCollector { lobby, _ async throws in
            #expect(try await lobby.get(path).status != 403)
            #expect(try await lobby.get(path, headers: [header: "for=127.0.0.1"]).status == 403)
        }
    }

    @Test(.enabled(if: OtherAddress.found != nil), arguments: answers)
    func showsNoAnswerToAnotherMachine(path: String) async throws {
        try await withCollector(host: "0.0.0.0") { lobby, _ in
            var visitor = lobby
            visitor.host = try #require(OtherAddress.found)
            #expect(try await visitor.get(path).status == 403)
            #expect(try await visitor.get("/fhir/Questionnaire").status == 200)
            visitor.token = nil
            #expect(try await visitor.get("/fhir/Questionnaire").status == 401)
        }
    }
}

/// An IPv4 address of this machine that is not its loopback.
enum OtherAddress {
    static let found: String? = {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return nil }
        defer { freeifaddrs(list) }
        for place in sequence(first: list, next: { $0?.pointee.ifa_next }).compactMap({ $0 }) {
            guard let address = place.pointee.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET)
            else {
                continue
            }
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let length = socklen_t(MemoryLayout<sockaddr_in>.size)
            guard getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            else {
                continue
            }
            let name = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if !name.hasPrefix("127.") { return name }
        }
        return nil
    }()
}
