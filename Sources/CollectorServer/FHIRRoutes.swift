import FHIR
import FoundationEssentials
import Hummingbird
import Intake
import Surveys

/// The primary contract: FHIR R4 over HTTP (contract.md §3).
struct FHIRRoutes: Sendable {
    let store: any ReplyStore
    let surveys: SurveyShelf
    let receiver: Receiver
    let gate: Gate
    /// Milliseconds since 1970 (UTC): the date of the CapabilityStatement.
    let started: Int64

    func add(to fhir: RouterGroup<CollectorContext>) {
        fhir.get("metadata") { _, _ in Response.fhir(.ok, try capabilities.json()) }
        fhir.get("Questionnaire", use: findSurveys)
        fhir.get("Questionnaire/:id", use: readSurvey)
        fhir.post("", use: batch)
        fhir.put("QuestionnaireResponse/:id", use: put)
        fhir.get("QuestionnaireResponse", use: findReplies)
        fhir.get("QuestionnaireResponse/:id", use: readReply)
    }

    private var capabilities: CapabilityStatement {
        CapabilityStatement(
            date: Date(timeIntervalSince1970: Double(started) / 1000).formatted(.iso8601),
            software: .init(name: "palaute-collector"), about: "Receives feedback and hands out surveys",
            resources: [
                .init(
                    "Questionnaire", interactions: ["read", "search-type"],
                    searchParameters: [
                        .init(name: "url", type: "uri"), .init(name: "version", type: "token"),
                    ]),
                .init(
                    QuestionnaireResponse.typeName, interactions: ["read", "update", "search-type"],
                    updateCreate: true,
                    searchParameters: [
                        .init(name: "_tag", type: "token"), .init(name: "questionnaire", type: "reference"),
                    ]),
            ])
    }

    // MARK: Surveys

    @Sendable private func findSurveys(_ request: Request, _ context: CollectorContext) async throws
        -> Response
    {
        try await gate.requireDeviceOrLocal(request, context)
        let query = request.uri.queryParameters
        let found = surveys.find(
            url: query["url"].map(String.init), version: query["version"].map(String.init))
        return .fhir(.ok, try Bundle.searchset(found.map { .init(resource: $0) }).json())
    }

    @Sendable private func readSurvey(_ request: Request, _ context: CollectorContext) async throws
        -> Response
    {
        try await gate.requireDeviceOrLocal(request, context)
        guard let survey = surveys[try context.parameters.require("id")] else {
            throw Refusal(404, .notFound, "no Questionnaire has this id")
        }
        return .fhir(.ok, survey.bytes)
    }

    // MARK: Replies in

    @Sendable private func batch(_ request: Request, _ context: CollectorContext) async throws -> Response {
        let device = try await gate.device(of: request)
        let entries = try Batch.entries(in: try await request.jsonBody())
        let filed = try await receiver.file(entries, from: device)
        let answers = filed.map { Bundle.Entry(response: Bundle.Response($0)) }
        return .fhir(.ok, try Bundle(.batchResponse, entry: answers).json())
    }

    @Sendable private func put(_ request: Request, _ context: CollectorContext) async throws -> Response {
        let device = try await gate.device(of: request)
        let id = try context.parameters.require("id")
        let entry = Batch.submission(try JSONValue(body: try await request.jsonBody()), at: id)
        guard let filed = try await receiver.file([entry], from: device).first else {
            preconditionFailure("one entry, one answer")
        }
        let answer = Bundle.Response(filed)
        guard let location = answer.location, let etag = answer.etag else {
            return .fhir(filed.verdict.status, try answer.outcome?.json() ?? [])
        }
        return Response(status: filed.verdict.status, headers: [.location: "/fhir/\(location)", .eTag: etag])
    }

    // MARK: Replies out

    @Sendable private func readReply(_ request: Request, _ context: CollectorContext) async throws -> Response
    {
        try Gate.requireLocal(request, context)
        guard let id = ReplyID(try context.parameters.require("id")), let reply = try await store.reply(id)
        else {
            throw Refusal(404, .notFound, "no QuestionnaireResponse has this id")
        }
        return .fhir(.ok, reply.bytes, headers: [.eTag: reply.etag])
    }

    @Sendable private func findReplies(_ request: Request, _ context: CollectorContext) async throws
        -> Response
    {
        try Gate.requireLocal(request, context)
        let search = try ReplySearch(request.uri.queryParameters.map { (String($0.key), String($0.value)) })
        return .fhir(.ok, try await search.run(in: store).json())
    }
}
