import FHIR
import FoundationEssentials

/// The published surveys, read once at start.
struct SurveyShelf: Sendable {
    private var resources: [JSONValue] = []

    init() {}

    /// Reads every `.json` file of `folder`, in the order of their names.
    /// - Throws: the first file that is no Questionnaire with an id of its own.
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
                guard let id = pack.id, pack.url != nil, pack.version != nil else {
                    throw InputProblem("a Questionnaire needs id, url and version")
                }
                guard self[id] == nil else { throw InputProblem("the id \(id) is another pack's") }
                resources.append(try JSONValue(parsing: json))
            } catch {
                throw InputProblem("\(path): \(error); mend the file or take it away")
            }
        }
    }

    subscript(id: String) -> JSONValue? {
        resources.first { $0["id"]?.string == id }
    }

    /// The packs of this canonical url and version; a nil leaves it open.
    func find(url: String?, version: String?) -> [JSONValue] {
        resources.filter { resource in
            (url == nil || resource["url"]?.string == url)
                && (version == nil || resource["version"]?.string == version)
        }
    }
}
