import Display
import Foundation
import Linux
import Testing
import Testkit

/// The framebuffer's backend on a plain file; on the virtual board on `/dev/fb0` too.
struct FramebufferScreenTests {
    private static let size = PixelSize(width: 64, height: 48)
    private static let red: UInt32 = 0x00FF_0000

    /// A file that stands for a framebuffer.
    private final class Glass {
        private let folder: TemporaryFolder
        let bits: Int
        var path: String { "\(folder.path)/glass" }

        init(bits: Int = 32) throws {
            folder = try TemporaryFolder()
            self.bits = bits
        }

        func screen() throws -> FramebufferScreen {
            try FramebufferScreen(.file(path: path, size, bits: bits))
        }

        func pixel(_ x: Int, _ y: Int) throws -> UInt32 {
            let bytes = try Data(contentsOf: URL(filePath: path))
            let start = (y * size.width + x) * bits / 8
            return bytes[start..<start + bits / 8].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    @Test(arguments: ScreenContract.allCases, [32, 16])
    func keepsTheContract(clause: ScreenContract, bits: Int) throws {
        let glass = try Glass(bits: bits)
        try clause.check { try glass.screen() }
    }

    @Test(.requiresFramebuffer, arguments: ScreenContract.allCases)
    func keepsTheContractOnTheKernelsFramebufferToo(clause: ScreenContract) throws {
        try clause.check { try FramebufferScreen(.device(path: "/dev/fb0")) }
    }

    @Test(arguments: [(32, 0x00FF_0000, 0x0012_3456), (16, 0xF800, 0x11AA)] as [(Int, UInt32, UInt32)])
    func showsTheColoursInTheBitsOfThePixel(bits: Int, red: UInt32, other: UInt32) throws {
        let glass = try Glass(bits: bits)
        let screen = try glass.screen()
        screen.withShadow { pixels in
            pixels.base.storeBytes(of: Self.red, as: UInt32.self)
            pixels.base.storeBytes(of: 0x0012_3456, toByteOffset: pixels.strideBytes + 4, as: UInt32.self)
        }
        try show(screen, damage: [PixelRect(screen.size)])
        #expect(try glass.pixel(0, 0) == red)
        #expect(try glass.pixel(1, 1) == other)
        #expect(try glass.pixel(2, 2) == 0)
    }

    @Test func leavesOutWhatIsNotDamage() throws {
        let glass = try Glass()
        let screen = try glass.screen()
        try show(screen, damage: [])
        screen.withShadow { pixels in
            for column in 0..<3 {
                pixels.base.storeBytes(of: Self.red, toByteOffset: 4 * column, as: UInt32.self)
            }
        }
        try show(screen, damage: [PixelRect(x: 1, y: 0, width: 1, height: 1)])
        #expect(try (0..<3).map { try glass.pixel($0, 0) } == [0, Self.red, 0])
    }

    @Test func isBlackFromTheFirstPictureOnWhateverWasThere() throws {
        let glass = try Glass()
        try Data(repeating: 0xAB, count: 10).write(to: URL(filePath: glass.path))
        try show(try glass.screen(), damage: [])
        #expect(try glass.pixel(0, 0) == 0)
    }

    @Test(arguments: [
        ("raw:/tmp/x:800:480", "/tmp/x"), ("raw:/tmp/with:colon:800:480", "/tmp/with:colon"),
        ("/dev/fb0", "/dev/fb0"),
    ]) func readsWhatATargetIsCalled(text: String, path: String) {
        #expect(FramebufferTarget(text)?.path == path)
    }

    @Test(arguments: [
        "", "fb0", "raw:", "raw:x:800", "raw:x:0:480", "raw:x:8192:8192", "raw::800:480", "raw:x:a:b",
    ])
    func takesNothingElseForATarget(text: String) {
        #expect(FramebufferTarget(text) == nil)
    }

    @Test func saysWhichFramebufferIsMissing() {
        let error = #expect(throws: SystemError.self) {
            try FramebufferScreen(.device(path: "/dev/fb31"))
        }
        #expect(error?.description == "open(/dev/fb31): No such file or directory")
    }
}

extension Trait where Self == ConditionTrait {
    static var requiresFramebuffer: Self {
        .enabled("no framebuffer") { FileManager.default.fileExists(atPath: "/dev/fb0") }
    }
}
