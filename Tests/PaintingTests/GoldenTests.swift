import Foundation
import KioskCore
import Painting
import Scenes
import Surveys
import Testing
import Testkit

/// Pictures and scenes that somebody has looked at and found good.
///
/// A difference is a failure: what is painted now is written to
/// `.build/pictures`, to be looked at. `PALAUTE_RECORD=1` makes it the golden
/// one, and the recording run fails too, so that nobody records unawares.
@MainActor struct GoldenTests {
    nonisolated struct Look: Sendable, CustomTestStringConvertible {
        var name: String
        var glass: Gallery.Glass
        var language: Language
        var theme = Theme.day
        var screen: @Sendable (Gallery) -> ScreenModel.Screen
        var pressed: Key?
        var profile = Profile()

        var testDescription: String { name }

        func scene(_ gallery: Gallery) -> Scene {
            let model = ScreenModel(
                screen: screen(gallery), language: language, pressed: pressed?.target,
                profile: profile)
            return gallery.scene(glass, theme, model)
        }
    }

    static let golden = Gallery.root.appending(path: "Tests/PaintingTests/Golden")
    static let fresh = Gallery.root.appending(path: ".build/pictures")
    nonisolated static let isRecording = ProcessInfo.processInfo.environment["PALAUTE_RECORD"] == "1"

    @Test(arguments: looks)
    func looksAsItDidWhenItWasFoundGood(look: Look) throws {
        let gallery = try Gallery()
        let scene = look.scene(gallery)
        let file = Self.golden.appending(path: look.name + ".png")
        let painted = Pixels(scene, by: gallery.painter)
        if let kept = Picture(png: file.path), kept.looksLike(Picture(painted)) { return }
        let place = try Self.keep(painted, Data(gallery.painter.png(of: scene)), as: look.name + ".png")
        Issue.record("\(look.name) looks different; look at \(place)")
    }

    @Test(arguments: looks)
    func isComposedAsItWasWhenItWasFoundGood(look: Look) throws {
        let text = look.scene(try Gallery()).description
        let file = Self.golden.appending(path: look.name + ".txt")
        guard (try? String(contentsOf: file, encoding: .utf8)) != text else { return }
        let place = try Self.keep(Data(text.utf8), as: look.name + ".txt")
        Issue.record("\(look.name) is composed differently; compare \(place) with \(file.path)")
    }

    @Test func noGoldenFileIsLeftOverOrLarge() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.golden.path).sorted()
        #expect(files == Self.looks.flatMap { ["\($0.name).png", "\($0.name).txt"] }.sorted())
        for file in files {
            let size = try Data(contentsOf: Self.golden.appending(path: file)).count
            #expect(size <= 100 * 1024, "\(file) has \(size) bytes")
        }
    }

    /// The control: one key of another colour is a difference.
    @Test func oneKeyPressedIsNoLongerTheSameLook() throws {
        let gallery = try Gallery()
        let pixels = Self.looks.filter { $0.name.hasPrefix("question-10l-fi") }.map {
            Pixels($0.scene(gallery), by: gallery.painter)
        }
        #expect(!Picture(pixels[0]).looksLike(Picture(pixels[1])))
    }

    /// The control: a surface whose colour is off by less than any edge is seen, too.
    @Test func aSurfaceOfAnotherShadeIsNoLongerTheSameLook() throws {
        let gallery = try Gallery()
        var shaded = Theme.day
        shaded.band = Color(0xEFE5D8)
        var look = try #require(Self.looks.first { $0.name == "question-10l-fi" })
        let pixels = [Theme.day, shaded].map { theme in
            look.theme = theme
            return Pixels(look.scene(gallery), by: gallery.painter)
        }
        #expect(try #require(pixels[0].distance(to: pixels[1])) <= Picture.tolerance)
        #expect(!Picture(pixels[0]).looksLike(Picture(pixels[1])))
    }

    private static func keep(_ pixels: Pixels, _ png: Data, as name: String) throws -> String {
        guard isRecording else { return try keep(png, as: name) }
        let place = try keep(Data(), as: name)
        try Palette.write(pixels, to: place)
        return place
    }

    /// Writes what there is now beside the build, or over the golden file.
    private static func keep(_ data: Data, as name: String) throws -> String {
        let folder = isRecording ? golden : fresh
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: name)
        try data.write(to: file)
        return file.path
    }
}

extension Picture {
    fileprivate init(_ pixels: Pixels) {
        self.init(width: pixels.width, height: pixels.height, pixels: pixels.values)
    }
}
