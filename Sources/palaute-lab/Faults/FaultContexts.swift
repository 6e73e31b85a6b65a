import FoundationEssentials
import NIOSSL
import Testkit

/// What a fault server shows in its handshakes: good certificates and bad ones.
struct FaultContexts: Sendable {
    /// The name of the collector, beside 127.0.0.1.
    static let name = "collector.test"

    /// The authority that terminals are told to trust, as a PEM file.
    let authority: String
    private let good: NIOSSLContext
    private let other: [Fault: NIOSSLContext]

    /// Makes two authorities and their certificates in a folder, by openssl.
    init(in folder: TemporaryFolder) throws {
        let workshop = Workshop(path: folder.path)
        try workshop.makeAuthorities()
        let (here, long) = ("IP:127.0.0.1,DNS:\(Self.name)", "20390101000000Z")
        let past = "20200101000000Z"
        authority = "\(folder.path)/ca.pem"
        good = try workshop.context("good", for: here, past, long, by: "ca")
        other = [
            .renewed: try workshop.context("renewed", for: here, past, long, by: "ca"),
            .expired: try workshop.context("expired", for: here, past, "20210101000000Z", by: "ca"),
            .notYetValid: try workshop.context("early", for: here, "20380101000000Z", long, by: "ca"),
            .otherName: try workshop.context("elsewhere", for: "DNS:elsewhere.test", past, long, by: "ca"),
            .otherAuthority: try workshop.context("foreign", for: here, past, long, by: "other"),
            .oldTLS: try workshop.context("old", for: here, past, long, by: "ca", newest: .tlsv11),
        ]
    }

    subscript(fault: Fault?) -> NIOSSLContext { fault.flatMap { other[$0] } ?? good }
}

/// Two authorities in a folder.
private struct Workshop {
    let path: String

    private static let rules = """
        [ca]
        default_ca = authority
        [authority]
        database = index
        new_certs_dir = .
        rand_serial = yes
        default_md = sha256
        policy = anything
        unique_subject = no
        copy_extensions = copy
        [anything]
        commonName = supplied
        [authority_extensions]
        basicConstraints = critical,CA:true

        """

    func makeAuthorities() throws {
        try Data(Self.rules.utf8).write(to: URL(filePath: "\(path)/rules"))
        try Data().write(to: URL(filePath: "\(path)/index"))
        for name in ["ca", "other"] {
            try request(name, nil)
            try sign(
                name, "20200101000000Z", "20400101000000Z", by: name,
                ["-selfsign", "-extensions", "authority_extensions"])
        }
    }

    func context(
        _ name: String, for names: String, _ from: String, _ to: String, by authority: String,
        newest: TLSVersion? = nil
    ) throws -> NIOSSLContext {
        try request(name, names)
        try sign(name, from, to, by: authority, ["-cert", "\(path)/\(authority).pem"])
        let chain = try NIOSSLCertificate.fromPEMFile("\(path)/\(name).pem")
        let key = try NIOSSLPrivateKey(file: "\(path)/\(name).key", format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = newest ?? .tlsv12
        configuration.maximumTLSVersion = newest
        return try NIOSSLContext(configuration: configuration)
    }

    private func request(_ name: String, _ names: String?) throws {
        let extensions = names.map { ["-addext", "subjectAltName=\($0)"] } ?? []
        try Program.run(
            "/usr/bin/openssl",
            [
                "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config",
                "/dev/null", "-subj", "/CN=\(name)", "-keyout", "\(path)/\(name).key", "-out",
                "\(path)/\(name).csr",
            ] + extensions)
    }

    private func sign(
        _ name: String, _ from: String, _ to: String, by authority: String, _ more: [String]
    ) throws {
        // Its database lies where it is started, and so do the names in its rules.
        let openssl = [
            "openssl", "ca", "-batch", "-notext", "-config", "rules", "-in", "\(name).csr", "-out",
            "\(path)/\(name).pem", "-startdate", from, "-enddate", to, "-keyfile", "\(authority).key",
        ]
        try Program.run("/usr/bin/env", ["-C", path] + openssl + more)
    }
}
