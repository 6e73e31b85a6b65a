import FHIR
import FoundationEssentials
import Surveys

/// Who spoke in a reply when its bytes were rendered: kept with it, so that bytes
/// rendered anew after their receipt name the unit that was judged, wherever the
/// terminal stands by now.
struct Voice: Codable {
    var device: String
    var unit: CareUnit
    var version: String
    var precision: AuthoredPrecision
    var isTest: Bool

    init(_ context: RenderContext) {
        device = context.deviceID
        unit = context.unit
        version = context.appVersion
        precision = context.authoredPrecision
        isTest = context.isTest
    }

    /// Canonical JSON: equal voices are one word of the journal.
    var text: String {
        guard let bytes = try? CanonicalJSON.encode(self) else {
            preconditionFailure("a voice is made of texts")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Nil for a text of another form.
    init?(text: String) {
        guard let voice = try? JSONDecoder().decode(Voice.self, from: Data(text.utf8)) else { return nil }
        self = voice
    }

    func context(at now: Instant) -> RenderContext {
        RenderContext(
            deviceID: device, unit: unit, appVersion: version, authoredPrecision: precision, isTest: isTest,
            now: now)
    }
}
