/// How a collector listens and what it hands out.
package struct Configuration: Sendable {
    /// An address of this machine, or a name of one.
    package var host: String
    /// 0 takes a free one; ``Happening/listening(port:)`` tells which.
    package var port: Int
    /// Plain HTTP without.
    package var tls: TLSFiles?
    /// Packs: one Questionnaire in each `.json` file.
    package var surveysFolder: String?
    /// The signed settings, read anew for each request.
    package var settingsFile: String?
    /// The time of day in milliseconds since 1970 (UTC).
    package var now: @Sendable () -> Int64

    package init(
        host: String = "127.0.0.1", port: Int, tls: TLSFiles? = nil, surveysFolder: String? = nil,
        settingsFile: String? = nil, now: @escaping @Sendable () -> Int64 = utcMilliseconds
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.surveysFolder = surveysFolder
        self.settingsFile = settingsFile
        self.now = now
    }
}

/// A server's certificate chain and its key, in PEM.
package struct TLSFiles: Hashable, Sendable {
    package var certificate: String
    package var key: String

    package init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}

/// What one request may cost.
enum Limits {
    static let bodyBytes = 1 << 20
    static let entries = 500
    static let pageOfReplies = 500
    static let settingsBytes = 256 * 1024
    static let idleSeconds: Int64 = 60
    static let connections = 10_000
}
