import FHIR
import Surveys
import Testing
import Testkit

/// What others' FHIR implementations say about the resources that we render.
struct OracleTests {
    @Test func othersTakeEveryReplyAndQuestionnaireThatIsRendered() throws {
        var files: [(String, [UInt8])] = []
        for (index, state) in Samples.states.enumerated() {
            files.append(("state-\(index)", try QuestionnaireResponse(reply: Samples.reply(state)).json()))
        }
        for (index, moment) in Samples.moments.enumerated() {
            var reply = Samples.reply
            reply.authored = moment
            files.append(("moment-\(index)", try QuestionnaireResponse(reply: reply).json()))
        }
        var random = SplitMix(seed: 37)
        for index in 0..<25 {
            let survey = random.survey()
            files.append(("survey-\(index)", try Questionnaire(survey: survey).json()))
            files.append(
                ("reply-\(index)", try QuestionnaireResponse(reply: random.reply(to: survey)).json()))
        }
        #expect(try Oracles.complaints(about: files, arguments: ["--canonical"]) == "")
    }

    @Test func othersTakeTheBundlesAndAnswersOfTheExchange() throws {
        let frozen = try QuestionnaireResponse(reply: Samples.reply).json()
        let conflict = OperationOutcome(.conflict, "another content has this id")
        let answers: [Bundle.Response] = [
            .init(
                status: "201 Created", location: "QuestionnaireResponse/\(Samples.reply.id)", etag: "W/\"00\""
            ),
            .init(status: "409 Conflict", outcome: conflict),
        ]
        let found = Bundle.Entry(
            fullUrl: "https://example.org/fhir/Questionnaire/nps",
            resource: try JSONValue(parsing: Questionnaire(survey: Samples.survey).json()))
        let files = [
            ("batch", Bundle.batch(putting: [(Samples.reply.id, frozen)])),
            ("batch-response", try Bundle(.batchResponse, entry: answers.map { .init(response: $0) }).json()),
            ("searchset", try Bundle(.searchset, total: 1, entry: [found]).json()),
            ("nothing-found", try Bundle(.searchset, total: 0, entry: []).json()),
            ("outcome", try conflict.json()),
            ("metadata", try CapabilityStatementTests.ours.json()),
        ]
        #expect(try Oracles.complaints(about: files, arguments: ["--canonical"]) == "")
    }

    @Test func othersTakeThePublishedFiles() throws {
        let files = try Checkout.assets("surveys") + Checkout.assets("fhir")
        #expect(files.count >= 5)
        #expect(try Oracles.complaints(about: files) == "")
    }

    /// The control: an oracle that takes these proves nothing by taking ours.
    @Test(arguments: [
        ("fhirkit", #""valueInteger":9"#, #""valueInteger":"nine""#),
        ("models", #""linkId":"nps""#, #""linkid":"nps""#),
        ("invariants", #""status":"completed""#, #""status":"finished""#),
        ("invariants", #"{"url":"order","valueInteger":0}"#, #"{"url":"order"}"#),
        ("rfc8785", #""status":"completed""#, #""status": "completed""#),
    ])
    func aBrokenReplyIsRefused(by oracle: String, sound: String, broken: String) throws {
        let json = String(decoding: try QuestionnaireResponse(reply: Samples.reply).json(), as: UTF8.self)
        #expect(json.contains(sound))
        let complaints = try Oracles.complaints(
            about: [("broken", Array(json.replacing(sound, with: broken).utf8))], arguments: ["--canonical"])
        #expect(complaints.contains("broken.json: \(oracle): "))
    }

    @Test func aBrokenQuestionnaireIsRefused() throws {
        var survey = Samples.survey
        survey.questions += survey.questions
        let complaints = try Oracles.complaints(about: [("broken", Questionnaire(survey: survey).json())])
        #expect(complaints.contains("broken.json: sdc: Duplicate linkId"))
        #expect(complaints.contains("broken.json: invariants: que-2"))
    }
}
