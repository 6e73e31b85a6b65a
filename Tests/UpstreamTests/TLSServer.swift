import Foundation
import Upstream
import Wire

/// A folder of certificates, made once by openssl.
struct Certificates {
    static let shared = Result { try Certificates() }

    let folder: URL

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "palaute-tls-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = Process()
        script.executableURL = URL(filePath: "/bin/sh")
        script.arguments = [fixtures.appending(path: "certificates.sh").path, folder.path]
        script.standardError = FileHandle.nullDevice
        script.standardOutput = FileHandle.nullDevice
        try script.run()
        script.waitUntilExit()
        guard script.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }

    func pem(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name + ".pem"), encoding: .utf8)
    }
}

let fixtures = Bundle.module.bundleURL.appending(path: "Fixtures")

/// A real TLS server in Python that shows one of the certificates.
///
/// It ends when the value goes, or this process does.
final class TLSServer {
    let port: Int
    let certificates: Certificates
    private let folder: URL
    private let process = Process()
    private let input = Pipe()

    init(certificate: String = "good") throws {
        certificates = try Certificates.shared.get()
        folder = certificates.folder.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            fixtures.appending(path: "server.py").path,
            certificates.folder.appending(path: certificate + ".pem").path,
            certificates.folder.appending(path: certificate + ".key").path, folder.path,
        ]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw CocoaError(.executableLoad)
        }
        self.port = port
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// A client of the server that behaves as `mode` says.
    func client(
        _ mode: String = "ok", ca: String = "ca", token: String = "secret", scheme: String = "https",
        timeouts: Timeouts = Timeouts(), at year: Int64 = 2026
    ) throws -> CollectorClient {
        let base = "\(scheme)://127.0.0.1:\(port)/\(mode)"
        let anchors = Anchors(collector: base, fhirBase: base + "/fhir", ca: try certificates.pem(ca))
        let verificationMs = (year - 1970) * 31_556_952_000 + 10 * 86_400_000
        return CollectorClient(
            anchors: anchors, device: Device(device: "test", token: token), timeouts: timeouts
        ) { verificationMs }
    }

    /// What was stored, by id, and which ids came again with other content.
    func stored() throws -> (contents: [String: String], conflicts: [String]) {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let contents = try files.filter { $0.pathExtension == "stored" }.map {
            ($0.deletingPathExtension().lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
        }
        let conflicts = files.filter { $0.pathExtension == "conflict" }.map(\.lastPathComponent)
        return (Dictionary(uniqueKeysWithValues: contents), conflicts)
    }

    func body(_ number: Int) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: "\(number).body")))
    }
}

/// A reply whose bytes no encoder of ours would write in this way.
func reply(_ number: Int, text: String = "a\\u0062/\\/") -> OutgoingReply {
    let id = ReplyID(high: UInt64(number) &* 0x9E37_79B9_7F4A_7C15, low: UInt64(number))
    let json = #"{ "id" :"\#(id)",  "resourceType":"QuestionnaireResponse","x": "\#(text)"}"#
    return OutgoingReply(id: id, sha256: String(repeating: "0", count: 64), bytes: Array(json.utf8))
}
