import ArgumentParser
import FoundationEssentials
import Linux
import Painting
import Provisioning
import Surveys

extension RenderCommand {
    /// A picture of each question in each language, and two things that show them beside
    /// each other, one row a question: a page, and `sheet.png` with all of them small.
    func drawAll(by painter: Painter) throws {
        let folder = out ?? ""
        let pack = try SurveyFile(path: survey ?? "").survey()
        let languages = offered.filter(pack.languages.contains)
        guard !languages.isEmpty else {
            let names = pack.languages.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--languages has none of this pack's: \(names)")
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var rows: [String] = []
        var sheet: [[SheetCell]] = []
        for number in 1...pack.questions.count {
            var cells = ""
            var small: [SheetCell] = []
            for language in languages {
                var one = self
                (one.question, one.language) = (number, language.rawValue)
                let name = "\(number < 10 ? "0" : "")\(number)-\(language.rawValue).png"
                let scene = try one.scene(measure: painter)
                try AtomicFile.write(
                    one.png(of: scene, by: painter), to: "\(folder)/\(name)", mode: 0o644)
                small.append(SheetCell(scene, caption: "\(number) · \(language.rawValue)"))
                cells += "<img src=\"\(name)\" alt=\"question \(number), \(language.rawValue)\">"
            }
            rows.append("<div>\(cells)</div>")
            sheet.append(small)
        }
        try AtomicFile.write(painter.sheet(of: sheet), to: "\(folder)/sheet.png", mode: 0o644)
        let page = """
            <!doctype html>
            <meta charset="utf-8">
            <title>\(pack.canonical) on \(panel)</title>
            <style>img { width: \(96 / languages.count)vw; margin: 0.4vw; border: 1px solid #7C715F }</style>
            \(rows.joined(separator: "\n"))

            """
        try AtomicFile.write(Array(page.utf8), to: "\(folder)/index.html", mode: 0o644)
        Console.say("\(rows.count * languages.count) pictures; see \(folder)/index.html or sheet.png")
    }
}
