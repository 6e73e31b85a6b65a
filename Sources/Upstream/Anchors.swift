import FoundationEssentials
import Linux

/// Whom this terminal trusts (`etc/palaute/anchors.json`): from the image or the
/// stick, never over the Link.
package struct Anchors: Hashable, Sendable, Codable {
    /// Base of the device plane, without a slash at its end.
    package var collector: String
    /// Base of the FHIR server, without a slash at its end.
    package var fhirBase: String
    /// PEM of the one certificate authority that is believed.
    package var ca: String

    package init(collector: String, fhirBase: String, ca: String) {
        self.collector = collector
        self.fhirBase = fhirBase
        self.ca = ca
    }
}

extension Anchors {
    /// Whether the device plane's server also has the replies: it knows then which it
    /// lacks. They are one where they are of one origin.
    package var repliesGoToCollector: Bool {
        func origin(_ url: String) -> Substring {
            url.lowercased().dropFirst("https://".count).prefix { $0 != "/" }
        }
        return origin(collector) == origin(fhirBase)
    }
}

/// Who this terminal is towards the collector (`device.json`).
package struct Device: Hashable, Sendable, Codable {
    package var device: String
    /// The bearer token; never logged.
    package var token: String

    package init(device: String, token: String) {
        self.device = device
        self.token = token
    }
}

/// A file that keeps the uplink from working: what, where, what to do.
package struct ConfigurationProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    init(_ path: String, _ problem: String) {
        description = "\(path): \(problem)"
    }
}

extension Anchors {
    /// Reads and checks the file at `path`.
    package static func read(from path: String) throws(ConfigurationProblem) -> Anchors {
        var anchors: Anchors = try decode(path, remedy: "provision the terminal again")
        for (name, url) in [("collector", anchors.collector), ("fhirBase", anchors.fhirBase)] {
            guard url.hasPrefix("https://"), url.utf8.count > 8, isPlain(url) else {
                throw ConfigurationProblem(path, "\(name) is not an https address; correct it")
            }
        }
        guard anchors.ca.contains("-----BEGIN CERTIFICATE-----") else {
            throw ConfigurationProblem(path, "ca holds no PEM certificate; put the collector's CA there")
        }
        anchors.collector = trimmed(anchors.collector)
        anchors.fhirBase = trimmed(anchors.fhirBase)
        return anchors
    }

    private static func trimmed(_ url: String) -> String {
        String(url.reversed().drop { $0 == "/" }.reversed())
    }
}

extension Device {
    /// Reads and checks the file at `path`, which nobody but its owner may open.
    package static func read(from path: String) throws(ConfigurationProblem) -> Device {
        let device: Device = try decode(path, remedy: "enrol the terminal: palaute-collector device add")
        // Whoever could read it a moment ago can be asked for its mode too.
        let mode = (try? fileMode(path)) ?? 0o777
        guard mode & 0o077 == 0 else {
            throw ConfigurationProblem(
                path, "mode is 0\(String(mode, radix: 8)), others can read the token; chmod 600 it")
        }
        guard !device.token.isEmpty, isPlain(device.token) else {
            throw ConfigurationProblem(path, "token is empty or has control characters; enrol again")
        }
        return device
    }
}

/// Visible ASCII: what a header or an address may hold.
private func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
}

private func decode<Content: Decodable>(
    _ path: String, remedy: String
) throws(ConfigurationProblem) -> Content {
    let bytes: [UInt8]
    do throws(SystemError) {
        bytes = try readFile(path, limit: 256 * 1024)
    } catch {
        throw ConfigurationProblem(path, "\(error); \(remedy)")
    }
    do {
        return try JSONDecoder().decode(Content.self, from: Data(bytes))
    } catch DecodingError.keyNotFound(let key, _) {
        throw ConfigurationProblem(path, "\(key.stringValue) is missing; \(remedy)")
    } catch {
        throw ConfigurationProblem(path, "not the JSON expected; \(remedy)")
    }
}
