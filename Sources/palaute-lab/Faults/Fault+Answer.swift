import FHIR
import Wire

extension Fault {
    /// What the request gets instead of `honest`, which has been filed already or not.
    func answer(_ request: FaultRequest, _ honest: HonestAnswer, bomb: [UInt8]) throws -> FaultAnswer {
        if let answer = withoutEnd(honest, bomb) ?? refusal { return answer }
        if let answer = bySomebodyElse(request, honest) { return answer }
        guard let entries = wrongEntries(honest.entries) else { return .send(honest.response) }
        return .send(HTTPText.answer(try HonestAnswer.batch(entries)))
    }

    private func withoutEnd(_ honest: HonestAnswer, _ bomb: [UInt8]) -> FaultAnswer? {
        let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 8_192)
        let half = honest.response.prefix(honest.response.count / 2)
        switch self {
        case .lostReceipt: return .send([], .leave)
        case .resetAfterBody: return .send([], .reset)
        case .resetInBody: return .send(Array(half), .reset)
        case .hang: return .send([], .hang)
        case .hangInBody: return .send(HTTPText.head("200 OK", ["Content-Length: 4000"]), .hang)
        case .slow: return .trickle(honest.response)
        case .endlessHeaders:
            return .pour(Array("HTTP/1.1 200 OK\r\n".utf8), Array("X: ".utf8) + letters + Array("\r\n".utf8))
        case .endlessContinue: return .pour([], Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        case .endlessBody:
            return .pour(
                HTTPText.head("200 OK", ["Transfer-Encoding: chunked"]),
                Array("2000\r\n".utf8) + letters + Array("\r\n".utf8))
        case .gzipBomb: return .send(HTTPText.answer(bomb, headers: ["Content-Encoding: gzip"]))
        case .longBody: return .pour(HTTPText.head("200 OK", ["Content-Length: 104857600"]), letters)
        default: return nil
        }
    }

    private func bySomebodyElse(_ request: FaultRequest, _ honest: HonestAnswer) -> FaultAnswer? {
        let body = honest.response
        switch self {
        case .captivePortal:
            return .send(
                HTTPText.answer(Array("<html>Welcome! Please log in.</html>".utf8), type: "text/html"))
        case .redirect:
            let there = "Location: http://\(request.host)/followed"
            return .send(HTTPText.answer([], status: "307 Temporary Redirect", headers: [there]))
        case .emptyAnswer: return .send(HTTPText.answer([]))
        case .otherJSON:
            return .send(HTTPText.answer(Array(#"{"ok":true,"entry":[]}"#.utf8), type: "application/json"))
        case .echo: return .send(HTTPText.answer(request.body))
        case .cutJSON:
            return .send(HTTPText.answer(Array(#"{"resourceType":"Bundle","type":"batch-resp"#.utf8)))
        case .cutBody: return .send(Array(body.dropLast(7)), .leave)
        case .garbage: return .send((0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }, .leave)
        case .twoAnswers: return .send(body + body)
        default: return nil
        }
    }

    private func wrongEntries(_ honest: [Bundle.Response]) -> [Bundle.Response]? {
        guard var first = honest.first else { return nil }
        switch self {
        case .missingEntry: return honest.dropLast()
        case .doubledEntry: return honest + [first]
        case .reordered: return honest.reversed()
        case .otherID: first.location = "QuestionnaireResponse/\(ReplyID(high: 1, low: 1))/_history/1"
        case .otherEtag: first.etag = "W/\"\(String(repeating: "0", count: 64))\""
        case .busyEntries:
            return honest.enumerated().map { place, entry in
                spoils(place) ? Bundle.Response(status: "503 Service Unavailable") : entry
            }
        default: return nil
        }
        return [first] + honest.dropFirst()
    }

    private var refusal: FaultAnswer? {
        switch self {
        case .status408, .status409, .status413, .status422, .status425, .status429, .status500, .status502,
            .status503, .status504:
            .send(HTTPText.answer([], status: "\(rawValue) No"))
        case .retryNegative: Self.later("-1")
        case .retryDate: Self.later("Fri, 31 Dec 2100 23:59:59 GMT")
        case .retryTenYears: Self.later("315360000")
        default: nil
        }
    }

    private static func later(_ when: String) -> FaultAnswer {
        .send(HTTPText.answer([], status: "503 Service Unavailable", headers: ["Retry-After: \(when)"]))
    }

    /// How much of the answer is a good receipt.
    enum Receipts { case none, some, all }

    var receipts: Receipts {
        switch self {
        case .twoAnswers: .all
        case .busyEntries, .otherEtag: .some
        default: .none
        }
    }

    /// Whether the entry at this place is the one that is no receipt.
    func spoils(_ place: Int) -> Bool { self == .busyEntries ? place % 2 == 0 : place == 0 }
}
