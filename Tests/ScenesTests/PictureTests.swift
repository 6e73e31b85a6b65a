import Scenes
import Testing

struct PictureTests {
    private static let rect = Rect(x: 10, y: 12, width: 8, height: 6)

    private static func scene(digest: String = "a1b2c3d4e5f6", in rect: Rect = rect) -> Scene {
        let png = PNG(name: "logo.png", bytes: [], digest: digest, width: 16, height: 12)
        return Scene(
            widthPixels: 40, heightPixels: 30, background: Color(0),
            elements: [.picture(PlacedPicture(png, in: rect))])
    }

    @Test func anotherFileOfTheSameNameAtTheSamePlaceIsAnotherPicture() {
        #expect(Self.scene() == Self.scene())
        #expect(Self.scene(digest: "b") != Self.scene())
        #expect(Self.scene(digest: "b").damage(from: Self.scene()) == [Self.rect])
        #expect(Self.scene().damage(from: Self.scene()) == [])
    }

    @Test func aSceneTellsItsPicturesPlaceNameAndDigest() {
        #expect(Self.scene().description == "scene 40×30 #000000\npicture 10 12 8 6 logo.png a1b2c3d4\n")
    }

    @Test func aPictureMovesWithItsSceneAndDamagesBothPlaces() {
        let moved = Self.scene().moved(right: 2, down: -1)
        let there = Rect(x: 12, y: 11, width: 8, height: 6)
        #expect(moved == Self.scene(in: there))
        #expect(moved.damage(from: Self.scene()) == [Self.rect.union(there)])
    }
}
