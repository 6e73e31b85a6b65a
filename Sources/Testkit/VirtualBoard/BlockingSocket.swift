import Foundation
import Linux

extension Descriptor {
    /// The same descriptor, from now on waiting in each call: what a thread of its
    /// own wants, and a poll loop does not.
    func blocking() -> Descriptor {
        _ = fcntl(rawValue, F_SETFL, 0)
        return self
    }
}
