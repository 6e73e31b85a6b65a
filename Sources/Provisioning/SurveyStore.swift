import FHIR
import FoundationEssentials
import Sealing
import Surveys

extension Root {
    /// Finds the pack that `pin` names among the content of `serial` and the
    /// image's own, and checks that it is the very same.
    func survey(_ pin: Settings.PinnedSurvey, serial: Int) throws(Problem) -> Survey {
        var unreadable: Problem?
        for folder in ["\(content)/\(serial)", "\(share)/surveys"] {
            for name in packs(in: folder) {
                let path = "\(folder)/\(name)"
                let file: SurveyFile
                do throws(Problem) {
                    file = try SurveyFile(path: path)
                } catch {
                    unreadable = unreadable ?? error
                    continue
                }
                guard file.canonical == pin.canonical else { continue }
                guard try file.sha256 == pin.sha256 else {
                    throw Problem(
                        path: path, reason: "it is not the \(pin.canonical) that the settings pin",
                        remedy: "publish a changed survey under a new version and sign settings for it")
                }
                return try file.survey()
            }
        }
        // It may be the very one, and it is what somebody can mend.
        if let unreadable { throw unreadable }
        throw Problem(
            path: "\(content)/\(serial)", reason: "\(pin.canonical) is not here",
            remedy: "put the pack beside the settings or into \(share)/surveys")
    }

    private func packs(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }
}

/// One pack file: a FHIR Questionnaire.
package struct SurveyFile {
    package static let maximumBytes = 1024 * 1024

    package let path: String
    package let questionnaire: Questionnaire
    private let bytes: [UInt8]

    static let remedy = "run `palautectl survey check` on it and mend the pack"

    /// Decodes a pack without judging its questions.
    package init(_ bytes: [UInt8], at path: String) throws(Problem) {
        self.path = path
        do {
            questionnaire = try JSONDecoder().decode(Questionnaire.self, from: Data(bytes))
        } catch {
            let reason = (error as? DecodingError)?.place(in: bytes) ?? "it cannot be read"
            throw Problem(path: path, reason: reason, remedy: Self.remedy)
        }
        self.bytes = bytes
    }

    /// Reads the pack at `path`.
    package init(path: String) throws(Problem) {
        let bytes = try read(path, limit: Self.maximumBytes, remedy: Self.remedy)
        try self.init(bytes, at: path)
    }

    package var canonical: String { "\(questionnaire.url ?? "")|\(questionnaire.version ?? "")" }

    /// Hexadecimal SHA-256 of the canonical JSON without `meta`; made only when asked
    /// for, as most packs of a folder are not the one that is looked for.
    ///
    /// - Throws: a pack that has no canonical form (RFC 8785), such as one that names
    ///   a member twice.
    package var sha256: String {
        get throws(Problem) {
            do {
                return SHA256.digest(of: try CanonicalJSON.withoutMeta(bytes)).hex
            } catch {
                throw Problem(path: path, reason: "\(error)", remedy: Self.remedy)
            }
        }
    }

    /// How settings name this very pack.
    package var pin: Settings.PinnedSurvey {
        get throws(Problem) { Settings.PinnedSurvey(canonical: canonical, sha256: try sha256) }
    }

    /// The survey, whole and valid.
    package func survey() throws(Problem) -> Survey {
        let survey: Survey
        do {
            survey = try Survey(questionnaire: questionnaire)
        } catch {
            throw Problem(path: path, reason: "\(error)", remedy: Self.remedy)
        }
        if let problem = survey.problems().first {
            throw Problem(path: path, reason: "\(problem)", remedy: Self.remedy)
        }
        return survey
    }
}

extension DecodingError {
    /// The ``place``, and the linkId of the item that it lies in.
    fileprivate func place(in bytes: [UInt8]) -> String {
        var value = try? JSONValue(parsing: bytes)
        var linkID: String?
        for key in keys {
            if case .array(let elements)? = value, let index = key.intValue, index < elements.count {
                value = elements[index]
            } else {
                value = value?[key.stringValue]
            }
            linkID = value?["linkId"]?.string ?? linkID
        }
        return linkID.map { "item \($0): \(place)" } ?? place
    }

    private var keys: [any CodingKey] {
        switch self {
        case .keyNotFound(_, let context), .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            context.codingPath
        @unknown default: []
        }
    }
}
