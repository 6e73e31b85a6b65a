import CLinux
import NIOCore
import NIOHTTP1

/// One connection over TLS: reads requests, and gives what the desk says.
final class FaultConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let desk: FaultDesk
    private let number: Int
    /// Nobody may speak to it.
    private let isStranger: Bool
    private let plug: RawPlug
    private var request = FaultRequest(path: "", host: "", body: [])
    private var isGone = false

    init(_ desk: FaultDesk, isStranger: Bool, plug: RawPlug) {
        (self.desk, self.isStranger, self.plug) = (desk, isStranger, plug)
        number = desk.number()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            request = FaultRequest(path: head.uri, host: head.headers["host"].first ?? "", body: [])
        case .body(let buffer): request.body += buffer.readableBytesView
        case .end: serve(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        isGone = true
        desk.end(number)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func serve(_ context: ChannelHandlerContext) {
        if isStranger { desk.note("a stranger was spoken to") }
        let others = desk.begin(number)
        if !others.isEmpty {
            // A client that gave up has closed its connection; that is seen a moment later.
            context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(300)) { [desk] in
                if desk.areUnderway(others) { desk.note("two requests were under way at once") }
            }
        }
        guard let answer = try? desk.answer(request) else { return desk.note("the fault server failed") }
        switch answer {
        case .send(let bytes, let ending): send(bytes, ending, context)
        case .trickle(let bytes): trickle(bytes[...], context)
        case .pour(let first, let rest): pour(first, then: ByteBuffer(bytes: rest), context)
        }
    }

    private func send(_ bytes: [UInt8], _ ending: FaultAnswer.Ending, _ context: ChannelHandlerContext) {
        let number = number
        let context = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.value.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes))).assumeIsolated().whenComplete {
            [desk, plug] _ in
            switch ending {
            case .stay: desk.end(number)
            case .leave: context.value.close(promise: nil)
            case .reset: plug.reset()
            case .hang: break
            }
        }
    }

    private func trickle(_ bytes: ArraySlice<UInt8>, _ context: ChannelHandlerContext) {
        guard !isGone, let first = bytes.first else { return desk.end(number) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: [first])), promise: nil)
        let context = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.value.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) {
            self.trickle(bytes.dropFirst(), context.value)
        }
    }

    /// As fast as the client takes it, until it has enough.
    private func pour(_ first: [UInt8], then rest: ByteBuffer, _ context: ChannelHandlerContext) {
        guard !isGone else { return }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        let buffer = first.isEmpty ? rest : ByteBuffer(bytes: first)
        context.writeAndFlush(wrapOutboundOut(buffer)).assumeIsolated().whenSuccess {
            // A write may be over at once: called from here, one call would lie on the other.
            bound.value.eventLoop.assumeIsolated().execute { self.pour([], then: rest, bound.value) }
        }
    }
}

/// The end of the pipeline at the socket: TLS above it cannot soften a close.
final class RawPlug: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let desk: FaultDesk
    private var context: ChannelHandlerContext?
    private var hasHeard = false

    init(_ desk: FaultDesk) { self.desk = desk }

    /// Whoever speaks at all begins with a handshake, its first byte 22.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !hasHeard, let first = unwrapInboundIn(data).readableBytesView.first, first != 22 {
            desk.note("something was said in the clear")
        }
        hasHeard = true
        context.fireChannelRead(data)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    /// Closes as a crashed machine would: with a TCP reset.
    func reset() {
        guard let context else { return }
        let socket = context.channel as? any SocketOptionProvider
        socket?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }
}

/// Says a few bytes to whoever begins a handshake, and leaves.
final class Blurter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes))).assumeIsolated().whenComplete { _ in
            bound.value.close(promise: nil)
        }
    }
}
