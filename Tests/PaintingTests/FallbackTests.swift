import Foundation
import KioskCore
import Painting
import Scenes
import Testing

/// The compiled-in picture: what the glass says when no font can be read.
///
/// `Sources/Painting/Pictures/resting.png` is our own resting screen, painted by
/// this test with `PALAUTE_RECORD=1`.
@MainActor struct FallbackTests {
    /// One step of one channel in 255 is what two builds of Cairo may differ by.
    private nonisolated static let tolerance = 2

    /// Fits a 10.1″ glass both ways without being made smaller.
    private static let panel = Panel(
        widthPixels: 720, heightPixels: 800, width: Millimetres(122), height: Millimetres(135.6),
        distance: Millimetres(500))
    private static let file = Gallery.root.appending(path: "Sources/Painting/Pictures/resting.png")

    @Test func thePictureSaysWhatTheRestingScreenSays() throws {
        let painter = try Gallery().painter
        let screens = Screens.resting(panel: Self.panel, measure: painter)
        let scene = screens.scene(for: ScreenModel(screen: .outOfService, language: .english))
        #expect(scene.texts.allSatisfy { scene.bounds.contains($0.ink) })
        let distance = Pixels(png: Self.file.path).flatMap { $0.distance(to: Pixels(scene, by: painter)) }
        guard distance ?? .max > Self.tolerance else { return }
        if GoldenTests.isRecording { try Data(painter.png(of: scene)).write(to: Self.file) }
        Issue.record("\(Self.file.path) is not what the screen says; record it with PALAUTE_RECORD=1")
    }

    @Test func thePictureIsSmallEnoughToCarry() throws {
        #expect(try Data(contentsOf: Self.file).count <= 100 * 1024)
    }

    @Test(arguments: [Rotation.quarter, .half, .threeQuarters])
    func itIsUprightHoweverThePictureIsTurned(rotation: Rotation) {
        let panel = Gallery.Glass.tenLandscape.panel
        var straight = Pixels(of: panel, turnedBy: .none)
        straight.paintFallback()
        var turned = Pixels(of: panel, turnedBy: rotation)
        turned.paintFallback(turnedBy: rotation)
        // The picture is scaled, and Cairo's filter rounds a turned one otherwise.
        #expect(turned.upright(rotation).distance(to: straight) ?? .max <= 2)
        #expect(turned.upright(.none).distance(to: straight) ?? .max > 100)
    }

    @Test(arguments: Gallery.Glass.allCases)
    func itStandsWholeInTheMiddleOfAnyGlass(glass: Gallery.Glass) throws {
        var pixels = Pixels(width: glass.panel.widthPixels, height: glass.panel.heightPixels)
        pixels.paintFallback()
        let paper = pixels[0, 0]
        #expect(paper == Theme.day.paper)
        let inked = pixels.values.indices.filter {
            paper.contrast(with: Color(pixels.values[$0] & 0xFF_FFFF)) > 3
        }
        let columns = inked.map { $0 % pixels.width }
        let rows = inked.map { $0 / pixels.width }
        let (left, right) = (try #require(columns.min()), try #require(columns.max()))
        let (top, bottom) = (try #require(rows.min()), try #require(rows.max()))
        #expect(left > 4 && right < pixels.width - 5, "columns \(left) to \(right)")
        #expect(top > 4 && bottom < pixels.height - 5, "rows \(top) to \(bottom)")
        #expect(abs(top - (pixels.height - bottom)) < pixels.height / 20, "not in the middle")
        // Three languages of three lines each fill most of the shorter side.
        #expect(bottom - top > min(pixels.height, pixels.width) * 3 / 4)
    }
}
