import Foundation
import SQLite
import Sealing
import Storage
import Surveys
import Testing
import Testkit

extension BoardTests {
    /// The mains plug is pulled: what was thanked for is there, once.
    @Suite struct PowerCutTests {
        private static let cutsPerPolicy = environment("PALAUTE_CUTS", else: 4)
        private static let realCuts = environment("PALAUTE_REAL_CUTS", else: 1)

        @Test func keepsWhatWasThankedForWhenThePowerIsCutWithinTheNextVisit() async throws {
            try await onThread {
                let disk = URL(filePath: "/tmp/disk.\(UUID().uuidString).img")
                try FileManager.default.copyItem(at: try BoardImage.disk(), to: disk)
                defer { try? FileManager.default.removeItem(at: disk) }
                var thanked = 0
                for cut in 1...Self.realCuts {
                    let board = try VirtualBoard(disk: .file(disk.path()))
                    let visitor = Visitor(at: board)
                    try visitor.answer(9)
                    thanked += 1
                    try visitor.leave()
                    try visitor.start()
                    try visitor.choose(cut % 11)
                    board.cutPower()
                }
                // The greeting does not wait for the journal; the figures do.
                let board = try VirtualBoard(disk: .file(disk.path()))
                let status = try Visitor(at: board).wait(for: "the journal") { $0.journal != nil }
                // Each cut also interrupted one visit, which is kept as a partial reply.
                #expect(status.journal?.lastSeq == thanked + Self.realCuts)
                #expect(status.journal?.unsent == thanked + Self.realCuts)
            }
        }

        @Test func keepsWhatWasThankedForAtEveryCutOfTheDisk() async throws {
            try await onThread {
                let visits = try Self.visits(onLyingDisk: false)
                for (policy, cut, seed) in visits.cuts(Self.cutsPerPolicy) {
                    let journal = try visits.journal(cut, policy, seed)
                    #expect(
                        journal.isSound, "\(policy) after \(cut) of \(visits.disk.logLength), seed \(seed)")
                    #expect(
                        journal.replies >= visits.thanked(before: cut), "\(policy) after \(cut), seed \(seed)"
                    )
                    // And also if the cut takes the whole database with it.
                    let inLedger = try visits.repliesInLedger(cut, policy, seed)
                    #expect(
                        inLedger >= visits.thanked(before: cut), "\(policy) after \(cut), seed \(seed)")
                }
            }
        }

        /// The control: on a disk that lies about its flushes, replies are lost.
        @Test func losesRepliesWhenTheDiskLies() async throws {
            try await onThread {
                let visits = try Self.visits(onLyingDisk: true)
                let losses = visits.cuts(Self.cutsPerPolicy).filter { policy, cut, seed in
                    guard let journal = try? visits.journal(cut, policy, seed) else { return true }
                    return !journal.isSound || journal.replies < visits.thanked(before: cut)
                }
                #expect(!losses.isEmpty)
            }
        }

        @Test(arguments: ["first start", "migration", "activation", "restore"])
        func keepsWhatWasThankedForWhenThePowerIsCutDuring(scene: String) async throws {
            let (code, result) = try await Self.cuts("--scene", scene, "--runs", "1", "--visits", "1")
            #expect(code == 0 && result["n"] as? Int == 80, "\(result)")
        }

        /// The control: a file system that never asks the disk to flush loses replies.
        @Test func losesRepliesWhenTheFileSystemHasNoBarriers() async throws {
            let (code, result) = try await Self.cuts(
                "--scene", "first start", "--runs", "1", "--control", "no barriers")
            #expect(code == 1 && result["lost"] as? Int ?? 0 > 0, "\(result)")
        }

        private static func cuts(_ options: String...) async throws -> (code: Int32, result: [String: Any]) {
            let outcome = try await onThread {
                try Program("palaute-lab", ["cuts", "--cuts", "20"] + options).end(within: .seconds(300))
            }
            let result = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            return (outcome.code, try #require(result, "\(outcome.messages)"))
        }

        private struct Visits: Sendable {
            let disk: VolatileDisk
            /// The log's length when visit 1, 2, … had been thanked.
            let marks: [Int]

            func thanked(before cut: Int) -> Int { marks.count { $0 <= cut } }

            func cuts(_ count: Int) -> [(policy: VolatileDisk.Policy, cut: Int, seed: UInt64)] {
                var random = SplitMix(seed: 7)
                return VolatileDisk.Policy.allCases.flatMap { policy in
                    (0..<count).map { _ in
                        (
                            policy, Int.random(in: (marks.first ?? 0)...disk.logLength, using: &random),
                            random.next()
                        )
                    }
                }
            }

            /// The journal that the next start would find.
            func journal(
                _ cut: Int, _ policy: VolatileDisk.Policy, _ seed: UInt64
            ) throws -> (isSound: Bool, replies: Int) {
                let image = try DiskImage(disk.image(cutAfter: cut, policy, seed: seed))
                guard let file = try image.file("/palaute/journal.sqlite") else { return (true, 0) }
                _ = try image.file("/palaute/journal.sqlite-wal")
                let journal = try Connection(file.path(), .readWrite)
                let verdict: String? = try journal.row("PRAGMA integrity_check") { row throws(SQLiteError) in
                    try row[0]
                }
                let last: Int? = try journal.row("SELECT coalesce(max(seq), 0) FROM visit") {
                    row throws(SQLiteError) in try row[0]
                }
                return (verdict == "ok", last ?? 0)
            }

            /// What the next start would make of the ledger alone.
            func repliesInLedger(
                _ cut: Int, _ policy: VolatileDisk.Policy, _ seed: UInt64
            ) throws -> Int {
                let image = try DiskImage(disk.image(cutAfter: cut, policy, seed: seed))
                guard let file = try image.file("/palaute/ledger/000") else { return 0 }
                let folder = try TemporaryFolder()
                try FileManager.default.createDirectory(
                    atPath: "\(folder.path)/ledger", withIntermediateDirectories: false)
                try FileManager.default.copyItem(atPath: file.path(), toPath: "\(folder.path)/ledger/000")
                let run = JournalRun(
                    boot: "bench", newID: ReplyID(high: 1, low: 1), deviceID: nil, sha256: SHA256.digest)
                return try Journal(directory: folder.path, run).summary().lastNumber
            }
        }

        private static func visits(onLyingDisk isLying: Bool) throws -> Visits {
            let disk = try VolatileDisk(image: Array(Data(contentsOf: BoardImage.disk())))
            let visitor = Visitor(at: try VirtualBoard(disk: .volatile(disk)))
            try visitor.wait(forScreen: "attract")
            disk.isLying = isLying
            let marks = try (0..<4).map { number in
                try visitor.answer(number)
                let mark = disk.logLength
                try visitor.leave()
                return mark
            }
            visitor.board.cutPower()
            return Visits(disk: disk, marks: marks)
        }
    }
}
