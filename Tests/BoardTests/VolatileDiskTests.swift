import Foundation
import Testing
import Testkit

extension BoardTests {
    /// Whether the disk forgets as a disk does: what the tests of the journal rest on.
    @Suite struct VolatileDiskTests {
        /// Notes numbered from 1, each written and synced before the next.
        private static let notes = 12

        @Test func keepsEveryNoteThatWasSyncedBeforeTheCut() async throws {
            try await onThread {
                let run = try Self.run(lying: false)
                for policy in VolatileDisk.Policy.allCases {
                    for (cut, seed) in run.cuts(seed: 1) {
                        let image = run.disk.image(cutAfter: cut, policy, seed: seed)
                        #expect(try DiskImage(image).count(ofFilesIn: "/notes") >= run.synced(before: cut))
                    }
                }
            }
        }

        /// The control: with a disk that lies about its flushes, notes are lost.
        @Test func losesNotesWhenTheDiskLies() async throws {
            try await onThread {
                let run = try Self.run(lying: true)
                let lost = try run.cuts(seed: 1).filter { cut, seed in
                    let image = run.disk.image(cutAfter: cut, .drop, seed: seed)
                    return try DiskImage(image).count(ofFilesIn: "/notes") < run.synced(before: cut)
                }
                #expect(!lost.isEmpty)
            }
        }

        private struct Run: Sendable {
            let disk: VolatileDisk
            /// The log's length when note 1, 2, … was known to be synced.
            let marks: [Int]

            func synced(before cut: Int) -> Int { marks.count { $0 <= cut } }

            /// Places to cut at, from the first synced note to the end of the log.
            func cuts(seed: UInt64) -> [(cut: Int, seed: UInt64)] {
                var random = SplitMix(seed: seed)
                return (0..<6).map { _ in
                    (Int.random(in: (marks.first ?? 0)...disk.logLength, using: &random), random.next())
                }
            }
        }

        private static func run(lying: Bool) throws -> Run {
            let disk = try VolatileDisk(image: Array(Data(contentsOf: BoardImage.disk())))
            disk.isLying = lying
            let board = try VirtualBoard(disk: .volatile(disk), append: "board.start=no")
            try board.waitUntilUp()
            _ = try board.run("mkdir /var/lib/notes")
            let marks = try (1...notes).map { number in
                let note = "/var/lib/notes/\(number)"
                let answer = try board.run("echo \(number) >\(note) && sync")
                #expect(answer.status == 0)
                return disk.logLength
            }
            board.cutPower()
            return Run(disk: disk, marks: marks)
        }
    }
}
