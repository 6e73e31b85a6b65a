import Foundation
import KioskShell
import Testing
import Testkit

extension BoardTests {
    /// A disk that hangs, is full, or may only be read: nobody is thanked for what is
    /// not kept, and what was thanked for stays.
    @Suite struct DiskFaultTests {
        /// 60 at night (`quality.md` D9).
        private static let hangSeconds = environment("PALAUTE_HANG_SECONDS", else: 24)

        @Test func goesOnShowingAndThanksNobodyWhileTheDiskHangs() async throws {
            try await onThread {
                let disk = try VolatileDisk(image: Array(Data(contentsOf: BoardImage.disk())))
                let visitor = Visitor(at: try VirtualBoard(disk: .volatile(disk)))
                try visitor.answer(9)
                try visitor.leave()
                try visitor.start()
                try visitor.choose(4)
                disk.isHanging = true
                let began = ContinuousClock.now
                try visitor.press("next") { $0.screen != "question" }
                let saving = try visitor.wait(forScreen: "saving")
                try visitor.wait(forScreen: "savingFailed")
                while began.duration(to: .now) < .seconds(Self.hangSeconds) {
                    let status = try #require(try visitor.status())
                    #expect(["saving", "savingFailed", "outOfService"].contains(status.screen))
                    #expect(status.acknowledged == saving.acknowledged)
                    Thread.sleep(forTimeInterval: 0.2)
                }
                disk.isHanging = false
                try visitor.wait(for: "the reply that waited in memory") { $0.journal?.lastSeq == 2 }
                try visitor.wait(for: "an end of it") { ["attract", "thanks"].contains($0.screen) }
                try visitor.wait(forScreen: "attract")
                try visitor.answer(7)
                #expect(try visitor.status()?.journal?.lastSeq == 3)
            }
        }

        @Test func refusesVisiblyWhileTheDiskIsFullAndGoesOnWhenThereIsRoom() async throws {
            try await onThread {
                let disk = try VolatileDisk(image: Array(Data(contentsOf: BoardImage.disk())))
                let visitor = Visitor(at: try VirtualBoard(disk: .volatile(disk)))
                var thanked = try Self.served(visitor, atMost: 1)
                let fill = "dd if=/dev/zero of=/var/lib/filler bs=64k; sync; true"
                #expect(try visitor.board.run(fill).status == 0)
                let whileFull = try Self.served(visitor, atMost: 50)
                #expect(whileFull < 50, "it never refused")
                thanked += whileFull
                #expect(try visitor.board.run("rm /var/lib/filler && sync").status == 0)
                // Opened again every five seconds.
                try visitor.wait(for: "the greeting") { $0.screen == "attract" && $0.journal != nil }
                thanked += try Self.served(visitor, atMost: 1)
                visitor.board.cutPower()
                try Self.hasKept(thanked, on: disk)
            }
        }

        /// ext4 then goes on read-only: only a start mends that.
        @Test func refusesVisiblyWhileTheDiskFailsAndHasEverythingAtTheNextStart() async throws {
            try await onThread {
                let disk = try VolatileDisk(image: Array(Data(contentsOf: BoardImage.disk())))
                let visitor = Visitor(at: try VirtualBoard(disk: .volatile(disk)))
                let thanked = try Self.served(visitor, atMost: 1)
                disk.failureCode = EIO
                let wrongly = try Self.served(visitor, atMost: 50)
                #expect(wrongly == 0)
                visitor.board.cutPower()
                disk.failureCode = nil
                try Self.hasKept(thanked, on: disk)
            }
        }

        private static func hasKept(_ thanked: Int, on disk: VolatileDisk) throws {
            let visitor = Visitor(at: try VirtualBoard(disk: .volatile(disk)))
            let status = try visitor.wait(for: "the journal") { $0.journal != nil }
            #expect(status.journal?.lastSeq ?? 0 >= thanked)
            #expect(status.journal?.unsent == status.journal?.lastSeq)
        }

        /// Somebody answers, again and again, until the terminal says no.
        ///
        /// - Returns: how many were thanked.
        private static func served(_ visitor: Visitor<VirtualBoard>, atMost limit: Int) throws -> Int {
            for thanked in 0..<limit {
                let refused: Set = ["savingFailed", "outOfService"]
                func isRefused(_ status: Status) -> Bool { refused.contains(status.screen) }
                let status = try visitor.wait(for: "a greeting or a refusal") {
                    $0.screen == "attract" || isRefused($0)
                }
                if isRefused(status) { return thanked }
                try visitor.press("start") { $0.targets["scale.3"] != nil || isRefused($0) }
                try visitor.press("scale.3") { $0.targets["next"] != nil || isRefused($0) }
                try visitor.press("next") { $0.screen == "thanks" || isRefused($0) }
                if try visitor.status().map(isRefused) ?? true { return thanked }
                try visitor.leave()
                try visitor.wait(forScreen: "attract")
            }
            return limit
        }
    }
}
