import Hummingbird
import HummingbirdCore
import HummingbirdTLS

/// The county's side: takes replies in, keeps them, hands surveys and settings out.
package struct Collector: Sendable {
    private let configuration: Configuration
    private let store: any ReplyStore
    private let surveys: SurveyShelf
    private let tell: @Sendable (Happening) -> Void

    /// Reads the survey packs and gets ready; nothing listens yet.
    ///
    /// - Parameter tell: hears what happens, on any thread; it must not block.
    /// - Throws: ``InputProblem``.
    package init(
        _ configuration: Configuration, store: any ReplyStore,
        tell: @escaping @Sendable (Happening) -> Void = { _ in }
    ) throws(InputProblem) {
        self.configuration = configuration
        self.store = store
        surveys = try configuration.surveysFolder.map(SurveyShelf.init(folder:)) ?? SurveyShelf()
        self.tell = tell
    }

    /// Serves until the task is cancelled.
    ///
    /// - Throws: ``InputProblem`` for certificates, NIO's error for the socket.
    package func run() async throws {
        var application = try application()
        // A cancelled server calls each connection that it ends an error.
        application.logger.logLevel = .critical
        try await application.run()
    }

    /// Serves until SIGTERM or SIGINT, then lets requests under way finish.
    package func runUntilSignalled() async throws {
        try await application().runService()
    }

    private func application() throws -> Application<RouterResponder<CollectorContext>> {
        let http = HTTPServerBuilder.http1(configuration: .init(idleTimeout: .seconds(Limits.idleSeconds)))
        var application = Application(
            router: router(),
            server: try configuration.tls.map { try .tls(http, tlsConfiguration: $0.server()) } ?? http,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(Limits.connections)),
            onServerRunning: { [tell] channel in
                if let port = channel.localAddress?.port { tell(.listening(port: port)) }
            })
        application.logger.logLevel = .error
        return application
    }

    private func router() -> Router<CollectorContext> {
        let router = Router(context: CollectorContext.self)
        let gate = Gate(store: store)
        let receiver = Receiver(store: store, now: configuration.now, tell: tell)
        router.add(middleware: RefusalMiddleware(tell: tell))
        FHIRRoutes(
            store: store, surveys: surveys, receiver: receiver, gate: gate, started: configuration.now()
        )
        .add(to: router.group("fhir"))
        DeviceRoutes(
            store: store, gate: gate, settings: configuration.settingsFile.map(SettingsFile.init(path:)),
            now: configuration.now
        ).add(to: router.group("v1/device"))
        FigureRoutes(store: store, surveys: surveys).add(to: router)
        return router
    }
}

extension TLSFiles {
    fileprivate func server() throws(InputProblem) -> TLSConfiguration {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
            configuration.minimumTLSVersion = .tlsv12
            return configuration
        } catch {
            throw InputProblem(
                "TLS: \(certificate) and \(key): \(error); give a certificate chain and its key in PEM")
        }
    }
}
