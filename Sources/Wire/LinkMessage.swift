import Surveys

/// One moment on the terminal's clock, as Surveys defines it.
package typealias Instant = Surveys.Instant
package typealias ReplyID = Surveys.ReplyID

/// What the uplink says to the kiosk over the Link (`interfaces.md`, Link).
package enum UplinkMessage: Hashable, Sendable {
    case hello(Hello)
    /// Asks for at most `max` waiting replies of at most `bytes` together. The
    /// kiosk answers with one `batch` as soon as something waits.
    case wantBatch(max: Int, bytes: Int)
    case receipts([Receipt])
    case time(TimeFix)
    case link(LinkReport)
    case healthRequest
    /// The collector lacks these numbers: what is still here is to be sent again.
    case resend([SequenceRange])
}

/// What the kiosk says to the uplink over the Link.
package enum KioskMessage: Hashable, Sendable {
    case hello(Hello)
    /// The frame's payload is the replies' bytes, one after the other.
    case batch([BatchItem])
    case health(Health)
}

/// The first message of either side.
package struct Hello: Hashable, Sendable, Codable {
    package static let currentProtocol = 1
    package var `protocol`: Int
    /// `kiosk` or `uplink`.
    package var role: String
    package var version: String
    /// The kernel's boot id.
    package var boot: String

    package init(role: String, version: String, boot: String, protocol number: Int = Hello.currentProtocol) {
        self.protocol = number
        self.role = role
        self.version = version
        self.boot = boot
    }
}

/// One reply within a batch: `length` bytes of the frame's payload, in order.
package struct BatchItem: Hashable, Sendable, Codable {
    package var id: ReplyID
    /// Lower-case hexadecimal SHA-256 of the canonical bytes without `meta`.
    package var sha256: String
    package var length: Int

    package init(id: ReplyID, sha256: String, length: Int) {
        self.id = id
        self.sha256 = sha256
        self.length = length
    }
}

/// One reply with the exact bytes that every attempt sends.
package struct OutgoingReply: Hashable, Sendable {
    package var id: ReplyID
    package var sha256: String
    package var bytes: [UInt8]

    package init(id: ReplyID, sha256: String, bytes: [UInt8]) {
        self.id = id
        self.sha256 = sha256
        self.bytes = bytes
    }
}

/// The collector's word for one reply, as the uplink read it.
package struct Receipt: Hashable, Sendable, Codable {
    /// What the kiosk does with the reply.
    package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        /// Stored by the collector (200, 201, 410, 412 where enabled).
        case acknowledged
        /// Refused for good: kept, counted, not sent again by itself.
        case parked
        /// An attempt without a verdict: only counted; it is sent again.
        case attempted
    }

    package var id: ReplyID
    package var sha256: String
    package var outcome: Outcome
    /// The HTTP status or a word such as `conflict`; never text of an answer.
    package var code: String

    package init(id: ReplyID, sha256: String, outcome: Outcome, code: String) {
        self.id = id
        self.sha256 = sha256
        self.outcome = outcome
        self.code = code
    }
}

/// How the uplink stands with the collector, for staff and status, never for a
/// visitor.
package struct LinkReport: Hashable, Sendable, Codable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case starting, online, offline, refused
    }

    package var state: State
    package var reason: String?

    package init(state: State, reason: String? = nil) {
        self.state = state
        self.reason = reason
    }
}

/// The kiosk's own figures, sent up and shown by `palautectl status`.
package struct Health: Hashable, Sendable, Codable {
    package var journalId: String
    package var lastSeq: Int
    package var unsent: Int
    package var oldestUnsentAgeS: Int?
    package var parked: Int
    package var frames: Int
    package var touches: Int
    /// Damaged journals that lie set aside on the terminal: somebody should look.
    package var setAside: Int?
    /// Replies that this run's journal had lost and its ledger gave back.
    package var restored: Int?
    /// Nil while the journal cannot tell it.
    package var account: JournalAccount?

    package init(
        journalId: String, lastSeq: Int, unsent: Int, oldestUnsentAgeS: Int?, parked: Int, frames: Int,
        touches: Int
    ) {
        self.journalId = journalId
        self.lastSeq = lastSeq
        self.unsent = unsent
        self.oldestUnsentAgeS = oldestUnsentAgeS
        self.parked = parked
        self.frames = frames
        self.touches = touches
    }
}
