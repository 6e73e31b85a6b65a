import FoundationEssentials

/// What a terminal says of itself (`POST /v1/device/heartbeat`, contract.md §4).
///
/// Everything the journal knows is absent until the kiosk has told it. Unknown
/// fields are ignored by either side.
package struct HeartbeatRequest: Hashable, Sendable, Codable {
    package var bootId: String
    package var uptimeMs: Int64
    package var clockState: ClockState
    package var appVersion: String
    package var settingsSerial: Int?
    package var journalId: String?
    package var lastSeq: Int?
    package var oldestUnsentAgeS: Int?
    package var unsent: [SequenceRange]?
    package var parked: [Int]?
    package var withdrawn: [Int]?
    /// The kiosk's own figures.
    package var kiosk: Health?

    package init(
        bootId: String, uptimeMs: Int64, clockState: ClockState, appVersion: String, kiosk: Health? = nil
    ) {
        self.bootId = bootId
        self.uptimeMs = uptimeMs
        self.clockState = clockState
        self.appVersion = appVersion
        self.kiosk = kiosk
        // Told once, as the plane has it.
        self.kiosk?.account = nil
        journalId = kiosk?.journalId
        // Nobody can say what is missing before the journal has said what is not.
        lastSeq = kiosk?.account?.lastSeq
        unsent = kiosk?.account?.unsent
        parked = kiosk?.account?.parked
        withdrawn = kiosk?.account?.withdrawn
        oldestUnsentAgeS = kiosk?.oldestUnsentAgeS
    }
}

/// How far a terminal's wall clock is to be trusted (contract.md §7).
package enum ClockState: String, Hashable, Sendable, Codable, CaseIterable {
    case synced, floor, unknown
}

/// Sequence numbers `first...last` of one journal.
package struct SequenceRange: Hashable, Sendable, Codable {
    package var first: Int
    package var last: Int

    package init(first: Int, last: Int) {
        self.first = first
        self.last = last
    }
}

extension SequenceRange: CustomStringConvertible {
    package var description: String { first == last ? "\(first)" : "\(first)–\(last)" }
}

/// The collector's answer to a heartbeat.
package struct HeartbeatReply: Hashable, Sendable, Codable {
    /// Milliseconds since 1970 in UTC; RFC 3339 text on the wire.
    package var serverTimeMs: Int64
    package var settingsSerial: Int?
    /// Numbers the collector lacks; the terminal sends again what it still has.
    package var missing: [SequenceRange]

    package init(serverTimeMs: Int64, settingsSerial: Int? = nil, missing: [SequenceRange] = []) {
        self.serverTimeMs = serverTimeMs
        self.settingsSerial = settingsSerial
        self.missing = missing
    }

    private enum CodingKeys: String, CodingKey {
        case serverTime, settingsSerial, missing
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let text = try container.decode(String.self, forKey: .serverTime)
        let styles = [true, false].map { Date.ISO8601FormatStyle(includingFractionalSeconds: $0) }
        guard let date = styles.lazy.compactMap({ try? $0.parse(text) }).first,
            abs(date.timeIntervalSince1970) < 1e11
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .serverTime, in: container, debugDescription: "not an RFC 3339 time")
        }
        serverTimeMs = Int64((date.timeIntervalSince1970 * 1000).rounded())
        settingsSerial = try container.decodeIfPresent(Int.self, forKey: .settingsSerial)
        missing = try container.decodeIfPresent([SequenceRange].self, forKey: .missing) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        // The formatter cuts off below the millisecond; half of one keeps ours.
        let date = Date(timeIntervalSince1970: (Double(serverTimeMs) + 0.5) / 1000)
        try container.encode(
            date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)), forKey: .serverTime)
        try container.encodeIfPresent(settingsSerial, forKey: .settingsSerial)
        try container.encode(missing, forKey: .missing)
    }
}
