import FoundationEssentials
import Sealing
import Surveys

/// What the county decided for one terminal: a signed document.
///
/// Unknown keys are ignored, so that an older terminal reads newer settings.
/// `palautectl schema settings` prints the form.
package struct Settings: Hashable, Sendable, Codable {
    package struct Unit: Hashable, Sendable, Codable {
        /// The unit's OID in the SOTE organisation register.
        package var oid: String
        /// From the county down to the unit.
        package var path: [String]
        package var name: [Language: String]
    }

    /// A survey is pinned by its canonical and by the SHA-256 of its canonical
    /// JSON without `meta`: who carries it need not be trusted.
    package struct PinnedSurvey: Hashable, Sendable, Codable {
        package var canonical: String
        package var sha256: String
    }

    package struct ThemeName: Hashable, Sendable, Codable {
        package var name: String
    }

    /// Where the terminal stands.
    package enum Place: String, Hashable, Sendable, Codable {
        /// People come by: a choice goes on by itself after a visible moment.
        case lobby
        /// Residents, often with a helper: nothing goes on by itself.
        case housing
    }

    /// What the privacy notice says of the county.
    package struct Privacy: Hashable, Sendable, Codable {
        /// Who collects.
        package var controller: String
        /// Whom to ask: a telephone number or an address.
        package var contact: String
    }

    package var serial: Int
    /// The terminal's id.
    package var device: String
    package var unit: Unit
    package var surveys: [PinnedSurvey]
    package var languages: [Language]
    package var theme: ThemeName?
    /// Nil: as in housing.
    package var place: Place?
    package var privacy: Privacy?
    package var idleSeconds: Int
    package var warnSeconds: Int
    /// Nil: always open.
    package var hours: Hours?
    /// For how many days a terminal keeps what the collector has; nil: 30.
    package var retentionDays: Int?
    package var authoredPrecision: String?
    /// From then on they are not taken any more: `2027-01-31T22:00:00Z`.
    package var notAfter: String?

    /// In days.
    package var retention: Int { retentionDays ?? 30 }

    /// What is wrong with the values; nil when they can be used.
    var fault: String? {
        if serial < 1 { return "serial must be 1 or more" }
        if device == "*" || device.isEmpty { return "device must be this terminal's id" }
        if !unit.oid.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) || unit.oid.isEmpty {
            return "unit.oid is not an OID"
        }
        if surveys.isEmpty { return "surveys is empty" }
        if languages.isEmpty { return "languages is empty" }
        if !(5...3_600 ~= idleSeconds) { return "idleSeconds must be 5–3600" }
        if !(20...3_600 ~= warnSeconds) { return "warnSeconds must be 20–3600" }
        if !(1...3_650 ~= retention) { return "retentionDays must be 1–3650" }
        if let fault = hours?.fault { return fault }
        let precisions = AuthoredPrecision.allCases.map(\.rawValue)
        if let authoredPrecision, !precisions.contains(authoredPrecision) {
            return "authoredPrecision must be one of \(precisions.joined(separator: ", "))"
        }
        if notAfter != nil, notAfterMs == nil { return "notAfter must be like 2027-01-31T22:00:00Z" }
        return nil
    }

    private var notAfterMs: Int64? {
        notAfter.flatMap { try? Date($0, strategy: .iso8601) }
            .map { Int64($0.timeIntervalSince1970 * 1_000) }
    }

    /// That they are too old at a trusted time; nil while they are not.
    func expiry(at utcMs: Int64, path: String) -> Problem? {
        guard let notAfter, let notAfterMs, utcMs >= notAfterMs else { return nil }
        return Problem(
            path: path, reason: "expired on \(notAfter)", remedy: "sign settings with a later notAfter")
    }
}

/// Whom a terminal trusts: from the image or the stick, never over the Link.
package struct Anchors: Hashable, Sendable, Codable {
    package var settingsKeys: [JWK]
}

extension Settings {
    static let remedy = "sign settings for this terminal with `palaute-collector settings sign`"

    /// Verifies and reads one signed document.
    /// - Throws: ``Problem`` naming `path` when signature, form or values fail.
    package static func open(
        _ document: [UInt8], at path: String, trusting keys: [JWK]
    ) throws(Problem) -> Settings {
        let payload: [UInt8]
        do {
            payload = try JWS.verify(document, keys: keys)
        } catch {
            throw Problem(path: path, reason: "\(error)", remedy: remedy)
        }
        let settings = try decode(Settings.self, from: payload, of: path, remedy: remedy)
        if let fault = settings.fault { throw Problem(path: path, reason: fault, remedy: remedy) }
        return settings
    }
}

extension Root {
    package func readAnchors() throws(Problem) -> Anchors {
        let remedy = "take it from the image or the provisioning stick"
        let anchors = try decode(Anchors.self, from: self.anchors, limit: 256 * 1024, remedy: remedy)
        guard !anchors.settingsKeys.isEmpty else {
            throw Problem(path: self.anchors, reason: "settingsKeys is empty", remedy: remedy)
        }
        return anchors
    }

    /// Reads one signed document wherever it lies, trusting this terminal's
    /// anchors.
    package func settings(at path: String) throws(Problem) -> Settings {
        let keys = try readAnchors().settingsKeys
        let document = try read(path, limit: JWS.maximumBytes, remedy: Settings.remedy)
        return try Settings.open(document, at: path, trusting: keys)
    }

    /// The serials of `var/lib/palaute/content`, highest first.
    func serials() throws(Problem) -> [Int] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: content)
        } catch {
            throw Problem(path: content, reason: "it cannot be listed", remedy: Settings.remedy)
        }
        return names.compactMap(Int.init).filter { $0 > 0 }.sorted(by: >)
    }
}
