import FHIR
import FoundationEssentials
import Scenes
import Surveys

extension ActiveContent {
    /// The recommendation question in the three languages of the house, compiled
    /// in: what a terminal asks whose own content makes it fail.
    ///
    /// It is the pack `Assets/surveys/nps.json` of the same version, so that its
    /// replies are as good as any. There are no settings: replies wait in the
    /// journal until there are.
    package static let safe: ActiveContent = {
        do {
            let survey = try SurveyFile(PackageResources.nps_json, at: "nps.json").survey()
            return ActiveContent(
                settings: nil, survey: survey, phrases: .safe(in: [.finnish, .swedish, .english]), theme: .day
            )
        } catch {
            preconditionFailure("what is compiled in was tested: \(error)")
        }
    }()
}

extension Phrasebook {
    /// The compiled-in words in those of `languages` that are of the house.
    package static func safe(in languages: [Language]) -> Phrasebook {
        let files: [Language: [UInt8]] = [
            .finnish: PackageResources.fi_json, .swedish: PackageResources.sv_json,
            .english: PackageResources.en_json,
        ]
        var book = Phrasebook(names: [:], phrases: [:])
        do {
            for case (let language, let file?) in languages.map({ ($0, files[$0]) }) {
                try book.add(file, of: language, at: "\(language.rawValue).json")
            }
        } catch {
            preconditionFailure("what is compiled in was tested: \(error)")
        }
        return book
    }
}
