import Hummingbird

/// What is known of a request beside the request: who the peer is.
struct CollectorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The peer's address; nil when it has none.
    let peer: String?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }
}
