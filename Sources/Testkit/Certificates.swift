import Foundation

/// A certificate authority of the test's own and one server certificate for
/// 127.0.0.1, made by the openssl program.
package struct Certificates: Sendable {
    /// PEM files.
    package let authority: String
    package let certificate: String
    package let key: String

    package init(in folder: TemporaryFolder, name: String = "server") throws {
        let base = "\(folder.path)/\(name)"
        authority = "\(base)-ca.pem"
        certificate = "\(base).pem"
        key = "\(base).key"
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        try Self.openssl(
            ["req", "-x509"] + curve + [
                "-days", "30", "-subj", "/CN=Palaute test CA", "-keyout", "\(base)-ca.key", "-out", authority,
            ])
        try Self.openssl(
            ["req", "-x509"] + curve + [
                "-days", "30", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                "-addext", "basicConstraints=critical,CA:false", "-CA", authority, "-CAkey",
                "\(base)-ca.key", "-keyout", key, "-out", certificate,
            ])
    }

    private static func openssl(_ arguments: [String]) throws {
        try Program.run("/usr/bin/openssl", arguments)
    }
}
