import Testing
import Testkit

extension BoardTests {
    /// A person at the glass, with the real programs on the board's kernel.
    @Suite struct VisitTests {
        private static let paper = Picture.Pixel(0xFAF5EC)
        private static let chosen = Picture.Pixel(0x17475A)

        @Test func greetsAfterTheBoot() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard())
                try visitor.wait(forScreen: "attract")
                let picture = try visitor.board.screendump()
                #expect(
                    (picture.width, picture.height) == (
                        visitor.board.display.width, visitor.board.display.height
                    )
                )
                #expect(visitor.greets(in: picture))
                #expect(picture[picture.width - 4, picture.height - 4] == Self.paper)
            }
        }

        @Test func showsTheNumberThatWasTouchedAsChosen() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard.greeting())
                try visitor.start()
                let before = try visitor.board.screendump()
                let fill = try visitor.fill(of: "scale.3")
                try visitor.choose(3)
                let after = try visitor.board.screendump()
                #expect(before[fill.x, fill.y] != Self.chosen)
                #expect(after[fill.x, fill.y] == Self.chosen)
            }
        }

        @Test func takesTwoFingersForNoChoice() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard.greeting())
                try visitor.start()
                // The guard of the new screen is over when a tap has been taken.
                try visitor.choose(5)
                let (left, right) = (try visitor.place(of: "scale.2"), try visitor.place(of: "scale.8"))
                try visitor.board.touch([.down(left), .down(right)])
                try visitor.board.touch([.up, .up])
                let picture = try visitor.board.screendump()
                for (target, isChosen) in ["scale.2": false, "scale.5": true, "scale.8": false] {
                    let fill = try visitor.fill(of: target)
                    #expect((picture[fill.x, fill.y] == Self.chosen) == isChosen, "\(target)")
                }
                // One finger at the same place chooses: the fingers were on the keys.
                try visitor.board.tap(left)
                let fill = try visitor.fill(of: "scale.2")
                try visitor.wait(for: "a chosen 2") { _ in
                    (try? visitor.board.screendump()[fill.x, fill.y]) == Self.chosen
                }
            }
        }

        /// What a QEMU without a multitouch panel falls back to.
        @Test func isTouchedAlsoThroughAPanelThatTheGuestMakes() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard(panel: .uinput))
                try visitor.answer(3)
                #expect(try visitor.status()?.touches ?? 0 >= 3)
            }
        }

        @Test(arguments: [false, true])
        func deliversAnAnswerExactlyOnce(offlineFirst: Bool) async throws {
            try await onThread {
                let collector = try CollectorProcess()
                let visitor = Visitor(at: try VirtualBoard(collectorPort: collector.port))
                try visitor.wait(forScreen: "attract")
                if offlineFirst { try visitor.board.plugNetwork(false) }
                try visitor.answer(9)
                if offlineFirst {
                    #expect(try collector.figures().n == 0)
                    try visitor.board.plugNetwork(true)
                }
                try visitor.wait(for: "a receipt") { $0.journal?.unsent == 0 }
                let figures = try collector.figures()
                #expect(figures.n == 1)
                #expect(figures.byDevice.map(\.lastSeq) == [1])
            }
        }

        @Test(arguments: ["palaute-kiosk", "palaute-uplink"])
        func goesOnByItselfAfterTheKillOf(program: String) async throws {
            try await onThread {
                let collector = try CollectorProcess()
                let visitor = Visitor(at: try VirtualBoard(collectorPort: collector.port))
                try visitor.start()
                try visitor.choose(7)
                #expect(try visitor.board.run("killall -9 \(program)").status == 0)
                // The killed kiosk greets anew; under a killed uplink the visit goes on.
                if program == "palaute-kiosk" {
                    try visitor.answer(9)
                } else {
                    try visitor.press("next") { $0.screen == "thanks" }
                }
                try visitor.wait(for: "receipts") { $0.journal?.unsent == 0 }
                let figures = try collector.figures()
                // The interrupted visit of a killed kiosk arrives too, as a partial reply.
                #expect(figures.byDevice.map(\.lastSeq) == [program == "palaute-kiosk" ? 2 : 1])
                #expect(figures.byDevice.map(\.n) == figures.byDevice.map(\.lastSeq))
            }
        }
    }
}

extension Visitor {
    /// Inside a key, beside its word: its fill.
    func fill(of target: String) throws -> GlassPoint {
        let box = try wait(for: "the key \(target)") { $0.targets[target] != nil }.targets[target] ?? []
        return GlassPoint(x: box[0] + box[2] / 8, y: box[1] + box[3] / 2)
    }
}
