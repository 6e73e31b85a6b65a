import KioskCore
import Painting
import Scenes
import Surveys
import Testing

/// What becomes of a logo's file on the glass.
@MainActor struct LogoPixelTests {
    private static let panel = Gallery.Glass.tenLandscape

    @Test(arguments: [Rotation.none, .quarter, .half, .threeQuarters])
    func theLogoHasItsOwnColoursHoweverThePictureIsTurned(rotation: Rotation) throws {
        let gallery = try Gallery()
        let scene = gallery.scene(Self.panel, .day.with(gallery.logo(600, 160)), gallery.greeting())
        let rect = try #require(scene.pictures.first).rect
        let pixels = Pixels(scene, by: gallery.painter, turnedBy: rotation).upright(rotation)
        let (left, right) = (Int(rect.x) + 2, Int(rect.maxX) - 3)
        for y in [Int(rect.y), Int(rect.maxY) - 1] {
            #expect(pixels[left, y] == Color(0x7A1FA2) && pixels[right, y] == Color(0x00897B))
        }
        #expect(pixels[left, Int(rect.y) - 1] == Theme.day.paper)
        #expect(pixels[left, Int(rect.maxY)] == Theme.day.paper)
    }

    @Test func aFileThatCannotBeDecodedIsNotDrawn() throws {
        let gallery = try Gallery()
        var whole = gallery.logo(600, 160)
        let drawn = Pixels(
            gallery.scene(Self.panel, .day.with(whole), gallery.greeting()), by: gallery.painter)
        // The head is good, so that nobody notices before the painter.
        let broken = Array(whole.bytes.prefix(60))
        for bytes in [broken, whole.bytes.map { $0 ^ 1 }, []] {
            (whole.bytes, whole.digest) = (bytes, "broken \(bytes.count)")
            let scene = gallery.scene(Self.panel, .day.with(whole), gallery.greeting())
            var without = scene
            without.elements.removeAll { if case .picture = $0 { true } else { false } }
            let pixels = Pixels(scene, by: gallery.painter)
            #expect(pixels == Pixels(without, by: gallery.painter) && pixels != drawn)
        }
    }

    @Test(arguments: [Rotation.none, .quarter])
    func paintingOnlyTheDamageGivesTheVeryPixelsWithALogoThatWandersAndChanges(rotation: Rotation) throws {
        let gallery = try Gallery()
        let themes = [gallery.logo(600, 160), gallery.logo(600, 160, 0xC62828), gallery.logo(77, 50), nil]
            .map(Theme.day.with)
        var shown: Scene?
        var pixels = Pixels(of: Self.panel.panel, turnedBy: rotation)
        for step in 0..<24 {
            var model = gallery.greeting()
            model.wandered = step
            let scene = gallery.scene(Self.panel, themes[step / 3 % themes.count], model)
            pixels.paint(scene, by: gallery.painter, turnedBy: rotation, clip: scene.damage(from: shown))
            shown = scene
            #expect(pixels == Pixels(scene, by: gallery.painter, turnedBy: rotation), "step \(step)")
        }
    }
}
