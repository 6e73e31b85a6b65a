import Foundation
import KioskCore
import Painting
import Scenes
import Surveys
import Testing

@MainActor struct FontTests {
    @Test func namesTheFontThatIsMissingAndWhatToDo() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(complaint(folder.path).hasPrefix("\(folder.path)/Inter-Medium.otf: "))
        #expect(complaint(folder.path).contains("fonts-inter"))
        let broken = folder.appending(path: "Inter-Medium.otf")
        try Data("no font".utf8).write(to: broken)
        #expect(complaint(folder.path).hasPrefix(broken.path))
    }

    private func complaint(_ directory: String) -> String {
        do {
            _ = try FontSet(directory: directory)
            return ""
        } catch {
            return "\(error)"
        }
    }

    /// `look.md` §2: the letters of Finland's languages, in both cases.
    @Test func hasEveryLetterOfTheLanguagesOfTheHouse() throws {
        let painter = try Gallery().painter
        let absent = picture("\u{10FFFE}", painter)
        for letter in "åäöáâčđǧǥǩŋõšŧžʒǯ" {
            for text in [String(letter), letter.uppercased()] {
                #expect(picture(text, painter) != absent, "\(text) is not in the fonts")
                #expect(picture(text, painter).colors(in: Rect(x: 0, y: 0, width: 80, height: 80)).count > 2)
            }
        }
    }

    private func picture(_ text: String, _ painter: Painter) -> Pixels {
        let run = TextRun(
            text: text, face: .label, capital: 30, color: Color(0x000000), x: 10, baseline: 60, width: 60)
        let scene = Scene(
            widthPixels: 80, heightPixels: 80, background: Color(0xFFFFFF), elements: [.text(run)])
        return Pixels(scene, by: painter)
    }

    /// What is measured is what is painted: no ink beyond the bounds of a line.
    @Test func noInkFallsOutsideTheBoundsOfItsLine() throws {
        let painter = try Gallery().painter
        for face in Face.allCases {
            for text in ["ÅÄÖgjpqy", "Ǯ/Ǩĝ|()", "Jj10", "fi,;"] {
                let width = painter.width(of: text, face: face, capital: 40)
                let run = TextRun(
                    text: text, face: face, capital: 40, color: Color(0x000000), x: 50, baseline: 100,
                    width: width)
                var scene = Scene(widthPixels: 500, heightPixels: 200, background: Color(0xFFFFFF))
                scene.elements = [.text(run)]
                let whole = Pixels(scene, by: painter)
                var clipped = Pixels(width: 500, height: 200, filledWith: whole.values[0])
                clipped.paint(scene, by: painter, clip: [run.bounds])
                #expect(clipped == whole, "\(face) \(text)")
            }
        }
    }
}
