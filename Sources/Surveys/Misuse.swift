/// What about a visit no person does who answers.
///
/// A flag for whoever reads the figures, never a deletion: a trembling hand and a
/// child at play can look the same. The reply is kept and sent like any other.
package enum Misuse: String, Hashable, Sendable, Codable, CaseIterable {
    /// Presses came one upon the other: a ghost, or a drumming hand.
    case burst
    /// Presses kept coming for seconds.
    case mashing
    /// More visits in an hour than people come.
    case flood
}
