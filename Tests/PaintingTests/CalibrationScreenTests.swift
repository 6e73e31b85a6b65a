import KioskCore
import Scenes
import Surveys
import Testing

/// The crosses of a calibration on every panel, for technicians (`look.md` §2).
@MainActor struct CalibrationScreenTests {
    private static let crosses = [0.1, 0.5, 0.9].flatMap { y in
        [0.1, 0.5, 0.9].map { SharePoint(x: $0, y: y) }
    }

    /// What is wrong on any cross of `glass` with these words, one line each.
    private func faults(_ glass: Gallery.Glass, _ phrases: Phrasebook) throws -> [String] {
        let gallery = try Gallery()
        var faults: [String] = []
        for theme in [Theme.day, .contrast] {
            let screens = Screens(
                panel: glass.panel, theme: theme, phrases: phrases, measure: gallery.painter)
            for language in Gallery.languages {
                for (index, cross) in Self.crosses.enumerated() {
                    let screen = CalibrationScreen(index: index, count: 9, cross: cross)
                    let scene = screens.scene(
                        for: ScreenModel(screen: .calibrating(screen), language: language))
                    faults += self.faults(scene, glass.panel, cross).map { "\(index + 1) \(language): \($0)" }
                }
            }
        }
        return faults
    }

    private func faults(_ scene: Scene, _ panel: Panel, _ cross: SharePoint) -> [String] {
        let signs = scene.elements.compactMap { element -> Rect? in
            if case .shape(let shape) = element { shape.bounds } else { nil }
        }
        let middle = PanelPoint(
            x: cross.x * Double(panel.widthPixels), y: cross.y * Double(panel.heightPixels))
        var faults = signs.filter { !scene.bounds.contains($0) }.map { _ in "the cross leaves the glass" }
        if !signs.allSatisfy({ abs($0.x + $0.width / 2 - middle.x) <= 1 }) { faults.append("off its place") }
        if !signs.allSatisfy({ abs($0.y + $0.height / 2 - middle.y) <= 1 }) { faults.append("off its place") }
        for (index, text) in scene.texts.enumerated() {
            let millimetres = text.capital / panel.pixelsPerMillimetre
            if abs(millimetres - 4.9) > 0.01 { faults.append("\"\(text.text)\" is \(millimetres) mm high") }
            if !scene.bounds.contains(text.ink) { faults.append("\"\(text.text)\" leaves the glass") }
            if signs.contains(where: { $0.intersection(text.ink) != nil }) {
                faults.append("\"\(text.text)\" runs into the cross")
            }
            for other in scene.texts[(index + 1)...] where text.ink.intersection(other.ink) != nil {
                faults.append("\"\(text.text)\" runs into \"\(other.text)\"")
            }
        }
        if !scene.hitMap.regions.isEmpty { faults.append("a key for a finger that may seem to be anywhere") }
        return faults
    }

    @Test(arguments: Gallery.Glass.allCases)
    func everyCrossIsWholeAndApartFromTheWordsInTheSizeOfTechnicians(glass: Gallery.Glass) throws {
        #expect(try faults(glass, Gallery().phrases) == [])
    }

    @Test(arguments: Gallery.Glass.allCases)
    func withoutAnyContentItIsSaidInThreeLanguages(glass: Gallery.Glass) throws {
        let nothing = Phrasebook(names: [:], phrases: [:])
        #expect(try faults(glass, nothing) == [])
        let gallery = try Gallery()
        let screens = Screens(panel: glass.panel, theme: .day, phrases: nothing, measure: gallery.painter)
        let screen = CalibrationScreen(index: 2, count: 9, cross: Self.crosses[2])
        let texts = screens.scene(for: ScreenModel(screen: .calibrating(screen), language: .finnish)).texts
        let said = texts.map(\.text).joined(separator: " ")
        #expect(said == "Kosketa ristiä · Tryck på krysset · Touch the cross 3 / 9")
    }

    /// The control: words too long for the glass are seen.
    @Test func wordsThatRunOverTheGlassAreSeen() throws {
        var phrases = try Gallery().phrases
        phrases.phrases[.swedish]?[.touchCross] = String(repeating: "Tryck på krysset. ", count: 12)
        #expect(try !faults(.seven, phrases).isEmpty)
    }
}
