import FHIR
import FoundationEssentials
import Surveys

/// The published surveys, read once at start.
struct SurveyShelf: Sendable {
    private var packs: [(id: String, resource: JSONValue)] = []
    /// By canonical: those of the packs that this version can ask.
    private(set) var surveys: [String: Survey] = [:]

    init() {}

    /// Reads every `.json` file of `folder`, in the order of their names.
    ///
    /// A pack without an `id` is read under its file's name and handed out as it
    /// is: an id put into it would change the digest that settings pin.
    /// - Throws: the first file that is no Questionnaire, or has another's id.
    init(folder: String) throws(InputProblem) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            throw InputProblem("\(folder): cannot be read; name the folder of the survey packs")
        }
        for name in names.sorted() where name.hasSuffix(".json") {
            let path = "\(folder)/\(name)"
            do {
                let json = [UInt8](try Data(contentsOf: URL(filePath: path)))
                let pack = try Questionnaire(json: json)
                guard pack.url != nil, pack.version != nil else {
                    throw InputProblem("a Questionnaire needs url and version")
                }
                let id = pack.id ?? String(name.dropLast(".json".count))
                guard self[id] == nil else { throw InputProblem("the id \(id) is another pack's") }
                packs.append((id, try JSONValue(parsing: json)))
                if let survey = try? Survey(questionnaire: pack) {
                    surveys[survey.canonical] = surveys[survey.canonical] ?? survey
                }
            } catch {
                throw InputProblem("\(path): \(error); mend the file or take it away")
            }
        }
    }

    subscript(id: String) -> JSONValue? {
        packs.first { $0.id == id }?.resource
    }

    /// The packs of this canonical url and version; a nil leaves it open.
    func find(url: String?, version: String?) -> [JSONValue] {
        packs.map(\.resource).filter { resource in
            (url == nil || resource["url"]?.string == url)
                && (version == nil || resource["version"]?.string == version)
        }
    }
}
