/// When a reply was given, as truly as the terminal can tell.
package enum Authored: Hashable, Sendable {
    /// A trusted clock of the same boot gave the moment, in milliseconds since
    /// 1970 (UTC). Only `precision` of it is ever written.
    case known(utcMilliseconds: Int64, precision: AuthoredPrecision)
    /// A boot that never had a trusted clock, between two that had: the reply
    /// was given within this range of milliseconds since 1970 (UTC).
    case bounded(ClosedRange<Int64>)
    case unknown
}

/// How much of a known moment is written: unit and second together may tell who
/// the visitor was.
package enum AuthoredPrecision: String, Hashable, Sendable, Codable, CaseIterable {
    case minute, hour, day
}

/// What the terminal's wall clock was worth when the reply was given.
package enum ClockState: String, Hashable, Sendable, Codable, CaseIterable {
    /// Set from a trusted source in this boot.
    case synced
    /// Only known not to be earlier than the build and the last trusted time.
    case floor
    case unknown
}
