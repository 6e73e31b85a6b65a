import KioskCore
import Painting
import Scenes
import Surveys
import Testing

/// A1: measured from the painted picture, not from the theme's names.
@MainActor struct ContrastTests {
    private static let names: Set = [
        "attract", "attract-pressed-start", "attract-pressed-language.sv", "thanks", "thanks-pressed-done",
        "saving", "savingFailed", "outOfService", "nps", "nps-second", "nps-chosen-0", "nps-chosen-8",
        "nps-pressed-scale.8", "nps-pressed-skip", "nps-chosen-8-pressed-scale.8",
        "nps-chosen-8-pressed-next",
    ]

    @Test(arguments: [Gallery.Glass.tenLandscape, .tenPortrait], [Theme.day, .contrast])
    func everyTextStandsOutSevenToOneAndEveryKeyThreeToOne(glass: Gallery.Glass, theme: Theme) throws {
        let gallery = try Gallery()
        var least = (text: 21.0, edge: 21.0)
        for language in Gallery.languages {
            for (name, model) in gallery.models(language) where Self.names.contains(name) {
                let scene = gallery.scene(glass, theme, model)
                let pixels = Pixels(scene, by: gallery.painter)
                for case .text(let run) in scene.elements {
                    let ratio = contrast(of: run, in: pixels)
                    #expect(ratio >= 7, "\(name) \(language.rawValue): \"\(run.text)\" has \(ratio)")
                    least.text = min(least.text, ratio)
                }
                for region in scene.hitMap.regions {
                    let ratio = contrast(ofEdgeOf: region.rect, in: pixels)
                    #expect(ratio >= 3, "\(name) \(language.rawValue): key \(region.target) has \(ratio)")
                    least.edge = min(least.edge, ratio)
                }
            }
        }
        print("A1 \(glass.rawValue) \(theme.name): text ≥ \(least.text), keys ≥ \(least.edge)")
    }

    /// The control: a grey that a designer might like is caught in the picture.
    @Test func paleTextIsSeenInThePicture() throws {
        let gallery = try Gallery()
        var theme = Theme.day
        theme.soft = Color(0x9AA3A8)
        let model = ScreenModel(screen: .thanks, language: .finnish)
        let scene = gallery.scene(.tenLandscape, theme, model)
        let pixels = Pixels(scene, by: gallery.painter)
        let ratios = scene.elements.compactMap { element -> Double? in
            guard case .text(let run) = element else { return nil }
            return contrast(of: run, in: pixels)
        }
        #expect(ratios.contains { $0 < 7 })
    }

    /// The ground is what most of the line's box shows; the ink is the colour that
    /// stands out most from it.
    private func contrast(of run: TextRun, in pixels: Pixels) -> Double {
        let box = Rect(x: run.x, y: run.baseline - run.capital, width: run.width, height: run.capital)
        let colors = pixels.colors(in: box.outward)
        // A heavy numeral may cover half its box; either way the two lead.
        guard let ground = colors.first else { return 1 }
        return colors.prefix(4).map { ground.contrast(with: $0) }.max() ?? 1
    }

    /// A key is told from its ground by its edge, or by its fill if it has one: the
    /// strongest step between the ground and the first pixels of the key.
    private func contrast(ofEdgeOf rect: Rect, in pixels: Pixels) -> Double {
        let (x, y) = (Int(rect.x + rect.width / 2), Int(rect.maxY.rounded()))
        let ground = pixels[x, min(pixels.height - 1, y + 3)]
        return (1...8).map { ground.contrast(with: pixels[x, y - $0]) }.max() ?? 1
    }
}
