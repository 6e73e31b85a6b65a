import CollectorServer
import Foundation
import Synchronization
import Testkit

/// What happened at a collector, in order.
final class Told: Sendable {
    private let happenings = Mutex<[Happening]>([])

    var all: [Happening] { happenings.withLock { $0 } }

    func add(_ happening: Happening) { happenings.withLock { $0.append(happening) } }
}

/// The real collector in this process: TLS, a SQLite file, a free port. It runs on
/// threads of its own, so that no test can keep it from answering.
///
/// Everything blocks: call it within ``onThread(_:)``.
final class LocalCollector {
    typealias Dressing = @Sendable (SQLiteReplyStore) -> any ReplyStore

    let certificates: Certificates
    /// The same through every ``stop()`` and ``start()``.
    private(set) var port = 0
    let token: String
    private let folder: TemporaryFolder
    private let dressing: Dressing
    /// What it told of, since the beginning.
    let told = Told()
    private var store: any ReplyStore
    private var running: (task: Task<Void, Never>, end: Promise<Void>)?
    private var isLeaving = false

    /// Starts it, with the terminal of every ``TerminalRoot`` registered.
    ///
    /// - Parameter dressing: what is put around the store, to take a protection away.
    init(_ dressing: @escaping Dressing = { $0 }) throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteReplyStore.open(inFolder: folder.path)
        token = try waiting(for: "a token") {
            try await store.enrol(name: "desk", id: TerminalRoot.device).1.text
        }
        certificates = try Certificates(in: folder)
        (self.folder, self.dressing, self.store) = (folder, dressing, dressing(store))
        try start()
    }

    deinit {
        running?.task.cancel()
    }

    var isRunning: Bool { running != nil && !isLeaving }
    var hasEnded: Bool { running?.end.isKept ?? true }

    /// Listens, over the database as it is on the disk.
    func start() throws {
        store = dressing(try SQLiteReplyStore.open(inFolder: folder.path))
        let configuration = Configuration(
            port: port, tls: TLSFiles(certificate: certificates.certificate, key: certificates.key))
        let listening = Promise<Int>("the collector's port")
        let end = Promise<Void>("the collector's end")
        let collector = try Collector(configuration, store: store) { [told] happening in
            told.add(happening)
            if case .listening(let port) = happening { listening.keep(.success(port)) }
        }
        let task = Task(executorPreference: OwnThreads.forServers) {
            do { try await collector.run() } catch { listening.keep(.failure(error)) }
            end.keep(.success(()))
        }
        (running, isLeaving) = ((task, end), false)
        port = try listening.wait(within: 30)
    }

    /// Has it end, whatever request is under way: that one gets no answer. It
    /// takes NIO five seconds where an idle client does not close its connection.
    func leave() {
        running?.task.cancel()
        isLeaving = true
    }

    /// Ends it, and waits for that.
    func stop() throws {
        leave()
        try running?.end.wait(within: 30)
        running = nil
    }

    /// What it has stored, in the order of arrival.
    func replies() throws -> [StoredReply] {
        try waiting(for: "the stored replies") { [store] in
            try await store.replies(after: 0, limit: 100_000)
        }
    }

    func figures() throws -> CollectorFigures {
        try CollectorFigures(at: port, trusting: certificates.authority)
    }
}
