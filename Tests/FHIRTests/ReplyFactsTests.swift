import FHIR
import Surveys
import Testing
import Testkit

struct ReplyFactsTests {
    @Test func everythingCountedComesBackFromTheBytes() throws {
        var random = SplitMix(seed: 17)
        for _ in 0..<300 {
            let reply = random.reply(to: random.survey())
            let json = try QuestionnaireResponse(reply: reply).json()
            let facts = try ReplyFacts(QuestionnaireResponse(json: json))
            #expect(facts.id == reply.id)
            #expect(facts.deviceID == reply.deviceID)
            #expect(facts.journalID == reply.journalID)
            #expect(facts.number == reply.number)
            #expect(facts.survey == reply.survey)
            #expect(facts.language == reply.language)
            #expect(facts.unit == reply.unit.oid)
            #expect(facts.end == reply.end)
            #expect(facts.respondent == reply.respondent)
            #expect(facts.help == reply.help)
            #expect(facts.misuse == reply.misuse)
            #expect(facts.isTest == reply.isTest)
            #expect(
                facts.answers == Dictionary(uniqueKeysWithValues: reply.answers.map { ($0.linkID, $0.state) })
            )
        }
    }

    @Test func whatALaterTerminalSaysIsLeftOutAndNotRefused() throws {
        var response = QuestionnaireResponse(reply: Samples.reply)
        response.item?[0].answer?[0].value = .unsupported("valueQuantity")
        response.extension = [
            Extension(
                Canonicals.visitContext,
                (response.extension?[0].extension ?? []).filter { $0.url != "endReason" } + [
                    Extension("endReason", .code("abducted")), Extension("weather", .string("sleet")),
                    Extension("misuse", .code("yodelling")), Extension("misuse", .code("burst")),
                ])
        ]
        let facts = try ReplyFacts(response)
        #expect(facts.answers.isEmpty)
        #expect(facts.end == nil)
        #expect(facts.misuse == [.burst])
    }

    struct Lack: Sendable, CustomStringConvertible {
        let description: String
        let spoil: @Sendable (inout QuestionnaireResponse) -> Void

        init(_ line: String, spoil: @escaping @Sendable (inout QuestionnaireResponse) -> Void) {
            description = line
            self.spoil = spoil
        }
    }

    @Test(arguments: [
        Lack("response: id is not a version 4 UUID") { $0.id = "01234567-89ab-1def-8123-456789abcdef" },
        Lack("response: id is not a version 4 UUID") { $0.id = nil },
        Lack("response: identifier is not the id as urn:uuid") { $0.identifier = Identifier(uuid: "x") },
        Lack("response: author is not a device by urn:uuid") { $0.author = nil },
        Lack("response: questionnaire is missing") { $0.questionnaire = nil },
        Lack("response: language is missing") { $0.language = nil },
        Lack("response: visit-context has no unit") { $0.extension = nil },
        Lack("response: visit-context has no seq from 1") {
            $0.extension?[0].extension?.removeAll { $0.url == "seq" }
            $0.extension?[0].extension?.append(Extension("seq", .integer(0)))
        },
        Lack("response: answers one question twice") { $0.item = $0.item.map { $0 + $0 } },
    ])
    func aReplyThatLacksWhatEveryReplyHasIsRefusedWithTheReason(lack: Lack) {
        var response = QuestionnaireResponse(reply: Samples.reply)
        lack.spoil(&response)
        let problem = #expect(throws: ResponseProblem.self) { try ReplyFacts(response) }
        #expect(problem?.description == lack.description)
    }
}
