import Foundation
import Link
import Linux
import Testing
import Testkit
import Wire

/// Runs palautectl as it is shipped.
func palautectl(_ arguments: String..., at terminal: TerminalRoot? = nil) throws -> Program.Outcome {
    try Program("palautectl", (terminal.map { ["--root", $0.path] } ?? []) + arguments).end()
}

extension Program.Outcome {
    /// What it printed, as JSON.
    func json() throws -> Any {
        try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)
    }

    /// Nothing on stdout, one line on stderr that has all of `words`.
    func complains(_ code: Int32, _ words: String...) -> Bool {
        self.code == code && output.isEmpty && messages.filter { $0 == "\n" }.count == 1
            && words.allSatisfy(messages.contains)
    }
}

extension KioskProcess {
    /// A terminal whose greeting stands and whose journal is open.
    static func greeting(_ terminal: TerminalRoot) throws -> KioskProcess {
        let kiosk = try KioskProcess(terminal)
        try Visitor(at: kiosk).wait(for: "the greeting") { $0.screen == "attract" && $0.journal != nil }
        return kiosk
    }

    /// Somebody who says over the Link that the collector answers.
    func playUplink() throws -> UplinkLink {
        let link = try #require(try UplinkLink.connect(to: terminal.root.linkSocket))
        link.send(.hello(Hello(role: "uplink", version: "test", boot: "test")))
        link.send(.link(LinkReport(state: .online)))
        try Visitor(at: self).wait(for: "online") { $0.link == "online" }
        return link
    }
}

extension UplinkLink {
    /// Asks for what waits, and waits for it.
    func batch() throws -> [OutgoingReply] {
        send(.wantBatch(max: 100, bytes: 500_000))
        let poller = try Poller()
        try poller.add(descriptor, tag: 0)
        for _ in 0..<100 {
            _ = try poller.wait(timeout: .milliseconds(100))
            for case .received(.batch(let items), let frame) in drain() { return try frame.replies(items) }
        }
        throw Program.Failure("no batch came within ten seconds")
    }
}
