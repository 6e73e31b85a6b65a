import FHIR
import Surveys
import Testing

struct QuestionnaireResponseTests {
    private func rendered(_ reply: FrozenReply) throws -> String {
        String(decoding: try QuestionnaireResponse(reply: reply).json(), as: UTF8.self)
    }

    @Test func namesItselfItsSurveyItsDeviceAndItsUnit() throws {
        let json = try rendered(Samples.reply)
        #expect(json.contains(#""id":"01234567-89ab-4def-8123-456789abcdef""#))
        #expect(
            json.contains(
                #""identifier":{"system":"urn:ietf:rfc:3986","value":"urn:uuid:01234567-89ab-4def-8123-456789abcdef"}"#
            ))
        #expect(json.contains(#""questionnaire":"https://example.org/Questionnaire/nps|2.1.0""#))
        #expect(
            json.contains(
                #""author":{"identifier":{"system":"urn:ietf:rfc:3986","value":"urn:uuid:2c0a7d0e-1111-4222-8333-444455556666"},"type":"Device"}"#
            ))
        #expect(
            json.contains(
                #""meta":{"tag":[{"code":"urn:oid:1.2.246.10.12345678.10.1","system":"urn:ietf:rfc:3986"}]}"#)
        )
        #expect(!json.contains("subject"))
    }

    @Test(arguments: [
        (AnswerState.answered(.scale(9)), #""answer":[{"valueInteger":9}],"#),
        (.missing(.cannotSay), #""answer":[{"extension":[{"url":"REASON","valueCode":"asked-unknown"}]}],"#),
        (.missing(.skipped), #""answer":[{"extension":[{"url":"REASON","valueCode":"asked-declined"}]}],"#),
        (.missing(.notAnswered), #",{"url":"REASON","valueCode":"temp-unknown"}],"linkId":"nps"}"#),
        (.missing(.notReached), #",{"url":"REASON","valueCode":"not-asked"}],"linkId":"nps"}"#),
    ])
    func saysWhyAnAnswerIsMissing(state: AnswerState, form: String) throws {
        let reason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
        #expect(try rendered(Samples.reply(state)).contains(form.replacing("REASON", with: reason)))
    }

    @Test(
        arguments: zip(
            Samples.moments,
            [
                "2026-03-01T10:59:00Z", "2026-03-01T10:00:00Z", "2026-03-01", "2026-03-01", "2026-03", nil,
                nil,
            ]))
    func isNeverMoreExactAboutTheTimeThanIsTrueAndAllowed(authored: Authored, text: String?) throws {
        var reply = Samples.reply
        reply.authored = authored
        let response = QuestionnaireResponse(reply: reply)
        #expect(response.authored == text)
        #expect((response.authoredElement == nil) == (text != nil))
    }

    @Test func givesTheBoundsOfAnUnsureTimeRoundedOutwards() throws {
        var reply = Samples.reply
        reply.authored = .bounded(1_772_362_799_999...1_772_363_800_000)
        let json = try rendered(reply)
        #expect(json.contains(#"{"url":"authoredLow","valueInstant":"2026-03-01T10:00:00Z"}"#))
        #expect(json.contains(#"{"url":"authoredHigh","valueInstant":"2026-03-01T12:00:00Z"}"#))
    }

    @Test func outlivesAClockThatIsFarOff() throws {
        for moment in [Int64.min, -1, 0, Int64.max] {
            var reply = Samples.reply
            reply.authored = .known(utcMilliseconds: moment, precision: .hour)
            #expect(QuestionnaireResponse(reply: reply).authored?.count == "2026-03-01T10:00:00Z".count)
            reply.authored = .bounded(Int64.min...moment)
            _ = try rendered(reply)
        }
    }

    @Test(arguments: EndReason.allCases)
    func isCompletedOnlyWhenThePersonWentThrough(end: EndReason) {
        var reply = Samples.reply
        reply.end = end
        #expect(QuestionnaireResponse(reply: reply).status == (end == .finished ? .completed : .stopped))
    }

    @Test func carriesTheTestTagOnlyWhenAsked() throws {
        var reply = Samples.reply
        #expect(try !rendered(reply).contains(#""code":"test""#))
        reply.isTest = true
        #expect(
            try rendered(reply).contains(
                #"{"code":"test","system":"https://palaute.example/fhir/CodeSystem/tags"}"#))
    }

    @Test func carriesTheContextOfVisitAndAnswer() throws {
        let response = QuestionnaireResponse(reply: Samples.reply)
        let visit = try #require(response.extension?[Canonicals.visitContext]?.extension)
        #expect(
            visit.map(\.url) == [
                "unit", "unitPath", "unitPath", "journalId", "seq", "channel", "appVersion", "help", "seed",
                "drawn",
                "endReason", "clockState",
            ])
        #expect(visit.integer("seq") == 12)
        #expect(visit.texts("unitPath") == ["Alue", "Terveysasema \"Itä\""])
        let answer = try #require(response.item?.first?.extension?[Canonicals.answerContext]?.extension)
        #expect(answer.integer("firstPressMs") == 2_345)
        #expect(answer.integer("changes") == 1)
        #expect(answer.integer("order") == 0)
        #expect(answer.text("help") == "none")
    }

    @Test func staysWhatItWasInEveryByte() throws {
        // Frozen replies wait in journals for years: their bytes may not depend
        // on the version that renders the same content again.
        let expected = #"""
            {"author":{"identifier":{"system":"urn:ietf:rfc:3986","value":"urn:uuid:2c0a7d0e-1111-4222-8333-444455556666"},"type":"Device"},"authored":"2026-03-01T10:00:00Z","extension":[{"extension":[{"url":"unit","valueString":"1.2.246.10.12345678.10.1"},{"url":"unitPath","valueString":"Alue"},{"url":"unitPath","valueString":"Terveysasema \"Itä\""},{"url":"journalId","valueString":"7f0c5d0e-5a55-4c8e-9d1c-94b8a1c0a001"},{"url":"seq","valueInteger":12},{"url":"channel","valueCode":"kiosk"},{"url":"appVersion","valueString":"0.1.0"},{"url":"help","valueCode":"none"},{"url":"seed","valueString":"0"},{"url":"drawn","valueString":"nps"},{"url":"endReason","valueCode":"finished"},{"url":"clockState","valueCode":"synced"}],"url":"https://palaute.example/fhir/StructureDefinition/visit-context"}],"id":"01234567-89ab-4def-8123-456789abcdef","identifier":{"system":"urn:ietf:rfc:3986","value":"urn:uuid:01234567-89ab-4def-8123-456789abcdef"},"item":[{"answer":[{"valueInteger":9}],"extension":[{"extension":[{"url":"order","valueInteger":0},{"url":"firstPressMs","valueInteger":2345},{"url":"changes","valueInteger":1},{"url":"help","valueCode":"none"}],"url":"https://palaute.example/fhir/StructureDefinition/answer-context"}],"linkId":"nps"}],"language":"fi","meta":{"tag":[{"code":"urn:oid:1.2.246.10.12345678.10.1","system":"urn:ietf:rfc:3986"}]},"questionnaire":"https://example.org/Questionnaire/nps|2.1.0","resourceType":"QuestionnaireResponse","status":"completed"}
            """#
        #expect(try rendered(Samples.reply) == expected)
    }
}
