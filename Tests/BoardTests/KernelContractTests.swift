import Foundation
import Testing
import Testkit

extension BoardTests {
    /// The contracts of screens and touch on the real thing: this very test program
    /// run again inside the guest, where there are DRM and uinput.
    @Suite struct KernelContractTests {
        @Test(
            arguments: [
                (.virtio, "(DisplayTests|TouchTests)"), (.bochs, "DisplayTests"), (.cirrus, "DisplayTests"),
            ] as [(VirtualBoard.Display.Card, String)])
        func holdOnTheKernelToo(card: VirtualBoard.Display.Card, tests: String) async throws {
            try await onThread { try Self.run(tests, on: card) }
        }

        /// The only card whose pictures wait for each other, as those of a real display do.
        @Test(.enabled("vkms could not be built") { BoardImage.hasVKMS })
        func holdAtTheDisplaysOwnPaceToo() async throws {
            try await onThread { try Self.run("KMSScreenTests", on: .vkms, "PALAUTE_REFRESH_MS=16") }
        }

        private static func run(
            _ tests: String, on card: VirtualBoard.Display.Card, _ environment: String = ""
        ) throws {
            let board = try VirtualBoard(
                share: "/", display: VirtualBoard.Display(card), append: "board.start=no board.bench=yes")
            try board.waitUntilUp()
            let outcome = try board.runHere(
                environment, program, "--testing-library swift-testing --filter '\(tests)'")
            #expect(outcome.status == 0, "\(outcome.output.suffix(4_000))")
            // On this machine they are skipped: that they were run there is the point.
            #expect(outcome.output.contains(/Test run with [1-9]\d* tests/))
            #expect(!outcome.output.contains("skipped:"))
        }

        private static let program = CommandLine.arguments[0]
    }
}

extension VirtualBoard {
    /// Runs a program of this machine in the guest, by root, over the shared root.
    fileprivate func runHere(
        _ environment: String, _ program: String, _ arguments: String
    ) throws -> (status: Int, output: String) {
        // The guest's own folders lie over the host's, also over a checkout below /tmp.
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let folders = [checkout, URL(filePath: program).deletingLastPathComponent().path]
        let again = folders.map { "mkdir -p '/host\($0)' && mount --bind '/share\($0)' '/host\($0)'" }
        let steps =
            [
                "mkdir -p /host /share",
                "mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose host /host",
                "mount --bind /host /share",
                "for folder in dev proc sys tmp run; do mount --bind /$folder /host/$folder; done",
            ] + again + [
                "chroot /host /usr/bin/env HOME=/tmp TMPDIR=/tmp \(environment) \(program) \(arguments)"
            ]
        return try run(steps.joined(separator: " && "))
    }
}
