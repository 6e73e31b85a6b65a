import CLinux
import Synchronization

/// One thread that carries out commands in order, beside the loop.
///
/// Every command gives exactly one outcome, in the same order. At most `limit`
/// commands are on their way, from ``submit(_:)`` until their outcome is
/// drained, so that neither side can pile up work. `deinit` lets the thread
/// finish what was submitted and joins it; it waits as long as that takes.
package final class Worker<Command: Sendable, Outcome: Sendable>: Sendable {
    private enum Order: Sendable {
        case carryOut(Command)
        case stop
    }

    private let limit: Int
    private let orders: Mailbox<Order>
    private let outcomes: Mailbox<Outcome>
    private let underway = Mutex(0)
    private let thread: Thread

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: shown by `ps -L`; at most 15 bytes count.
    ///   - makeBody: called once on the new thread, so that what the body owns
    ///     (a database connection) never leaves that thread.
    package init(
        name: String, limit: Int = 64,
        makeBody: @escaping @Sendable () -> (Command) -> Outcome
    ) throws(SystemError) {
        self.limit = limit
        let orders = try Mailbox<Order>(limit: limit + 1)
        let outcomes = try Mailbox<Outcome>(limit: limit)
        self.orders = orders
        self.outcomes = outcomes
        thread = try Thread(name: name) {
            let body = makeBody()
            while true {
                waitUntilReadable(orders.descriptor)
                for order in orders.drain() {
                    guard case .carryOut(let command) = order else { return }
                    let posted = outcomes.post(body(command))
                    precondition(posted, "an outcome has its place since the command was submitted")
                }
            }
        }
    }

    deinit {
        let posted = orders.post(.stop)
        precondition(posted, "one place is kept for the stop")
        thread.join()
    }

    /// Readable while outcomes wait; for the ``Poller``.
    package var descriptor: Descriptor { outcomes.descriptor }

    /// Hands a command to the thread.
    ///
    /// - Returns: false when `limit` commands are on their way already; this
    ///   one will not be carried out.
    package func submit(_ command: Command) -> Bool {
        underway.withLock { underway in
            guard underway < limit else { return false }
            underway += 1
            let posted = orders.post(.carryOut(command))
            precondition(posted, "the limit leaves a place")
            return true
        }
    }

    /// Takes the outcomes that wait, in the order of their commands.
    package func drain() -> [Outcome] {
        let taken = outcomes.drain()
        underway.withLock { $0 -= taken.count }
        return taken
    }
}

private func waitUntilReadable(_ descriptor: Descriptor) {
    var subject = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
    // An interrupted wait is waited again: drain() then finds nothing.
    poll(&subject, 1, -1)
}
