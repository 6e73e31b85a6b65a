import KioskCore
import Painting
import Scenes
import Surveys
import Testing
import Testkit

/// Painting only what changed must show what painting everything would.
@MainActor struct RepaintTests {
    @Test(arguments: Gallery.Glass.allCases, [Theme.day, .contrast])
    func paintingOnlyTheDamageGivesTheVeryPixelsOfAWholePicture(glass: Gallery.Glass, theme: Theme) throws {
        let gallery = try Gallery()
        let models = Gallery.languages.flatMap { gallery.models($0).map(\.model) }
        var random = SplitMix(seed: 2026)
        var shown: Scene?
        var pixels = Pixels(width: glass.panel.widthPixels, height: glass.panel.heightPixels)
        for step in 0..<40 {
            guard let model = models.randomElement(using: &random) else { return }
            let scene = gallery.scene(glass, theme, model)
            pixels.paint(scene, by: gallery.painter, clip: scene.damage(from: shown))
            shown = scene
            #expect(
                pixels == Pixels(scene, by: gallery.painter),
                "step \(step), seed 2026: \(model.language.rawValue) \(model.screen)")
        }
    }

    @Test(arguments: [Rotation.quarter, .half, .threeQuarters])
    func paintingOnlyTheDamageGivesTheVeryPixelsHoweverThePictureIsTurned(rotation: Rotation) throws {
        let gallery = try Gallery()
        let models = gallery.models(.finnish).map(\.model)
        var random = SplitMix(seed: 90)
        var shown: Scene?
        var pixels = Pixels(of: Gallery.Glass.tenPortrait.panel, turnedBy: rotation)
        for step in 0..<20 {
            guard let model = models.randomElement(using: &random) else { return }
            let scene = gallery.scene(.tenPortrait, .day, model)
            pixels.paint(scene, by: gallery.painter, turnedBy: rotation, clip: scene.damage(from: shown))
            shown = scene
            #expect(
                pixels == Pixels(scene, by: gallery.painter, turnedBy: rotation),
                "step \(step), seed 90: \(model.screen)")
        }
    }

    /// The control: with the damage left out, the walk above is red.
    @Test func notPaintingTheDamageShows() throws {
        let gallery = try Gallery()
        let rest = gallery.scene(.tenLandscape, .day, question(gallery))
        let pressed = gallery.scene(.tenLandscape, .day, question(gallery, pressed: .scale(7)))
        #expect(Pixels(rest, by: gallery.painter) != Pixels(pressed, by: gallery.painter))
    }

    @Test(arguments: Gallery.Glass.claimed, 0...10)
    func aPressedKeyRepaintsNoMoreThanItself(glass: Gallery.Glass, point: Int) throws {
        let gallery = try Gallery()
        let rest = gallery.scene(glass, .day, question(gallery))
        let pressed = gallery.scene(glass, .day, question(gallery, pressed: .scale(point)))
        let key = try #require(rest.hitMap.rect(of: Key.scale(point).target))
        let damage = pressed.damage(from: rest)
        #expect(damage.count == 1)
        #expect(damage.allSatisfy { key.outward.contains($0) }, "\(damage) is more than \(key)")
    }

    @Test func theSameScreenTwiceRepaintsNothing() throws {
        let gallery = try Gallery()
        let scene = gallery.scene(.tenPortrait, .day, question(gallery))
        #expect(gallery.scene(.tenPortrait, .day, question(gallery)).damage(from: scene) == [])
    }

    @Test func paintsNothingOutsideTheClip() throws {
        let gallery = try Gallery()
        let scene = gallery.scene(.tenLandscape, .day, question(gallery))
        var pixels = Pixels(width: scene.widthPixels, height: scene.heightPixels, filledWith: 0x12_3456)
        pixels.paint(scene, by: gallery.painter, clip: [Rect(x: 100, y: 400, width: 300, height: 200)])
        #expect(pixels[99, 500] == Color(0x123456) && pixels[400, 500] == Color(0x123456))
        #expect(pixels[100, 500] != Color(0x123456) && pixels[399, 599] != Color(0x123456))
    }

    private func question(_ gallery: Gallery, pressed: Key? = nil) -> ScreenModel {
        ScreenModel(
            screen: .question(gallery.asked(chosen: nil)), language: .finnish, pressed: pressed?.target)
    }
}
