/// One message on the Link: a JSON header and raw bytes beside it.
///
/// On the socket: `u32 length`, `u32 header length`, header, payload; both
/// numbers big-endian, `length` counts everything after itself. Replies travel
/// as payload so that their bytes are never re-encoded.
package struct Frame: Hashable, Sendable {
    /// The largest `length`, in bytes; a longer frame is refused unread.
    package static let maximumLengthBytes = 1 << 20

    /// UTF-8 JSON of an ``UplinkMessage`` or a ``KioskMessage``.
    package var header: [UInt8]
    package var payload: [UInt8]

    package init(header: [UInt8], payload: [UInt8] = []) {
        self.header = header
        self.payload = payload
    }

    /// The bytes that go on the socket.
    ///
    /// - Throws: ``FrameViolation/tooLong(_:)`` when the other side would refuse.
    package func encoded() throws(FrameViolation) -> [UInt8] {
        let length = 4 + header.count + payload.count
        guard length <= Frame.maximumLengthBytes else { throw .tooLong(length) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 + length)
        bytes.append(bigEndian: length)
        bytes.append(bigEndian: header.count)
        bytes += header
        bytes += payload
        return bytes
    }
}

/// What makes a byte stream no Link; the connection is then closed.
package enum FrameViolation: Error, Hashable, Sendable, CustomStringConvertible {
    /// A `length` above ``Frame/maximumLengthBytes``.
    case tooLong(Int)
    /// A `length` too short to hold the header's own length.
    case tooShort(Int)
    /// A header said to end behind its frame.
    case headerOutside(header: Int, frame: Int)
    /// A header that is not JSON of the message its `type` names.
    case unreadableHeader
    /// Items whose lengths do not add up to the payload.
    case payloadMismatch

    package var description: String {
        switch self {
        case .tooLong(let length): "a frame of \(length) bytes; \(Frame.maximumLengthBytes) are allowed"
        case .tooShort(let length): "a frame of \(length) bytes; the header's length takes 4"
        case .headerOutside(let header, let frame): "a header of \(header) bytes in a frame of \(frame)"
        case .unreadableHeader: "a header that is not the JSON its type promises"
        case .payloadMismatch: "a batch whose lengths do not add up to its payload"
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: Int) {
        self += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
