import FoundationEssentials

/// A message of the Link as JSON: `{"type":"…", …}`.
///
/// Fields and types that are not known here are left out of account, so that
/// either side may be a version ahead of the other.
package protocol LinkMessage: Codable, Hashable, Sendable {
    /// The message in `container`, or nil when its `type` is not known here.
    static func read(_ type: String, from decoder: any Decoder) throws -> Self?
}

extension Frame {
    /// The frame that carries `message`.
    package init(_ message: some LinkMessage, payload: [UInt8] = []) {
        do {
            self.init(header: Array(try JSONEncoder().encode(message)), payload: payload)
        } catch {
            preconditionFailure("a link message always encodes: \(error)")
        }
    }

    /// The frame that carries `replies`, their bytes one after the other.
    package init(batch replies: [OutgoingReply]) {
        let items = replies.map { BatchItem(id: $0.id, sha256: $0.sha256, length: $0.bytes.count) }
        self.init(KioskMessage.batch(items), payload: replies.flatMap(\.bytes))
    }

    /// The message in the header; nil when its type is not known here.
    ///
    /// - Throws: ``FrameViolation/unreadableHeader`` for anything else.
    package func message<Message: LinkMessage>(
        as _: Message.Type = Message.self
    ) throws(FrameViolation) -> Message? {
        do {
            return try JSONDecoder().decode(Envelope<Message>.self, from: Data(header)).message
        } catch {
            throw .unreadableHeader
        }
    }

    /// The replies of a `batch`: `items` laid over the payload.
    ///
    /// - Throws: ``FrameViolation/payloadMismatch`` unless they cover it exactly.
    package func replies(_ items: [BatchItem]) throws(FrameViolation) -> [OutgoingReply] {
        var rest = payload[...]
        var replies: [OutgoingReply] = []
        for item in items {
            guard item.length >= 0, item.length <= rest.count else { throw .payloadMismatch }
            replies.append(
                OutgoingReply(id: item.id, sha256: item.sha256, bytes: Array(rest.prefix(item.length))))
            rest = rest.dropFirst(item.length)
        }
        guard rest.isEmpty else { throw .payloadMismatch }
        return replies
    }
}

private struct Envelope<Message: LinkMessage>: Decodable {
    var message: Message?

    init(from decoder: any Decoder) throws {
        let type = try decoder.container(keyedBy: Field.self).decode(String.self, forKey: .type)
        message = try Message.read(type, from: decoder)
    }
}

/// The keys that stand beside the fields of a message's own struct.
private enum Field: String, CodingKey {
    case type, max, bytes, receipts, batch, ranges
}

extension LinkMessage {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Field.self)
        let type = try container.decode(String.self, forKey: .type)
        guard let message = try Self.read(type, from: decoder) else {
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "unknown type")
        }
        self = message
    }
}

extension UplinkMessage: LinkMessage {
    package static func read(_ type: String, from decoder: any Decoder) throws -> UplinkMessage? {
        let container = try decoder.container(keyedBy: Field.self)
        switch type {
        case "hello": return .hello(try Hello(from: decoder))
        case "wantBatch":
            return .wantBatch(
                max: try container.decode(Int.self, forKey: .max),
                bytes: try container.decode(Int.self, forKey: .bytes))
        case "receipts": return .receipts(try container.decode([Receipt].self, forKey: .receipts))
        case "time": return .time(try TimeFix(from: decoder))
        case "link": return .link(try LinkReport(from: decoder))
        case "healthRequest": return .healthRequest
        case "resend": return .resend(try container.decode([SequenceRange].self, forKey: .ranges))
        default: return nil
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Field.self)
        switch self {
        case .hello(let hello):
            try container.encode("hello", forKey: .type)
            try hello.encode(to: encoder)
        case .wantBatch(let max, let bytes):
            try container.encode("wantBatch", forKey: .type)
            try container.encode(max, forKey: .max)
            try container.encode(bytes, forKey: .bytes)
        case .receipts(let receipts):
            try container.encode("receipts", forKey: .type)
            try container.encode(receipts, forKey: .receipts)
        case .time(let fix):
            try container.encode("time", forKey: .type)
            try fix.encode(to: encoder)
        case .link(let report):
            try container.encode("link", forKey: .type)
            try report.encode(to: encoder)
        case .healthRequest:
            try container.encode("healthRequest", forKey: .type)
        case .resend(let ranges):
            try container.encode("resend", forKey: .type)
            try container.encode(ranges, forKey: .ranges)
        }
    }
}

extension KioskMessage: LinkMessage {
    package static func read(_ type: String, from decoder: any Decoder) throws -> KioskMessage? {
        switch type {
        case "hello": .hello(try Hello(from: decoder))
        case "batch":
            .batch(
                try decoder.container(keyedBy: Field.self).decode([BatchItem].self, forKey: .batch))
        case "health": .health(try Health(from: decoder))
        default: nil
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Field.self)
        switch self {
        case .hello(let hello):
            try container.encode("hello", forKey: .type)
            try hello.encode(to: encoder)
        case .batch(let items):
            try container.encode("batch", forKey: .type)
            try container.encode(items, forKey: .batch)
        case .health(let health):
            try container.encode("health", forKey: .type)
            try health.encode(to: encoder)
        }
    }
}
