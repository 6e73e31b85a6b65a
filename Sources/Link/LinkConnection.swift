import Linux
import Wire

/// The Link as the kiosk holds it.
package typealias KioskLink = LinkConnection<UplinkMessage, KioskMessage>
/// The Link as the uplink holds it.
package typealias UplinkLink = LinkConnection<KioskMessage, UplinkMessage>

/// What a turn of the loop found on the Link.
package enum LinkEvent<Message: LinkMessage>: Hashable, Sendable {
    /// A message, with the frame whose payload belongs to it.
    case received(Message, Frame)
    /// The connection is over, and why; always the last event.
    case closed(reason: String)
}

/// One connection between kiosk and uplink, never blocking.
///
/// It is a descriptor for the caller's ``Poller``: readable → ``drain()``,
/// writable while ``wantsWrite`` → ``drain()`` too. It has no loop, no clock and
/// no memory of the connection before: either side may restart at any moment,
/// and whatever had no receipt is asked for again. A frame of a type not known
/// here is passed over. Dropping the value closes the connection.
package final class LinkConnection<Incoming: LinkMessage, Outgoing: LinkMessage> {
    /// Two of the longest frames may wait for the other side to read.
    package static var outgoingLimitBytes: Int { 2 * Frame.maximumLengthBytes }
    /// One turn reads at most this much, so that a talkative peer cannot hold
    /// the loop.
    private static var turnLimitBytes: Int { 256 * 1024 }

    package let descriptor: Descriptor
    private var decoder = FrameDecoder()
    private var outgoing: ArraySlice<UInt8> = []
    private var isClosed = false

    /// Takes over a connected, non-blocking stream socket.
    package init(owning descriptor: Descriptor) {
        self.descriptor = descriptor
    }

    /// Connects to the kiosk's socket; nil while nobody listens there.
    package static func connect(to path: String) throws(SystemError) -> LinkConnection? {
        try LocalSocket.connect(to: path).map(LinkConnection.init(owning:))
    }

    /// Bytes wait for the other side to make room.
    package var wantsWrite: Bool { !outgoing.isEmpty }

    /// Queues a message and sends what goes at once.
    ///
    /// - Returns: false when it was left out: longer than a frame may be, too
    ///   much waiting already, or the connection over. Nothing is lost by that:
    ///   the protocol asks again. A broken connection shows in ``drain()``.
    @discardableResult
    package func send(_ message: Outgoing, payload: [UInt8] = []) -> Bool {
        send(Frame(message, payload: payload))
    }

    /// ``send(_:payload:)`` for a frame already made, such as a batch.
    @discardableResult
    package func send(_ frame: Frame) -> Bool {
        guard !isClosed, let bytes = try? frame.encoded(),
            outgoing.count + bytes.count <= Self.outgoingLimitBytes
        else { return false }
        outgoing += bytes
        // A failure comes again in drain(), which tells the reason.
        try? flush()
        return true
    }

    /// Sends what waits and gives what came, in order, without waiting.
    ///
    /// After ``LinkEvent/closed(reason:)`` it gives nothing more.
    package func drain() -> [LinkEvent<Incoming>] {
        var events: [LinkEvent<Incoming>] = []
        guard !isClosed else { return events }
        do {
            try read(into: &events)
            try flush()
        } catch {
            isClosed = true
            outgoing = []
            events.append(.closed(reason: "\(error)"))
        }
        return events
    }

    private func flush() throws(SystemError) {
        while !outgoing.isEmpty {
            let sent = try LocalSocket.send(outgoing, over: descriptor)
            if sent == 0 { return }
            outgoing = outgoing.dropFirst(sent)
        }
        outgoing = []
    }

    private func read(into events: inout [LinkEvent<Incoming>]) throws {
        var taken = 0
        while taken < Self.turnLimitBytes, let bytes = try descriptor.read(upTo: 65_536, subject: "link") {
            if bytes.isEmpty { throw Ended() }
            taken += bytes.count
            decoder.append(bytes)
            while let frame = try decoder.next() {
                if let message = try frame.message(as: Incoming.self) {
                    events.append(.received(message, frame))
                }
            }
        }
    }
}

private struct Ended: Error, CustomStringConvertible {
    let description = "the other side closed it"
}
