import FHIR
import FoundationEssentials
import Hummingbird
import Intake
import SQLite

/// Turns every failure into words in the client's own format: an
/// OperationOutcome under `/fhir`, a problem (RFC 9457) elsewhere.
struct RefusalMiddleware: RouterMiddleware {
    let tell: @Sendable (Happening) -> Void

    func handle(
        _ request: Request, context: CollectorContext,
        next: (Request, CollectorContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let refusal = refusal(for: error, request)
            return try request.uri.path.hasPrefix("/fhir")
                ? refusal.fhirResponse() : refusal.problemResponse()
        }
    }

    private func refusal(for error: any Error, _ request: Request) -> Refusal {
        switch error {
        case let refusal as Refusal:
            return refusal
        case let error as HTTPError:
            return Refusal(
                error.status.code, error.status == .notFound ? .notFound : .invalid, "\(error.status)")
        case let error as SQLiteError:
            tell(.failed("store: \(error)"))
            return Refusal(
                503, .transient, "the store cannot be written or read at this moment; send it again")
        default:
            tell(.failed("\(request.method) \(request.uri.path): \(error)"))
            return Refusal(500, .exception, "the collector failed; send it again")
        }
    }
}

extension Refusal {
    func fhirResponse() throws -> Response {
        .fhir(httpStatus, try outcome.json(), headers: headers)
    }

    func problemResponse() throws -> Response {
        let problem = Problem(title: httpStatus.reasonPhrase, status: status, detail: reason)
        return Response(httpStatus, MediaType.problem, try CanonicalJSON.encode(problem), headers: headers)
    }

    /// The status with its words, which HTTPTypes does not know by number.
    var httpStatus: HTTPResponse.Status {
        let known: [HTTPResponse.Status] = [
            .badRequest, .unauthorized, .forbidden, .notFound, .conflict, .contentTooLarge,
            .unsupportedMediaType,
            .unprocessableContent, .internalServerError, .serviceUnavailable,
        ]
        return known.first { $0.code == status } ?? HTTPResponse.Status(code: status)
    }

    private var headers: HTTPFields {
        status == 401 ? [.wwwAuthenticate: "Bearer"] : [:]
    }
}

private struct Problem: Encodable {
    var title: String
    var status: Int
    var detail: String
}
