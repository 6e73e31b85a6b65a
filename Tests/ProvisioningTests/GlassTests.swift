import FoundationEssentials
import Provisioning
import Scenes
import Testing
import Testkit

/// The glass that a board record describes.
struct GlassTests {
    /// 10.1″, 1280 × 800 on 217 × 135.6 mm.
    private static func board(rotation: Int = 0) throws -> Board {
        let record = TerminalRoot.deskRecord.replacing(#""rotation":0"#, with: #""rotation":\#(rotation)"#)
        return try JSONDecoder().decode(Board.self, from: Data(record.utf8))
    }

    @Test(arguments: [90, 270]) func aTurnedPictureIsAsTallAsThePanelIsWide(degrees: Int) throws {
        let glass = try Self.board(rotation: degrees).glass
        #expect((glass.widthPixels, glass.heightPixels) == (800, 1280))
        #expect((glass.width, glass.height) == (Millimetres(135.6), Millimetres(217)))
    }

    @Test func theMillimetresHoldInEveryMode() throws {
        let glass = try Self.board().glass(width: 1024, height: 768)
        #expect((glass.widthPixels, glass.heightPixels) == (1024, 768))
        #expect((glass.width, glass.height) == (Millimetres(217), Millimetres(135.6)))
    }

    @Test func aModeThatLiesTheOtherWayHasTheLongerSideOnTheLongerSide() throws {
        let glass = try Self.board().glass(width: 1080, height: 1920)
        #expect((glass.width, glass.height) == (Millimetres(135.6), Millimetres(217)))
    }

    @Test(
        arguments: [
            ("1920x1080@60", 60), ("800x480", nil),
        ] as [(String, Int?)]) func aModeIsWrittenAsItIsRead(text: String, hertz: Int?)
    {
        let mode = Board.Mode(text)
        #expect(mode?.hertz == hertz)
        #expect(mode?.description == text)
    }

    @Test(arguments: ["", "x", "1920", "1920x1080@", "1920x1080@60i", "99999x1"])
    func aModeIsNothingElse(text: String) {
        #expect(Board.Mode(text) == nil)
    }

    @Test(arguments: [0, 90, 180, 270]) func aRecordIsWrittenAsItIsRead(degrees: Int) throws {
        let board = try Self.board(rotation: degrees)
        let again = try JSONDecoder().decode(Board.self, from: JSONEncoder().encode(board))
        #expect(again == board)
    }
}
