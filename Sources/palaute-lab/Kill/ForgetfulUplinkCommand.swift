import ArgumentParser
import Link
import Linux
import Provisioning
import Wire

/// An uplink that has every reply received and sends none: a control of `palaute-lab
/// kill` and `faults`, as what a real one forgets, the journal offers again.
struct ForgetfulUplinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forgetful-uplink",
        abstract: "Say that all was received, and send nothing, until it is killed.", shouldDisplay: false)

    @Option(help: "Where the terminal's files lie.")
    var root: String

    func run() throws {
        let path = Root(root).linkSocket
        while true {
            guard let link = try UplinkLink.connect(to: path) else {
                _ = try Poller().wait(timeout: .milliseconds(50))
                continue
            }
            try carry(over: link)
        }
    }

    private func carry(over link: UplinkLink) throws {
        let poller = try Poller()
        try poller.add(link.descriptor, tag: 0)
        link.send(.hello(Hello(role: "uplink", version: "lab", boot: try bootID())))
        link.send(.wantBatch(max: 5, bytes: 1 << 19))
        while true {
            _ = try poller.wait(timeout: nil)
            for event in link.drain() {
                switch event {
                case .closed: return
                case .received(.batch(let items), _):
                    link.send(.receipts(items.map(Self.receipt)))
                    link.send(.wantBatch(max: 5, bytes: 1 << 19))
                case .received: break
                }
            }
        }
    }

    private static func receipt(of item: BatchItem) -> Receipt {
        Receipt(id: item.id, sha256: item.sha256, outcome: .acknowledged, code: "201")
    }
}
