import FHIR
import Sealing

/// Makes and uses the key that settings are signed with.
///
/// For development and small installations; a county keeps this key elsewhere
/// than on the server that hands the settings out.
package enum SettingsSigning {
    /// A new ES256 key as JSON, with its private part.
    package static func makeKey() throws -> [UInt8] {
        try JWK.generate(.p256).json
    }

    /// What terminals trust of a key: its public part, for `anchors.json`.
    package static func publicPart(of key: [UInt8]) throws(InputProblem) -> [UInt8] {
        try read(key).publicPart.json
    }

    /// The settings in `payload`, signed: canonical JSON in a flattened JWS.
    ///
    /// - Throws: ``InputProblem`` for a payload that no terminal would take.
    package static func sign(_ payload: [UInt8], with key: [UInt8]) throws(InputProblem) -> [UInt8] {
        let key = try read(key)
        let settings: JSONValue
        do throws(JSONProblem) { settings = try JSONValue(parsing: payload) } catch {
            throw InputProblem("settings: \(error); write JSON with whole numbers")
        }
        guard case .integer(let serial)? = settings["serial"], serial > 0 else {
            throw InputProblem("settings: serial is not a whole number above 0; raise it with each change")
        }
        guard settings["device"]?.string != nil else {
            throw InputProblem("settings: device is missing; name one by its UUID, or all by \"*\"")
        }
        do throws(SealingError) { return try JWS.sign(settings.bytes, with: key) } catch {
            throw InputProblem("settings: \(error)")
        }
    }

    private static func read(_ key: [UInt8]) throws(InputProblem) -> JWK {
        do throws(SealingError) { return try JWK(json: key) } catch {
            throw InputProblem("signing key: \(error); `palaute-collector key make` makes one")
        }
    }
}
