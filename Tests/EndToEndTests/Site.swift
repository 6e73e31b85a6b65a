import Foundation
import KioskShell
import Testkit

/// One terminal with its real programs, and the collector it is enrolled at.
///
/// Everything blocks: call it within ``onThread(_:)``.
final class Site {
    let terminal: TerminalRoot
    let collector: LocalCollector
    let kiosk: KioskProcess
    private(set) var uplink: Program

    /// Starts kiosk and uplink.
    ///
    /// - Parameter change: what is changed in the terminal before that.
    init(
        _ collector: LocalCollector, _ change: (TerminalRoot) throws -> Void = { _ in }
    ) throws {
        terminal = try TerminalRoot()
        try terminal.enrol(
            at: collector.port, authority: collector.certificates.authority, token: collector.token)
        try change(terminal)
        self.collector = collector
        kiosk = try KioskProcess(terminal)
        uplink = try Program("palaute-uplink", ["--root", terminal.path])
    }

    var visitor: Visitor<KioskProcess> {
        var visitor = Visitor(at: kiosk)
        // A little more than the guard of a new screen.
        visitor.patience = .milliseconds(450)
        return visitor
    }

    func stopUplink() throws {
        _ = try uplink.stop()
    }

    func killUplink() throws {
        uplink.kill()
        try startUplink()
    }

    func startUplink() throws {
        uplink = try Program("palaute-uplink", ["--root", terminal.path])
    }

    /// Waits until the terminal has a receipt for everything it has closed.
    @discardableResult
    func waitUntilDelivered(_ count: Int? = nil) throws -> Status {
        try visitor.wait(for: "every receipt\nuplink: \(uplink.messages)") { status in
            guard let journal = status.journal else { return false }
            return journal.unsent == 0 && count ?? journal.lastSeq == journal.lastSeq
        }
    }

    /// Ends kiosk and uplink, and reads what is left at both ends.
    func close() throws -> (journal: LeftJournal, audit: Audit) {
        let codes = try (kiosk.stop(), uplink.stop())
        guard codes == (0, 0) else {
            throw Program.Failure(
                "they ended with \(codes): \(kiosk.program.messages)\n\(uplink.messages)")
        }
        let journal = try LeftJournal(of: terminal)
        return (journal, Audit(journal, try collector.replies()))
    }
}
