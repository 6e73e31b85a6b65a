import Intake
import Surveys

/// Where a collector keeps what it was given: replies and the devices that may
/// send them, of one tenant.
///
/// An implementation keeps three promises. The first write of an id wins, under
/// any race, by a unique key in the store itself. What is answered as stored
/// survives a power cut. Nothing stored is ever changed or removed here.
package protocol ReplyStore: Sendable {
    /// Stores each reply whose id is free, in one transaction, and tells what
    /// became of each, in order.
    func put(_ replies: [StoredReply]) async throws -> [Verdict]

    func reply(_ id: ReplyID) async throws -> StoredReply?

    /// Replies in the order of arrival, at most `limit`, after the first `skipped`.
    func replies(after skipped: Int, limit: Int) async throws -> [StoredReply]

    /// The numbers of `range` that `device` has used in `journal`, ascending.
    /// A number stands twice when two replies claim it.
    func numbers(of device: String, in journal: String, within range: ClosedRange<Int>) async throws -> [Int]

    /// Registers a device; false when its name or id is taken.
    func add(_ device: Device, tokenSHA256: String) async throws -> Bool

    /// The device whose token has this digest.
    func device(tokenSHA256: String) async throws -> Device?

    /// All devices, by name.
    func devices() async throws -> [Device]
}

/// A reply as it is kept.
package struct StoredReply: Hashable, Sendable {
    package var id: ReplyID
    package var device: String
    package var journal: String
    /// The device's own number for it, from 1. No unique key stands on it: two
    /// ids under one number are a fault of the numbering, and refusing the second
    /// would lose a person's answer.
    package var number: Int
    /// Of the canonical bytes without `meta`, lower-case hexadecimal.
    package var sha256: String
    /// Canonical JSON, `meta` as it came.
    package var bytes: [UInt8]
    /// Milliseconds since 1970 (UTC).
    package var receivedMs: Int64

    package init(
        id: ReplyID, device: String, journal: String, number: Int, sha256: String, bytes: [UInt8],
        receivedMs: Int64
    ) {
        self.id = id
        self.device = device
        self.journal = journal
        self.number = number
        self.sha256 = sha256
        self.bytes = bytes
        self.receivedMs = receivedMs
    }
}

/// A terminal that may send replies.
package struct Device: Hashable, Sendable, Codable {
    /// A UUID in lower case: the `author` of its replies.
    package var id: String
    /// What people call it.
    package var name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
