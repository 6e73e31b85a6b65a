import Foundation
import Testing

/// Packs spoiled in every way: none is half taken, and none shakes a terminal.
struct PackMutationTests {
    /// Five thousand of each seed, in a process of its own: what crashes is told,
    /// and the memory that is measured is that of these packs alone.
    @Test(arguments: [UInt64(47), 53])
    func tenThousandSpoiledPacksAreSoundOrRefusedInOneLineAndTheLastGoodStays(seed: UInt64) async throws {
        let trial = try await #require(
            processExitsWith: .success, observing: [\.standardOutputContent]
        ) { [seed] in
            var trial = try PackTrial(seed: seed)
            // What is read once and kept is read by now.
            try trial.spoil(500)
            let before = try Memory()
            try trial.spoil(4_500)
            let after = try Memory()
            print("\(trial); \(before) before the last 4,500, \(after) after")
            #expect(trial.taken > 500)
            #expect(trial.refused > 2_500)
            #expect(trial.reasons.count > 200)
            #expect(trial.followed > 250)
            #expect(after.residentKiB - before.residentKiB < Memory.mostGrowthKiB)
            #expect(after.peakKiB < Memory.mostPeakKiB)
        }
        print(String(decoding: trial.standardOutputContent, as: UTF8.self), terminator: "")
    }
}

/// What this process holds of the machine's memory, and has held at most.
private struct Memory: CustomStringConvertible {
    /// Four kilobytes kept of each pack would be more.
    static let mostGrowthKiB = 16 * 1024
    static let mostPeakKiB = 128 * 1024

    let residentKiB: Int
    let peakKiB: Int

    init() throws {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        func field(_ name: String) throws -> Int {
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(name + ":") })
            return try #require(Int(line.filter(\.isNumber)))
        }
        residentKiB = try field("VmRSS")
        peakKiB = try field("VmHWM")
    }

    var description: String { "\(residentKiB) KiB (at most \(peakKiB))" }
}
