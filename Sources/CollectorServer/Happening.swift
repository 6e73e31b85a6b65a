import FHIR
import FoundationEssentials

/// What a running collector tells the program around it.
package enum Happening: Hashable, Sendable {
    case listening(port: Int)
    /// A reply is durable; its receipt is about to go out.
    case stored(ReplyFacts, from: Device)
    /// Other content came for a stored id: a fault or an attack, never routine.
    case conflict(ReplyFacts, from: Device)
    /// A stored reply has a number that another reply of the same journal has: the
    /// terminal fell back to an earlier state, by a disk that had not flushed what it
    /// said it had or by a copy put back; or a copy of it is in use. Both are kept.
    case numberUsedAgain(ReplyFacts, from: Device)
    /// A request failed on our side; the client tries again.
    case failed(String)
}

/// A file or a value that was given is bad: what, where, what to do.
package struct InputProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// The wall clock, in milliseconds since 1970 (UTC).
package func utcMilliseconds() -> Int64 {
    Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))
}
