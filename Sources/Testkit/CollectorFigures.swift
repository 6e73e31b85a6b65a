import Foundation

/// What a collector's `GET /figures` counts, per journal.
package struct CollectorFigures: Hashable, Sendable, Decodable {
    package struct Journal: Hashable, Sendable, Decodable {
        package var device: String
        package var journalId: String
        package var n: Int
        package var lastSeq: Int
    }

    package var n: Int
    package var byDevice: [Journal]

    /// Asks the collector on this machine over TLS.
    ///
    /// - Parameter authority: the PEM file of its certificate authority.
    package init(at port: Int, trusting authority: String) throws {
        // Foundation's own client cannot be given a certificate authority here.
        let answer = try Program.run(
            "/usr/bin/curl",
            [
                "--silent", "--show-error", "--fail", "--max-time", "30", "--cacert", authority,
                "https://127.0.0.1:\(port)/figures",
            ])
        self = try JSONDecoder().decode(Self.self, from: Data(answer.utf8))
    }
}
