import KioskCore
import Link
import Linux
import Wire

/// The kiosk's end of the Link: the listening socket and at most one uplink.
package final class LinkPort {
    private let listener: LinkListener
    private var link: KioskLink?

    package init(path: String, allowedUsers: Set<UInt32>?) throws(SystemError) {
        listener = try LinkListener(path: path, allowedUsers: allowedUsers)
    }

    package var listenerDescriptor: Descriptor { listener.descriptor }
    package var descriptor: Descriptor? { link?.descriptor }
    package var wantsWrite: Bool { link?.wantsWrite ?? false }

    /// Takes the newest connection; an older one is dropped for it.
    package func accept() throws(SystemError) -> Bool {
        var hasNew = false
        while let accepted = try listener.accept() {
            link = accepted
            hasNew = true
        }
        return hasNew
    }

    /// What the uplink said since the last call.
    package func drain() -> [UplinkEvent] {
        guard let link else { return [] }
        return link.drain().compactMap { event in
            switch event {
            case .received(let message, _): return .said(message)
            case .closed:
                self.link = nil
                return .vanished
            }
        }
    }

    package func say(_ message: KioskMessage) {
        _ = link?.send(message)
    }

    /// Sends replies as one frame: their bytes are its payload, in order.
    package func sendBatch(_ replies: [OutgoingReply]) {
        let items = replies.map { BatchItem(id: $0.id, sha256: $0.sha256, length: $0.bytes.count) }
        _ = link?.send(.batch(items), payload: replies.flatMap(\.bytes))
    }
}
