import Foundation
import Linux
import Provisioning
import Sealing

/// A whole, valid terminal below a temporary folder: the image's files, signed
/// settings and the board `desk`. Tests break one thing of it at a time.
package final class TerminalRoot: Sendable {
    package static let device = "3f6e0c9a-6b1d-4c58-9d0e-2a7b51c0ffee"
    package static let unit = "1.2.246.10.12345678.10.1"

    /// The package's own root, where Assets lie.
    package static let checkout = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private let folder: TemporaryFolder
    package let key: JWK

    package init() throws {
        folder = try TemporaryFolder()
        key = try JWK.generate(.p256)
        let share = "\(folder.path)/usr/share/palaute"
        for sub in ["usr/share/palaute/boards", "etc/palaute", "run/palaute", "var/lib/palaute/content"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(sub)", withIntermediateDirectories: true)
        }
        for asset in ["surveys", "translations", "themes"] {
            try FileManager.default.copyItem(
                atPath: Self.checkout.appending(path: "Assets/\(asset)").path, toPath: "\(share)/\(asset)")
        }
        try FileManager.default.createSymbolicLink(
            atPath: "\(share)/fonts", withDestinationPath: "/usr/share/fonts/opentype/inter")
        try write(Self.deskRecord, to: "usr/share/palaute/boards/desk.json")
        try write("desk\n", to: "etc/palaute/board")
        try write(anchors(key), to: "etc/palaute/anchors.json")
        try install(settings())
    }

    package var path: String { folder.path }
    package var root: Root { Root(folder.path) }

    /// Writes `text` below the root.
    package func write(_ text: String, to relative: String) throws {
        let path = "\(folder.path)/\(relative)"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    package func remove(_ relative: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(relative)")
    }

    /// Valid settings; tests change what they are about.
    package func settings(serial: Int = 1) throws -> [String: Any] {
        let survey = try SurveyFile(path: "\(folder.path)/usr/share/palaute/surveys/nps.json")
        return [
            "serial": serial, "device": Self.device,
            "unit": [
                "oid": Self.unit, "path": ["Testialue", "Testiyksikkö"], "name": ["fi": "Testiyksikkö"],
            ],
            "surveys": [["canonical": survey.canonical, "sha256": try survey.sha256]],
            "languages": ["fi", "sv", "en"], "theme": ["name": "paiva"], "idleSeconds": 30, "warnSeconds": 20,
        ]
    }

    /// Signs `settings` and puts them where the terminal looks for them.
    package func install(_ settings: [String: Any], signedBy other: JWK? = nil) throws {
        let payload = try JSONSerialization.data(withJSONObject: settings)
        try install(Array(payload), serial: settings["serial"] as? Int ?? 0, signedBy: other)
    }

    /// Signs what may be no settings, and puts them into the folder of `serial`.
    package func install(_ payload: [UInt8], serial: Int, signedBy other: JWK? = nil) throws {
        let document = try JWS.sign(payload, with: other ?? key)
        try write(
            String(decoding: document, as: UTF8.self), to: "var/lib/palaute/content/\(serial)/settings.jws")
    }

    /// Tells the uplink where the collector is, whom it trusts and who it is.
    package func enrol(
        at port: Int, host: String = "127.0.0.1", authority: String, token: String
    ) throws {
        let pem = try String(contentsOfFile: authority, encoding: .utf8)
        try write(
            anchors(key, collector: "https://\(host):\(port)", ca: pem), to: "etc/palaute/anchors.json")
        try write(
            #"{"device":"\#(Self.device)","token":"\#(token)"}"#, to: "var/lib/palaute-uplink/device.json")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: "\(path)/var/lib/palaute-uplink/device.json")
        // The last time known to be true, at which certificates are judged.
        try write("\(Clock.wallMilliseconds())\n", to: "var/lib/palaute-uplink/time")
    }

    private func anchors(
        _ key: JWK, collector: String = "https://127.0.0.1", ca: String = ""
    ) throws -> String {
        let anchors: [String: Any] = [
            "collector": collector, "fhirBase": collector + "/fhir", "ca": ca,
            "settingsKeys": [try JSONSerialization.jsonObject(with: Data(key.publicPart.json))],
        ]
        return String(decoding: try JSONSerialization.data(withJSONObject: anchors), as: UTF8.self)
    }

    package static let deskRecord = """
        {"name":"desk","display":"memory","connector":null,"mm":[217,135.6],"px":[1280,800],"rotation":0,
         "distanceMm":500,"touch":{"kind":"script","match":null,"matrix":[1,0,0,0,1,0]}}
        """
}
