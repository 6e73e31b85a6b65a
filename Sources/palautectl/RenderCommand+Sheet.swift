import FoundationEssentials
import Linux
import Painting
import Provisioning
import Surveys

extension RenderCommand {
    /// A picture of each question in each language, and a page that shows them beside
    /// each other: one row a question.
    func drawAll(by painter: Painter) throws {
        let folder = out ?? ""
        let pack = try SurveyFile(path: survey ?? "").survey()
        let languages = offered.filter(pack.languages.contains)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var rows: [String] = []
        for number in 1...pack.questions.count {
            var cells = ""
            for language in languages {
                var one = self
                (one.question, one.language) = (number, language.rawValue)
                let name = "\(number < 10 ? "0" : "")\(number)-\(language.rawValue).png"
                let png = one.png(of: try one.scene(measure: painter), by: painter)
                try AtomicFile.write(png, to: "\(folder)/\(name)", mode: 0o644)
                cells += "<img src=\"\(name)\" alt=\"question \(number), \(language.rawValue)\">"
            }
            rows.append("<div>\(cells)</div>")
        }
        let page = """
            <!doctype html>
            <meta charset="utf-8">
            <title>\(pack.canonical) on \(panel)</title>
            <style>img { width: \(96 / max(1, languages.count))vw; margin: 0.4vw; border: 1px solid #7C715F }</style>
            \(rows.joined(separator: "\n"))

            """
        try AtomicFile.write(Array(page.utf8), to: "\(folder)/index.html", mode: 0o644)
        Console.say("\(rows.count * languages.count) pictures; see \(folder)/index.html")
    }
}
