import FHIR
import FoundationEssentials
import Sealing

/// The signed settings that terminals fetch (`GET /v1/device/config`).
///
/// Only handed on: terminals check the signature, this server cannot.
struct SettingsFile: Sendable {
    let path: String

    /// The file as it is now; nil when it is missing or too long.
    func read() -> [UInt8]? {
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= Limits.settingsBytes else {
            return nil
        }
        return [UInt8](data)
    }

    /// The serial that the payload claims.
    var serial: Int? {
        guard let bytes = read(), let payload = try? JSONValue(parsing: bytes)["payload"]?.string else {
            return nil
        }
        let base64 = payload.replacing("-", with: "+").replacing("_", with: "/")
        let padded = base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4)
        guard let content = Data(base64Encoded: padded),
            case .integer(let serial)? = try? JSONValue(parsing: [UInt8](content))["serial"]
        else { return nil }
        return Int(serial)
    }
}
