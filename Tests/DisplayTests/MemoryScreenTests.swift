import Display
import Testing
import Testkit

struct MemoryScreenTests {
    @Test(arguments: ScreenContract.allCases) func keepsTheContract(clause: ScreenContract) throws {
        try clause.check { try MemoryScreen(PixelSize(width: 64, height: 48)) }
    }

    @Test func showsWhatWasPaintedOnlyAfterTheFlip() throws {
        let screen = try MemoryScreen(PixelSize(width: 4, height: 2))
        paint(screen, 0x00AB_CDEF, PixelRect(x: 1, y: 0, width: 2, height: 2))
        #expect(glass(screen) == [0, 0, 0, 0, 0, 0, 0, 0])
        _ = try screen.present(damage: [PixelRect(x: 1, y: 0, width: 2, height: 2)])
        #expect(glass(screen) == [0, 0, 0, 0, 0, 0, 0, 0])
        _ = try screen.drain()
        #expect(
            glass(screen) == [0, 0x00AB_CDEF, 0x00AB_CDEF, 0, 0, 0x00AB_CDEF, 0x00AB_CDEF, 0])
    }

    @Test func leavesOutWhatIsNotDamage() throws {
        let screen = try MemoryScreen(PixelSize(width: 3, height: 1))
        for _ in 1...2 { try show(screen, damage: []) }
        paint(screen, 7, PixelRect(x: 0, y: 0, width: 3, height: 1))
        try show(screen, damage: [PixelRect(x: 1, y: 0, width: 1, height: 1)])
        #expect(glass(screen) == [0, 7, 0])
    }

    /// With two buffers each misses every other frame; whoever copies only the
    /// last damage shows stale parts.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func showsTheShadowAfterAnyRowOfDamagedParts(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let size = PixelSize(width: 23, height: 17)
        let screen = try MemoryScreen(size)
        for _ in 1...12 {
            let damage = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                PixelRect(
                    x: .random(in: -3..<23, using: &random), y: .random(in: -3..<17, using: &random),
                    width: .random(in: 0...9, using: &random), height: .random(in: 0...9, using: &random))
            }
            for part in damage { paint(screen, .random(in: 1...99, using: &random), part) }
            try show(screen, damage: damage)
            #expect(staleRows(screen).isEmpty)
        }
    }

    @Test func stampsFlipsByTheClockItWasGiven() throws {
        let screen = try MemoryScreen(PixelSize(width: 1, height: 1), now: { 42 })
        #expect(try show(screen, damage: []) == [.flipped(monotonicNanoseconds: 42)])
    }

    @Test func refusesASecondFlip() async {
        await #expect(processExitsWith: .failure) {
            let screen = try MemoryScreen(PixelSize(width: 1, height: 1))
            _ = try screen.present(damage: [])
            _ = try screen.present(damage: [])
        }
    }

    private func paint(_ screen: MemoryScreen, _ color: UInt32, _ part: PixelRect) {
        guard let part = part.clipped(to: screen.size) else { return }
        screen.withShadow { pixels in
            for y in part.y..<(part.y + part.height) {
                for x in part.x..<(part.x + part.width) {
                    pixels.base.storeBytes(
                        of: color, toByteOffset: y * pixels.strideBytes + x * 4, as: UInt32.self)
                }
            }
        }
    }

    private func glass(_ screen: MemoryScreen) -> [UInt32] {
        screen.snapshot().withUnsafeBytes { Array($0.bindMemory(to: UInt32.self)) }
    }

    /// Rows of the glass that differ from the shadow.
    private func staleRows(_ screen: MemoryScreen) -> [Int] {
        let glass = screen.snapshot()
        let rowBytes = screen.size.width * 4
        var rows: [Int] = []
        screen.withShadow { pixels in
            for row in 0..<pixels.height {
                let shadow = UnsafeRawBufferPointer(
                    start: pixels.base + row * pixels.strideBytes, count: rowBytes)
                if !shadow.elementsEqual(glass[(row * rowBytes)..<((row + 1) * rowBytes)]) {
                    rows.append(row)
                }
            }
        }
        return rows
    }
}
