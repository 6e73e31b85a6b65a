import Testing
import Testkit

extension BoardTests {
    /// One kiosk, and everything that happens to a display in its years (`quality.md` K4).
    @Suite struct DisturbanceTests {
        private enum Disturbance: String, CaseIterable {
            /// Another program has the display for a moment.
            case seized
            /// The cable is out, and in again.
            case unplugged
            /// The display comes back as another.
            case resized
            /// The card is gone from the bus, and found again.
            case cardGone
        }

        private static let rounds = environment("PALAUTE_DISTURBANCES", else: 30)

        @Test func showsTheGreetingTwoSecondsAfterWhateverHappenedToTheDisplay() async throws {
            try await onThread {
                let visitor = Visitor(at: try VirtualBoard(append: "board.bench=yes"))
                try visitor.wait(forScreen: "attract")
                try visitor.board.wait(for: "the greeting") { visitor.greets(in: $0) }
                let kiosk = try visitor.board.kiosk()
                var random = SplitMix(seed: 1)
                var slowest: [Disturbance: Duration] = [:]
                for _ in 0..<Self.rounds {
                    let kind = Disturbance.allCases.randomElement(using: &random) ?? .seized
                    let elapsed = try disturb(visitor, by: kind, kiosk)
                    slowest[kind] = max(slowest[kind] ?? .zero, elapsed)
                    expect(elapsed, within: .seconds(kind == .seized ? 1 : 2))
                }
                let slowestMs = slowest.map { ($0.key.rawValue, $0.value / .milliseconds(1)) }
                Trial.tell("display", n: Self.rounds, seed: 1, slowestMs)
                #expect(try visitor.board.kiosk() == kiosk)
                try visitor.start()
            }
        }

        /// - Returns: how long after its end the greeting was whole again.
        private func disturb(
            _ visitor: Visitor<VirtualBoard>, by kind: Disturbance, _ kiosk: String
        ) throws -> Duration {
            let board = visitor.board
            var size = (board.display.width, board.display.height)
            switch kind {
            case .seized:
                #expect(try board.run("palaute-lab seize --pid \(kiosk) --hold 0.1").status == 0)
            case .unplugged:
                try board.resizeDisplay(to: nil)
                try visitor.wait(for: "a glass without keys") { $0.targets.isEmpty }
                try board.resizeDisplay(to: size)
                try board.wait(forKernel: "cat /sys/class/drm/card*-Virtual-1/status", "connected")
            case .resized:
                let picture = try board.screendump()
                size = picture.width == 1920 ? (1280, 800) : (1920, 1080)
                try board.resizeDisplay(to: size)
                try board.wait(
                    forKernel: "head -n 1 /sys/class/drm/card*-Virtual-1/modes", "\(size.0)x\(size.1)")
            case .cardGone:
                try board.removeCard()
                try visitor.wait(for: "a glass without keys") { $0.targets.isEmpty }
                #expect(try board.run("echo 1 >/sys/bus/pci/rescan").status == 0)
            }
            return try board.wait(for: "the greeting after \(kind)") {
                (kind != .resized || ($0.width, $0.height) == size) && visitor.greets(in: $0)
            }
        }
    }
}
