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
        let languages: [Language] = [.finnish, .swedish, .english]
        let words = [PackageResources.fi_json, PackageResources.sv_json, PackageResources.en_json]
        do {
            let survey = try SurveyFile(PackageResources.nps_json, at: "nps.json").survey()
            var book = Phrasebook(names: [:], phrases: [:])
            for (language, file) in zip(languages, words) {
                try book.add(file, of: language, at: "\(language.rawValue).json")
            }
            return ActiveContent(settings: nil, survey: survey, phrases: book, theme: .day)
        } catch {
            preconditionFailure("what is compiled in was tested: \(error)")
        }
    }()
}
