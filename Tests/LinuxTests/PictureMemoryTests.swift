import Foundation
import Linux
import Testing

struct PictureMemoryTests {
    @Test(arguments: [1, 4_096_000, 8_294_400]) func isBlackAndCanBeWrittenToItsLastByte(sizeBytes: Int) {
        let memory = PictureMemory(sizeBytes: sizeBytes)
        let bytes = UnsafeMutableRawBufferPointer(start: memory.base, count: memory.sizeBytes)
        #expect(bytes.count == sizeBytes && bytes.allSatisfy { $0 == 0 })
        bytes[sizeBytes - 1] = 0xFF
        #expect(bytes.last == 0xFF)
    }

    /// A terminal that loses and finds its display for years keeps no picture.
    @Test func isGivenBack() throws {
        func sizePages() throws -> Int {
            let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            return try #require(Int(statm.prefix { $0 != " " }))
        }
        let before = try sizePages()
        for _ in 0..<200 { _ = PictureMemory(sizeBytes: 4_096_000) }
        // Two hundred of them are 200,000 pages and more.
        #expect(try sizePages() < before + 100_000)
    }
}
