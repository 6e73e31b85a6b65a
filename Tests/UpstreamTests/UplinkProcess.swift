import Foundation
import Testing
import Upstream

/// palaute-uplink as it is shipped, in a folder of its own.
final class UplinkProcess {
    let root: URL
    private var process: Process?
    private let log: FileHandle

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "up-\(UUID().uuidString.prefix(8))")
        for folder in ["etc/palaute", "var/lib/palaute-uplink", "run/palaute"] {
            try FileManager.default.createDirectory(
                at: root.appending(path: folder), withIntermediateDirectories: true)
        }
        let logPath = root.appending(path: "log").path
        _ = FileManager.default.createFile(atPath: logPath, contents: nil)
        log = try #require(FileHandle(forWritingAtPath: logPath))
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: root)
    }

    var linkPath: String { root.appending(path: "run/palaute/link.sock").path }

    /// Everything it has logged so far, by all its lives.
    func logged() throws -> String {
        try String(contentsOf: root.appending(path: "log"), encoding: .utf8)
    }

    func provision(for server: TLSServer, token: String = "secret") throws {
        let base = "https://127.0.0.1:\(server.port)/ok"
        let anchors = Anchors(
            collector: base, fhirBase: base + "/fhir", ca: try server.certificates.pem("ca"))
        try JSONEncoder().encode(anchors).write(
            to: root.appending(path: "etc/palaute/anchors.json"), options: .atomic)
        let device = root.appending(path: "var/lib/palaute-uplink/device.json")
        try? FileManager.default.removeItem(at: device)
        let content = try JSONEncoder().encode(Device(device: "test", token: token))
        #expect(
            FileManager.default.createFile(
                atPath: device.path, contents: content, attributes: [.posixPermissions: 0o600]))
    }

    func start() throws {
        let process = Process()
        process.executableURL = Bundle.module.bundleURL.deletingLastPathComponent()
            .appending(path: "palaute-uplink")
        process.arguments = ["--root", root.path]
        process.standardError = log
        try process.run()
        self.process = process
    }

    /// Ends it as a power cut would.
    func kill() {
        guard let process else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    /// Asks it to stop and gives its exit code.
    func terminate() -> Int32 {
        guard let process else { return -1 }
        process.terminate()
        process.waitUntilExit()
        self.process = nil
        return process.terminationReason == .exit ? process.terminationStatus : -1
    }
}
