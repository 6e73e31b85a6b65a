import FHIR
import FoundationEssentials
import Hummingbird
import Intake

/// The media types spoken.
enum MediaType {
    static let fhir = "application/fhir+json; fhirVersion=4.0"
    static let json = "application/json"
    static let problem = "application/problem+json"
    static let jose = "application/jose+json"
}

extension Request {
    /// The whole body, which is JSON and not compressed.
    /// - Throws: 413 above ``Limits/bodyBytes``, 415 for anything but JSON.
    func jsonBody() async throws -> [UInt8] {
        let type = headers[.contentType].map { $0.prefix { $0 != ";" }.lowercased() }
        guard let type, [MediaType.json, "application/fhir+json"].contains(type) else {
            throw Refusal(415, .notSupported, "Content-Type is not application/fhir+json or application/json")
        }
        guard headers[.contentEncoding] == nil else {
            throw Refusal(415, .notSupported, "Content-Encoding is not supported: send the body as it is")
        }
        let tooLong = Refusal(413, .tooLong, "the body has more than \(Limits.bodyBytes) bytes")
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > Limits.bodyBytes {
            throw tooLong
        }
        var bytes: [UInt8] = []
        for try await buffer in body {
            bytes += buffer.readableBytesView
            if bytes.count > Limits.bodyBytes { throw tooLong }
        }
        return bytes
    }
}

extension JSONValue {
    /// Reads a body that is going to be hashed: strictly.
    /// - Throws: 400.
    init(body: [UInt8]) throws(Refusal) {
        do throws(JSONProblem) { self = try JSONValue(parsing: body) } catch {
            throw .malformed("the body is not JSON as it is taken here: \(error)")
        }
    }
}

extension Response {
    /// A FHIR resource in its canonical bytes.
    static func fhir(
        _ status: HTTPResponse.Status, _ json: [UInt8], headers: HTTPFields = [:]
    ) -> Response {
        Response(status, MediaType.fhir, json, headers: headers)
    }

    init(
        _ status: HTTPResponse.Status, _ type: String, _ bytes: [UInt8], headers: HTTPFields = [:]
    ) {
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        self.headers[.contentType] = type
    }
}
