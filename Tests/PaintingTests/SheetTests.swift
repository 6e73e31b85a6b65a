import Foundation
import Painting
import Scenes
import Testing
import Testkit

/// Many scenes small on one picture.
@MainActor struct SheetTests {
    private func sheet(_ rows: [[SheetCell]]) throws -> Pixels {
        let folder = try TemporaryFolder()
        let file = URL(filePath: folder.path).appending(path: "sheet.png")
        try Data(try Gallery().painter.sheet(of: rows)).write(to: file)
        return try #require(Pixels(png: file.path))
    }

    private func cell(_ color: UInt32, _ width: Int, _ height: Int) -> SheetCell {
        SheetCell(
            Scene(widthPixels: width, heightPixels: height, background: Color(color)), caption: "2 · sv")
    }

    @Test func everySceneHasItsCellItsBorderAndItsCaption() throws {
        let colors: [[UInt32]] = [[0x7A1FA2, 0x00897B], [0xC62828, 0x1565C0]]
        let pixels = try sheet(colors.map { $0.map { cell($0, 640, 400) } })
        #expect((pixels.width, pixels.height) == (688, 508))
        for row in 0..<2 {
            for column in 0..<2 {
                let (x, y) = (16 + 336 * column, 16 + 246 * row)
                let color = Color(colors[row][column])
                #expect(
                    [pixels[x, y], pixels[x + 160, y + 100], pixels[x + 319, y + 199]] == [
                        color, color, color,
                    ])
                #expect([pixels[x - 1, y], pixels[x + 320, y + 199]] == [Theme.day.edge, Theme.day.edge])
                let below = Rect(x: Double(x), y: Double(y + 202), width: 60, height: 28)
                #expect(pixels.colors(in: below).first == Theme.day.paper)
                #expect(pixels.colors(in: below).count > 5, "no caption")
            }
        }
    }

    @Test func aLongSheetIsMadeSmallerAsAWhole() throws {
        let pixels = try sheet((0..<90).map { _ in [cell(0x7A1FA2, 320, 640)] })
        #expect(pixels.height == 16_000 && pixels.width < 100)
    }
}
