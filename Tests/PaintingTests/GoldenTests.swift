import Foundation
import KioskCore
import Painting
import Scenes
import Surveys
import Testing

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
        var isLargeText = false

        var testDescription: String { name }

        func scene(_ gallery: Gallery) -> Scene {
            let model = ScreenModel(
                screen: screen(gallery), language: language, pressed: pressed?.target,
                profile: Profile(isLarge: isLargeText))
            return gallery.scene(glass, theme, model)
        }
    }

    nonisolated static let looks = [
        Look(name: "greeting-10l-fi", glass: .tenLandscape, language: .finnish) { _ in
            .attract(languages: Gallery.languages)
        },
        Look(name: "greeting-10p-sv", glass: .tenPortrait, language: .swedish) { _ in
            .attract(languages: Gallery.languages)
        },
        Look(name: "question-10l-fi", glass: .tenLandscape, language: .finnish) {
            .question($0.asked(chosen: nil))
        },
        Look(
            name: "question-10l-en-pressed", glass: .tenLandscape, language: .english,
            screen: { .question($0.asked(chosen: nil)) }, pressed: .scale(7)),
        Look(name: "question-10p-sv-chosen", glass: .tenPortrait, language: .swedish) {
            .question($0.asked(chosen: 8))
        },
        Look(name: "question-10l-fi-contrast", glass: .tenLandscape, language: .finnish, theme: .contrast) {
            .question($0.asked(chosen: 8))
        },
        Look(name: "thanks-10l-fi", glass: .tenLandscape, language: .finnish) { _ in .thanks },
        Look(name: "calibrating-10l-fi", glass: .tenLandscape, language: .finnish) { _ in
            .calibrating(CalibrationScreen(index: 2, count: 9, cross: SharePoint(x: 0.9, y: 0.1)))
        },
        Look(name: "calibrating-10p-sv", glass: .tenPortrait, language: .swedish) { _ in
            .calibrating(CalibrationScreen(index: 4, count: 9, cross: SharePoint(x: 0.5, y: 0.5)))
        },
        Look(name: "smileys-10l-sv", glass: .tenLandscape, language: .swedish) { _ in
            .question(asked(Kinds.smileys))
        },
        Look(name: "statement-10p-fi-chosen", glass: .tenPortrait, language: .finnish, theme: .contrast) {
            _ in
            .question(asked(Kinds.statement, chosen: .choice("4")))
        },
        Look(name: "idle-10l-fi", glass: .tenLandscape, language: .finnish) { _ in
            .idle(IdleScreen(secondsLeft: 18, secondsInAll: 30))
        },
        Look(name: "stopping-10p-en", glass: .tenPortrait, language: .english) { _ in
            .stopping(StoppingScreen(hasAnswers: true))
        },
        Look(
            name: "large-10l-fi", glass: .tenLandscape, language: .finnish,
            screen: { _ in .question(asked(Kinds.yesNo, showsAnswers: true)) }, isLargeText: true),
        Look(name: "closed-10l-fi", glass: .tenLandscape, language: .finnish) { _ in
            .closed(ClosedScreen(opening: OpeningHours.Opening(.on(.monday), minute: 480)))
        },
        Look(name: "resting-10p", glass: .tenPortrait, language: .finnish) { _ in .outOfService },
    ]

    /// The second of four questions, with the way to stop.
    nonisolated private static func asked(
        _ question: Question, chosen: Answer? = nil, showsAnswers: Bool = false
    ) -> QuestionScreen {
        QuestionScreen(
            question: question, index: 1, count: 4, chosen: chosen, offersBack: true,
            offersNext: chosen != nil, offersHelp: true, showsAnswers: showsAnswers)
    }

    static let golden = Gallery.root.appending(path: "Tests/PaintingTests/Golden")
    static let fresh = Gallery.root.appending(path: ".build/pictures")
    nonisolated static let isRecording = ProcessInfo.processInfo.environment["PALAUTE_RECORD"] == "1"

    /// One step of one channel in 255 is what two builds of Cairo may differ by;
    /// the eye sees none of it.
    nonisolated static let tolerance = 2

    @Test(arguments: looks)
    func looksAsItDidWhenItWasFoundGood(look: Look) throws {
        let gallery = try Gallery()
        let scene = look.scene(gallery)
        let file = Self.golden.appending(path: look.name + ".png")
        let distance = Pixels(png: file.path).flatMap { $0.distance(to: Pixels(scene, by: gallery.painter)) }
        guard distance ?? .max > Self.tolerance else { return }
        let place = try Self.keep(Data(gallery.painter.png(of: scene)), as: look.name + ".png")
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
        #expect(try #require(pixels[0].distance(to: pixels[1])) > Self.tolerance)
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
