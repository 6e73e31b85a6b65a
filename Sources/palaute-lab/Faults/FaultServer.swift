import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A collector that fails in every way there is, at one port of this machine.
final class FaultServer: Sendable {
    /// How long nobody listens when a connection is to be refused.
    private static let pause = TimeAmount.milliseconds(1_500)

    let port: Int
    private let door: Door
    private let group: MultiThreadedEventLoopGroup

    init(_ desk: FaultDesk, _ contexts: FaultContexts) throws {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        door = Door(desk: desk, contexts: contexts, group: group)
        port = try door.open(at: 0).wait()
    }

    func stop() throws { try group.syncShutdownGracefully() }

    /// The listening socket, which now and then is not there.
    private final class Door: Sendable {
        private let desk: FaultDesk
        private let contexts: FaultContexts
        private let group: MultiThreadedEventLoopGroup
        private let listener: Mutex<(any Channel)?> = Mutex(nil)

        init(desk: FaultDesk, contexts: FaultContexts, group: MultiThreadedEventLoopGroup) {
            (self.desk, self.contexts, self.group) = (desk, contexts, group)
        }

        func open(at port: Int) -> EventLoopFuture<Int> {
            ServerBootstrap(group: group)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try self.receive(channel) }
                }
                .bind(host: "127.0.0.1", port: port)
                .map { channel in
                    self.listener.withLock { $0 = channel }
                    return channel.localAddress?.port ?? 0
                }
        }

        private func closeForAWhile() {
            guard let channel = listener.withLock({ $0 }), let port = channel.localAddress?.port else {
                return
            }
            channel.close(promise: nil)
            reopen(at: port)
        }

        /// Listens again after the pause, and tries until it can.
        private func reopen(at port: Int) {
            _ = group.next().scheduleTask(in: FaultServer.pause) {
                self.open(at: port).whenFailure { _ in self.reopen(at: port) }
            }
        }

        /// Sets up a connection that was made a moment ago.
        private func receive(_ channel: any Channel) throws {
            let fault = desk.connected()
            let plug = RawPlug(desk)
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(plug)
            switch fault {
            case .blackHole: break
            case .reset, .noName: plug.reset()
            case .refused:
                plug.reset()
                closeForAWhile()
            case .cutHandshake: try pipeline.addHandler(Blurter([22, 3, 3, 0, 122, 2, 0, 0, 118, 3, 3, 7]))
            case .plainHTTP:
                let page = HTTPText.answer(
                    [], status: "302 Found", headers: ["Location: http://portal.test/"])
                try pipeline.addHandler(Blurter(page))
            default:
                try pipeline.addHandler(NIOSSLServerHandler(context: contexts[fault]))
                try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                try pipeline.addHandler(
                    FaultConnection(desk, isStranger: fault?.isStranger ?? false, plug: plug))
            }
        }
    }
}
