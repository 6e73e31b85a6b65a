import Scenes
import Surveys

/// Settings with everything they name: verified, complete, ready to show.
package struct ActiveContent: Hashable, Sendable {
    /// Nil: the compiled-in question, see ``safe``.
    package var settings: Settings?
    package var survey: Survey
    /// The translations', and the theme's own words for the greeting.
    package var phrases: Phrasebook
    package var theme: Theme
}

extension Root {
    /// Reads the newest settings that can be used.
    ///
    /// A serial that cannot be used is passed over with its problem told, and
    /// the last good one stays.
    /// - Parameters:
    ///   - inUse: the serial in use; a lower one is refused.
    ///   - utcMs: the trusted time; nil: nothing has expired as far as is known.
    /// - Throws: the newest serial's ``Problem`` when none can be used.
    package func activeContent(
        inUse: Int = 0, at utcMs: Int64? = nil, telling tell: (Problem) -> Void
    ) throws(Problem) -> ActiveContent {
        var newest: Problem?
        let serials = try serials()
        for serial in serials where serial >= inUse {
            do {
                return try content(serial: serial, at: utcMs)
            } catch {
                tell(error)
                newest = newest ?? error
            }
        }
        if let newest { throw newest }
        guard let highest = serials.first else {
            throw Problem(path: content, reason: "no settings are here", remedy: Settings.remedy)
        }
        throw Problem(
            path: "\(content)/\(highest)",
            reason: "serial \(highest) is lower than \(inUse), which is in use",
            remedy: "sign settings with a higher serial")
    }

    private func content(serial: Int, at utcMs: Int64?) throws(Problem) -> ActiveContent {
        let path = "\(content)/\(serial)/settings.jws"
        let settings = try settings(at: path)
        if let utcMs, let problem = settings.expiry(at: utcMs, path: path) { throw problem }
        guard settings.serial == serial else {
            throw Problem(
                path: path, reason: "it is settings \(settings.serial) in the folder of \(serial)",
                remedy: "put it into the folder of its own serial")
        }
        let survey = try survey(settings.surveys[0], serial: serial)
        if let language = settings.languages.first(where: { !survey.languages.contains($0) }) {
            throw Problem(
                path: path, reason: "\(survey.canonical) has no \(language.rawValue)",
                remedy: "translate the pack or leave the language out of the settings")
        }
        let look = try themeFile(named: settings.theme?.name ?? "paiva")
        return ActiveContent(
            settings: settings, survey: survey,
            phrases: try phrasebook(for: settings.languages).saying(look.words), theme: look.theme)
    }
}
