import FHIR
import Surveys
import Testing

struct ResourceTests {
    private func bytes(_ json: String) -> [UInt8] { Array(json.utf8) }

    @Test func isNotTakenForAnotherResource() {
        #expect(throws: DecodingError.self) {
            try Questionnaire(json: bytes(#"{"resourceType":"QuestionnaireResponse","status":"active"}"#))
        }
        #expect(throws: DecodingError.self) { try Questionnaire(json: bytes(#"{"status":"active"}"#)) }
    }

    @Test func readsCodesAndKindsOfValueThatItDoesNotKnow() throws {
        let json = #"""
            {"resourceType":"QuestionnaireResponse","status":"pondering","language":"xx","item":[
            {"linkId":"a","answer":[{"valueAttachment":{"title":"x"}}],"strange":{"deep":[1]}}]}
            """#
        let response = try QuestionnaireResponse(json: bytes(json))
        #expect(response.status.rawValue == "pondering")
        #expect(response.item?[0].answer?[0].value == .unsupported("valueAttachment"))
        // Its content was not kept, so it may not be written as if it were.
        #expect(throws: EncodingError.self) { try response.json() }
    }

    @Test func refusesTwoValuesInOnePlace() {
        let json =
            #"{"resourceType":"QuestionnaireResponse","status":"x","extension":[{"url":"u","valueCode":"a","valueString":"b"}]}"#
        #expect(throws: DecodingError.self) { try QuestionnaireResponse(json: bytes(json)) }
    }

    @Test func namesTheSameOfTwoValuesHoweverOftenItReads() throws {
        let values = (10..<30).map { #""value\#($0)":"a""# }.joined(separator: ",")
        let json =
            #"{"resourceType":"QuestionnaireResponse","status":"x","extension":[{"url":"u",\#(values)}]}"#
        for _ in 0..<20 {
            let error = #expect(throws: DecodingError.self) { try QuestionnaireResponse(json: bytes(json)) }
            guard case .dataCorrupted(let context)? = error else {
                Issue.record("refused for another reason")
                return
            }
            #expect(context.codingPath.last?.stringValue == "value10")
        }
    }

    @Test func aBatchCarriesTheFrozenBytesAsTheyAre() throws {
        let frozen = try QuestionnaireResponse(reply: Samples.reply).json()
        let body = Bundle.batch(putting: [(Samples.reply.id, frozen), (Samples.reply.id, frozen)])
        #expect(try CanonicalJSON.canonical(body) == body)
        let bundle = try Bundle(json: body)
        #expect(bundle.type == .batch)
        #expect(bundle.entry?.map { $0.resource?.bytes } == [frozen, frozen])
        #expect(bundle.entry?[1].request?.method == "PUT")
        #expect(bundle.entry?[1].request?.url == "QuestionnaireResponse/01234567-89ab-4def-8123-456789abcdef")
        #expect(try bundle.json() == body)
    }

    @Test func aBatchResponseTellsEachEntrysStatus() throws {
        let json = #"""
            {"resourceType":"Bundle","type":"batch-response","entry":[{"response":{"status":"201 Created",
            "location":"QuestionnaireResponse/x/_history/1","etag":"W/\"ab\""}},{"response":{"status":"409",
            "outcome":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"conflict"}]}}},
            {"response":{"status":"fine"}},{}]}
            """#
        let entries = try #require(Bundle(json: bytes(json)).entry)
        #expect(entries.map { $0.response?.code } == [201, 409, nil, nil])
        #expect(entries[0].response?.etag == "W/\"ab\"")
        #expect(entries[1].response?.outcome?.issue.first?.code == .conflict)
    }

    @Test func anEmptySearchHasNoEntryAtAll() throws {
        let json = try Bundle(.searchset, total: 0, entry: []).json()
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"resourceType":"Bundle","total":0,"type":"searchset"}"#)
    }
}

struct CapabilityStatementTests {
    static let ours = CapabilityStatement(
        date: "2026-01-01", software: .init(name: "palaute-collector", version: "0.1.0"), about: "Collector",
        resources: [
            .init("QuestionnaireResponse", interactions: ["read", "update"], updateCreate: true),
            .init(
                "Questionnaire", interactions: ["read", "search-type"],
                searchParameters: [.init(name: "url", type: "uri"), .init(name: "version", type: "token")]),
        ])

    @Test func aServerThatCreatesByPutIsTaken() throws {
        #expect(try CapabilityStatement(json: Self.ours.json()).refusal == nil)
    }

    @Test func aServerThatCannotIsRefusedWithTheReason() {
        var statement = Self.ours
        statement.rest?[0].resource?[0].updateCreate = nil
        #expect(statement.refusal?.contains("update-as-create") == true)
        statement = Self.ours
        statement.fhirVersion = "5.0.0"
        #expect(statement.refusal == "the server speaks FHIR 5.0.0; R4 (4.0.x) is needed")
        statement = Self.ours
        statement.format = ["xml"]
        #expect(statement.refusal == "the server does not offer JSON")
    }
}
