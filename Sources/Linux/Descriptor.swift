import CLinux

/// The one owner of an open file descriptor, closed in `deinit`.
package final class Descriptor: Sendable {
    package let rawValue: Int32

    /// Takes over `rawValue`; nobody else may close it.
    package init(owning rawValue: Int32) {
        precondition(rawValue >= 0, "a descriptor is never negative")
        self.rawValue = rawValue
    }

    deinit {
        close(rawValue)
    }
}
