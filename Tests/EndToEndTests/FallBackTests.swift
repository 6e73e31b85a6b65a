import CollectorServer
import Foundation
import Testing
import Testkit

extension EndToEndTests {
    /// A disk that lied about its flushes, or a copy put back: database and ledger
    /// agree with each other, and both know less than the terminal once knew.
    @Suite struct FallBackTests {
        @Test func isSeenByTheCollectorWhereTheTerminalCannotSeeIt() async throws {
            try await onThread {
                let site = try Site(LocalCollector())
                try site.visitor.answer(9)
                try site.waitUntilDelivered(1)
                let earlier = try site.stateNow()
                try site.visitor.leave()
                try site.visitor.answer(8)
                try site.waitUntilDelivered(2)
                #expect(site.numbersUsedAgain == [])
                try site.fallBack(to: earlier)
                try site.visitor.answer(2)
                // The terminal knows of nothing: it counts on from where it believes to be.
                let status = try site.waitUntilDelivered(2)
                #expect(status.journal?.parked == 0)
                #expect(site.numbersUsedAgain == [2])
                // Both people were heard.
                let replies = try site.collector.replies()
                #expect(replies.map(\.number) == [1, 2, 2])
                #expect(Set(replies.map(\.id)).count == 3)
                #expect(Set(replies.map(\.journal)).count == 1)
                _ = try site.close()
            }
        }
    }
}

extension Site {
    private var state: URL { URL(filePath: terminal.root("var/lib/palaute")) }

    fileprivate var numbersUsedAgain: [Int] {
        collector.told.all.compactMap { happening in
            if case .numberUsedAgain(let reply, _) = happening { reply.number } else { nil }
        }
    }

    /// A copy of all that the kiosk has on its disk.
    fileprivate func stateNow() throws -> URL {
        try kiosk.stop()
        let copy = URL(filePath: terminal.root("earlier"))
        try FileManager.default.copyItem(at: state, to: copy)
        try kiosk.start()
        return copy
    }

    /// Puts the disk back to that, as after a power cut.
    fileprivate func fallBack(to copy: URL) throws {
        kiosk.kill()
        try FileManager.default.removeItem(at: state)
        try FileManager.default.copyItem(at: copy, to: state)
        try kiosk.start()
    }
}
