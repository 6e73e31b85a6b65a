import FHIR
import Surveys
import Wire

extension OutgoingReply {
    /// Renders a reply's canonical bytes and hashes them without `meta`, to
    /// which a server may add.
    init(_ reply: FrozenReply, sha256: ([UInt8]) -> [UInt8]) {
        guard let bytes = try? CanonicalJSON.encode(QuestionnaireResponse(reply: reply)),
            let hashed = try? CanonicalJSON.withoutMeta(bytes)
        else { preconditionFailure("a reply is made of texts and small integers") }
        self.init(id: reply.id, sha256: sha256(hashed).hexadecimal, bytes: bytes)
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
