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

extension OutgoingReply {
    /// Bytes that were rendered before; nil for anything else.
    init?(id: ReplyID, bytes: [UInt8], sha256: ([UInt8]) -> [UInt8]) {
        guard let hash = Self.hash(of: bytes, sha256) else { return nil }
        self.init(id: id, sha256: hash, bytes: bytes)
    }

    /// The hash of bytes that were rendered before; nil for anything else.
    static func hash(of bytes: [UInt8], _ sha256: ([UInt8]) -> [UInt8]) -> String? {
        (try? CanonicalJSON.withoutMeta(bytes)).map { sha256($0).hexadecimal }
    }
}

extension [UInt8] {
    /// Two lower-case digits for each byte.
    var hexadecimal: String { String(decoding: hexadecimalDigits, as: UTF8.self) }

    var hexadecimalDigits: [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * count)
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }
}
