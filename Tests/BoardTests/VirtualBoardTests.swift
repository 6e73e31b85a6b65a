import Foundation
import Testing
import Testkit

extension BoardTests {
    /// The board itself, before any program is trusted on it.
    @Suite struct VirtualBoardTests {
        @Test func answersWhatItIsAskedAndSaysHowItEnded() async throws {
            try await onThread {
                let board = try VirtualBoard(append: "board.start=no")
                try board.waitUntilUp()
                #expect(try board.run("echo yksi; echo kaksi") == (0, "yksi\nkaksi\n"))
                #expect(try board.run("false").status == 1)
            }
        }

        @Test func losesItsCarrierWhenTheCableIsPulled() async throws {
            try await onThread {
                let board = try VirtualBoard(append: "board.start=no")
                try board.waitUntilUp()
                let carrier = "cat /sys/class/net/eth0/carrier"
                #expect(try board.run(carrier).output == "1\n")
                try board.plugNetwork(false)
                #expect(try board.run(carrier).output == "0\n")
                try board.plugNetwork(true)
                #expect(try board.run(carrier).output == "1\n")
            }
        }

        @Test func keepsWhatIsOnItsDiskOverAReset() async throws {
            try await onThread {
                let board = try VirtualBoard(append: "board.start=no")
                try board.waitUntilUp()
                _ = try board.run("echo muisti >/var/lib/note; sync")
                let said = board.agentLines
                try board.reset()
                try board.waitUntilUp(after: said)
                #expect(try board.run("cat /var/lib/note").output == "muisti\n")
            }
        }

        @Test func letsTheKioskAndNotTheUplinkReachGlassAndJournal() async throws {
            try await onThread {
                let board = try VirtualBoard(append: "board.start=no")
                try board.waitUntilUp()
                func canRead(_ path: String, _ user: String) throws -> Bool {
                    try board.run("su -s /bin/sh -c 'test -r \(path)' \(user)").status == 0
                }
                for path in ["/dev/dri/card0", "/dev/input/event0", "/var/lib/palaute"] {
                    #expect(try canRead(path, "palaute-kiosk"))
                    #expect(try !canRead(path, "palaute-uplink"))
                }
            }
        }
    }
}
