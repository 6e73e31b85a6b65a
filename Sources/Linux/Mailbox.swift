import CLinux
import Synchronization

/// Messages from any thread to one that waits with a ``Poller``.
///
/// Holds at most `limit` messages, in the order of posting. The descriptor is
/// an `eventfd` and readable while messages wait.
package final class Mailbox<Message: Sendable>: Sendable {
    /// For the ``Poller``.
    package let descriptor: Descriptor
    private let limit: Int
    private let messages = Mutex<[Message]>([])

    package init(limit: Int = 256) throws(SystemError) {
        self.limit = limit
        descriptor = Descriptor(
            owning: try check("eventfd", "mailbox") {
                eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
            })
    }

    /// Leaves a message and wakes the reader.
    ///
    /// - Returns: false when `limit` messages wait already; nothing was left.
    package func post(_ message: Message) -> Bool {
        messages.withLock { messages in
            guard messages.count < limit else { return false }
            messages.append(message)
            eventfd_write(descriptor.rawValue, 1)
            return true
        }
    }

    /// Takes all messages that wait, oldest first.
    package func drain() -> [Message] {
        messages.withLock { messages in
            // Inside the lock, or a message posted in between would wait unseen.
            var count: eventfd_t = 0
            eventfd_read(descriptor.rawValue, &count)
            defer { messages = [] }
            return messages
        }
    }
}
